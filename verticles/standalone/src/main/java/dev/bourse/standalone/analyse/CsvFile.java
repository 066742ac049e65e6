package dev.bourse.standalone.analyse;

import dev.bourse.shared.message.StateField;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A CSV file under construction. Numbers are written straight as bytes: nothing is allocated for a row. Texts are
 * symbols and class names, which need no quoting. Used by one thread.
 */
final class CsvFile implements AutoCloseable {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final int LONGEST_FIELD = 64;

    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private final byte[] digits = new byte[20];
    private int at;
    private boolean first = true;
    private long rows;

    /** Creates the file, or empties it, and writes the header. */
    CsvFile(Path file, String header) throws IOException {
        out = Files.newOutputStream(file);
        byte[] line = header.getBytes(StandardCharsets.US_ASCII);
        out.write(line);
        out.write('\n');
    }

    /** Rows so far, without the header. */
    long rows() {
        return rows;
    }

    /** A text as bytes; at most 64 of them. */
    CsvFile field(byte[] text) {
        separate();
        System.arraycopy(text, 0, buffer, at, text.length);
        at += text.length;
        return this;
    }

    /** A whole number. */
    CsvFile field(long value) {
        return field(value, 0);
    }

    /** A scaled number with exactly that many decimals, 0 to 18; an empty field where the value is ABSENT. */
    CsvFile field(long value, int decimals) {
        separate();
        if (value != StateField.ABSENT) {
            number(value, decimals);
        }
        return this;
    }

    /** {@code name=value} after the separator given, inside one field. */
    CsvFile input(boolean begins, byte[] name, long value, int decimals) {
        if (begins) {
            separate();
        } else {
            buffer[at++] = ';';
        }
        System.arraycopy(name, 0, buffer, at, name.length);
        at += name.length;
        buffer[at++] = '=';
        if (value != StateField.ABSENT) {
            number(value, decimals);
        }
        return this;
    }

    void endRow() {
        buffer[at++] = '\n';
        first = true;
        rows++;
    }

    private void separate() {
        if (at > BUFFER_BYTES - 2 * LONGEST_FIELD) {
            flush();
        }
        if (!first) {
            buffer[at++] = ',';
        }
        first = false;
    }

    private void number(long value, int decimals) {
        long rest = Math.abs(value);
        if (value < 0) {
            buffer[at++] = '-';
        }
        int count = 0;
        while (rest != 0 || count <= decimals) {
            long tenth = rest / 10;
            digits[count++] = (byte) ('0' + (rest - tenth * 10));
            rest = tenth;
        }
        while (count > 0) {
            buffer[at++] = digits[--count];
            if (count == decimals && count > 0) {
                buffer[at++] = '.';
            }
        }
    }

    private void flush() {
        try {
            out.write(buffer, 0, at);
            at = 0;
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    @Override
    public void close() throws IOException {
        try (out) {
            out.write(buffer, 0, at);
        }
    }
}
