package dev.bourse.standalone.analyse;

import dev.bourse.data.record.Rejection;
import dev.bourse.data.record.RejectionListener;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Writes {@code rejects.csv}: every refused record, in the order of the file. The thread that reads the file writes,
 * another one closes.
 */
final class RejectsCsv implements RejectionListener, AutoCloseable {
    static final String NAME = "rejects.csv";

    private final BufferedWriter out;
    private final StringBuilder row = new StringBuilder();
    private long rows;

    RejectsCsv(Path directory) throws IOException {
        out = Files.newBufferedWriter(directory.resolve(NAME), StandardCharsets.US_ASCII);
        out.write("record,reason,text\n");
    }

    @Override
    public synchronized void rejected(Rejection rejection) {
        row.setLength(0);
        rejection.appendCsv(row);
        row.append('\n');
        try {
            out.append(row);
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
        rows++;
    }

    synchronized long rows() {
        return rows;
    }

    @Override
    public synchronized void close() throws IOException {
        out.close();
    }
}
