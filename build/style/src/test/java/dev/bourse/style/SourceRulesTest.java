package dev.bourse.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule sees the source that breaks it, and nothing is said about one that breaks none. */
class SourceRulesTest {
    private static final String CLEAN = """
        package a;

        /** Adds. */
        public final class Adder {
            /** Adds two numbers. */
            public int add(int left, int right) {
                int sum = left + right;
                return sum;
            }

            public int zero() {
                return 0;
            }
        }
        """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path root;

    @Test
    void aDocumentedAndShortSourceHasNoFinding() throws Exception {
        assertThat(rulesBrokenBy("src/main/java/a/Adder.java", CLEAN)).isEmpty();
    }

    static Stream<Arguments> violations() {
        String document = "/** Adds two numbers. */";
        return Stream.of(
                Arguments.of("FileTabCharacter", CLEAN.replace("    return 0", "\treturn 0")),
                Arguments.of("TrailingBlank", CLEAN.replace("return 0;", "return 0; ")),
                Arguments.of("NewlineAtEndOfFile", CLEAN.stripTrailing()),
                Arguments.of("FileLengthMain", CLEAN + "// line\n".repeat(300)),
                Arguments.of("LineLength", CLEAN.replace("return 0;", "return 0; // " + "long ".repeat(25) + ".")),
                Arguments.of("AvoidStarImport", CLEAN.replace("package a;", "package a;\n\nimport java.util.*;")),
                Arguments.of("TodoComment", CLEAN.replace("return 0;", "return 0; // TODO count")),
                Arguments.of("TypeName", CLEAN + "\nclass AdderHelper {}\n"),
                Arguments.of("MissingJavadocType", CLEAN.replace("/** Adds. */\n", "")),
                Arguments.of("MissingJavadocMethod", CLEAN.replace(document, "// adds")),
                Arguments.of(
                        "MissingJavadocMethod",
                        CLEAN.replace("final class Adder", "interface Adder")
                                .replaceAll("(?s)    /\\*\\* Adds two.*", "    int add(int left, int right);\n}\n")),
                Arguments.of("MethodLength", CLEAN.replace("int sum = ", "int a;\n".repeat(50) + "int sum = ")),
                Arguments.of("NeedBraces", CLEAN.replace("return sum;", "if (sum > 0) return sum;\nreturn 0;")),
                Arguments.of("EmptyCatchBlock", CLEAN.replace("return sum;", "try { sum++; } catch (Error e) { }")),
                Arguments.of("SystemOut", CLEAN.replace("return sum;", "System.out.println(sum);\nreturn sum;")),
                Arguments.of("SystemOut", CLEAN.replace("return sum;", "new Error().printStackTrace();")),
                Arguments.of("Sleep", CLEAN.replace("return sum;", "Thread.sleep(1);\nreturn sum;")),
                Arguments.of("TimedAssertion", CLEAN.replace("return sum;", "assertTimeout(null, null);")));
    }

    @ParameterizedTest
    @MethodSource("violations")
    void aRuleNamesTheSourceThatBreaksIt(String rule, String source) throws Exception {
        assertThat(rulesBrokenBy("src/main/java/a/Adder.java", source)).containsExactly(rule);
    }

    @Test
    void aFileNamedForNothingIsFound() throws Exception {
        assertThat(rulesBrokenBy("src/main/java/a/AdderUtils.java", CLEAN)).containsExactly("VagueFileName");
    }

    @Test
    void aPackageNamedForNothingIsFound() throws Exception {
        assertThat(rulesBrokenBy("src/main/java/a/util/Adder.java", CLEAN)).contains("VaguePackageName");
    }

    @Test
    void aPackageWithoutAPackageInfoIsFound() throws Exception {
        Path file = write("src/main/java/a/Adder.java", CLEAN);
        assertThat(rulesOf(SourceRules.check(List.of(file)))).containsExactly("JavadocPackage");
    }

    @Test
    void aPackageInfoThatIsNotNullMarkedIsFound() throws Exception {
        assertThat(rulesBrokenBy("src/main/java/a/package-info.java", "/** Adds. */\npackage a;\n"))
                .containsExactly("NullMarked");
    }

    @Test
    void testsNeedNoJavadocAndMayBeLongerButDoNotSleep() throws Exception {
        String test = CLEAN.replaceAll("/\\*\\*.*\\*/\n", "").replace("return 0;", "Thread.sleep(1);\nreturn 0;")
                + "// line\n".repeat(300);
        assertThat(rulesBrokenBy("src/test/java/a/AdderTest.java", test)).containsExactly("Sleep");
        assertThat(rulesBrokenBy("src/test/java/a/AdderTest.java", test + "// line\n".repeat(100)))
                .containsExactly("FileLengthTest", "Sleep");
    }

    @Test
    void aCommandLineClassMayPrint() throws Exception {
        String printing = CLEAN.replace("return sum;", "System.out.println(sum);\nreturn sum;");
        assertThat(rulesBrokenBy("src/main/java/a/AdderApplication.java", printing))
                .isEmpty();
    }

    private List<String> rulesBrokenBy(String path, String source) throws Exception {
        Path file = write(path, source);
        if (!path.endsWith("package-info.java")) {
            write(
                    Path.of(path).resolveSibling("package-info.java").toString(),
                    "/** Adds. */\n@NullMarked\npackage a;\n");
        }
        return rulesOf(SourceRules.check(List.of(file)));
    }

    private static List<String> rulesOf(List<Finding> findings) {
        return findings.stream().map(Finding::rule).distinct().toList();
    }

    private Path write(String path, String source) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, source);
    }
}
