package dev.bourse.checks;

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

/** The repository that is being built, found from this module's place in it. */
public final class Repository {
    private static final Set<String> BUILT = Set.of("target", "node_modules", "dist", "data", "logs");

    private Repository() {}

    /** The folder that holds all of it. */
    public static Path root() {
        Path module = Path.of("").toAbsolutePath();
        Path root = module.endsWith("checks") ? module.getParent() : module;
        if (root == null || !Files.isRegularFile(root.resolve("checks/pom.xml"))) {
            throw new IllegalStateException(
                    "the tests run in the module's folder or the root; this is neither: " + module);
        }
        return root;
    }

    /** All files that people write, in alphabetical order: without what is built, downloaded or hidden at the top. */
    public static List<Path> files() throws IOException {
        Path root = root();
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
                return isWritten(root, directory) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        Collections.sort(files);
        return List.copyOf(files);
    }

    private static boolean isWritten(Path root, Path directory) {
        String name = String.valueOf(directory.getFileName());
        boolean atTop = root.equals(directory.getParent());
        if (Set.of("target", "node_modules", "dist", ".git", ".bourse", ".idea", ".vscode")
                .contains(name)) {
            return false;
        }
        return !(atTop && BUILT.contains(name));
    }
}
