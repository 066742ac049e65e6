package dev.bourse.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StyleApplicationTest {
    private static final String FORMATTED = """
        package a;

        /** Nothing. */
        final class Nothing {}
        """;
    private static final String UNFORMATTED = "package a;\n\n/** Nothing. */\nfinal   class Nothing {\n}\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @BeforeEach
    void aModuleWithADocumentedPackage() throws IOException {
        write("module/src/main/java/a/package-info.java", """
            /** Holds nothing. */
            @NullMarked
            package a;

            import org.jspecify.annotations.NullMarked;
            """);
    }

    @Test
    void aFormattedTreeHasNoFinding() throws Exception {
        write("module/src/main/java/a/Nothing.java", FORMATTED);
        assertThat(StyleApplication.run(root, false)).isEmpty();
    }

    @Test
    void checkNamesFileAndLineOfAnUnformattedSourceAndLeavesItAsItIs() throws Exception {
        Path file = write("module/src/main/java/a/Nothing.java", UNFORMATTED);
        assertThat(StyleApplication.run(root, false))
                .containsExactly(new Finding(
                        Path.of("module/src/main/java/a/Nothing.java"),
                        4,
                        "format",
                        "is not formatted; './bourse format' does it"));
        assertThat(file).hasContent(UNFORMATTED);
    }

    @Test
    void fixRewritesAnUnformattedSource() throws Exception {
        Path file = write("module/src/main/java/a/Nothing.java", UNFORMATTED);
        assertThat(StyleApplication.run(root, true)).isEmpty();
        assertThat(file).hasContent(FORMATTED);
    }

    @Test
    void aSourceThatIsNoJavaIsAFinding() throws Exception {
        Path file = write("module/src/main/java/a/Nothing.java", "package a; class {\n");
        assertThat(StyleApplication.run(root, true).stream().map(Finding::rule)).containsExactly("format", "Checker");
        assertThat(file).hasContent("package a; class {\n");
    }

    @Test
    void generatedHiddenAndDownloadedSourcesAreLeftOut() throws Exception {
        write("module/target/generated/src/main/java/a/Generated.java", UNFORMATTED);
        write(".hidden/src/main/java/a/Hidden.java", UNFORMATTED);
        write("page/node_modules/x/src/main/java/a/Downloaded.java", UNFORMATTED);
        write("module/src/main/resources/a/Sample.java", UNFORMATTED);
        Path test = write("module/src/test/java/a/NothingTest.java", FORMATTED);
        assertThat(SourceTree.sources(root))
                .isEqualTo(List.of(root.resolve("module/src/main/java/a/package-info.java"), test));
    }

    private Path write(String path, String source) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, source);
    }
}
