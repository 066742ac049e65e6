package dev.bourse.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of ticks one millisecond apart, of each symbol S0, S1, ... in turn, the price counting the rows. */
public final class CountedFile {
    /** The time of the first row, in milliseconds since 1970. */
    public static final long START = 1_700_000_000_000L;

    private CountedFile() {}

    /** Writes it into the folder. */
    public static Path write(Path folder, int symbols, int rows) throws IOException {
        StringBuilder text = new StringBuilder("timestamp,symbol,price,size\n");
        for (int row = 0; row < rows; row++) {
            text.append(START + row)
                    .append(",S")
                    .append(row % symbols)
                    .append(',')
                    .append(row + 1)
                    .append(",1\n");
        }
        return Files.writeString(folder.resolve("ticks.csv"), text);
    }
}
