package dev.bourse.data.file;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the folder of real data beside the repository, or skips the test that needs it. */
public final class SharedData {
    private SharedData() {}

    /** The file at this path below the folder of data; skips the test where it is missing. */
    public static Path file(String path) {
        String configured = System.getenv("BOURSE_DATA");
        Path folder = configured != null
                ? Path.of(configured)
                : Path.of(System.getProperty("bourse.root", ".")).resolveSibling("shared/data");
        if (configured == null && !Files.isDirectory(folder)) {
            folder = Path.of(System.getProperty("bourse.root", ".")).resolve("../shared/data");
        }
        Path file = folder.resolve(path);
        Assumptions.assumeTrue(Files.isReadable(file), "needs " + file + "; set BOURSE_DATA to the folder of the data");
        return file;
    }
}
