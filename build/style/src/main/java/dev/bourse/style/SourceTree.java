package dev.bourse.style;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * The Java sources that people write: every {@code .java} file below a {@code src/main/java} or {@code src/test/java}
 * under a root. What the build generates lies below {@code target} and is left out. Asks the file system and not the
 * version control, so that a worktree, a clone and an unpacked archive give the same answer.
 */
public final class SourceTree {
    private static final Set<String> SKIPPED = Set.of("target", "node_modules", "dist");
    private static final List<Path> SOURCE_ROOTS = List.of(Path.of("src/main/java"), Path.of("src/test/java"));

    private SourceTree() {}

    /**
     * Finds the sources below a root.
     *
     * @param root the directory to search
     * @return the files in alphabetical order, as paths below {@code root}
     * @throws IOException if a directory cannot be read
     */
    public static List<Path> sources(Path root) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return isSkipped(root, directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (isSource(file)) {
                    found.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(found);
        return List.copyOf(found);
    }

    private static boolean isSkipped(Path root, Path directory) {
        if (directory.equals(root) || directory.getFileName() == null) {
            return false;
        }
        String name = directory.getFileName().toString();
        return name.startsWith(".") || SKIPPED.contains(name);
    }

    private static boolean isSource(Path file) {
        String text = file.toString().replace('\\', '/');
        return text.endsWith(".java")
                && SOURCE_ROOTS.stream().anyMatch(sourceRoot -> text.contains("/" + sourceRoot + "/"));
    }
}
