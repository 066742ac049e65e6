package dev.bourse.checks.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bourse.checks.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for the whole tree, whatever a file is written in. */
class TreeTest {
    private static final Set<String> TEXT = Set.of(
            "java",
            "xml",
            "md",
            "yaml",
            "yml",
            "json",
            "ts",
            "js",
            "mjs",
            "css",
            "html",
            "sh",
            "env",
            "properties",
            "csv",
            "txt",
            "proto",
            "editorconfig",
            "gitignore",
            "npmrc",
            "Dockerfile",
            "bourse",
            "run");

    @Test
    void noFileNamesADownloadHostOrAFolderOfOneMachine() throws IOException {
        List<String> found = new ArrayList<>();
        int read = 0;
        for (Path file : texts()) {
            read++;
            found.addAll(TreeFindings.in(relative(file), text(file)));
        }
        assertThat(read).as("files read").isGreaterThan(100);
        assertThat(found).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "see https://regi" + "stry.npm" + "js.org/x",
                "<url>https://repo.ma" + "ven.ap" + "ache.org/maven2</url>",
                "image: dock" + "er.io/bourse",
                "cd /ho" + "me/someone/bourse",
                "path=\"/ro" + "ot/.m2\""
            })
    void aDownloadHostOrAFolderOfOneMachineIsFound(String line) {
        assertThat(TreeFindings.in("a.txt", "first\n" + line))
                .hasSize(1)
                .allMatch(found -> found.startsWith("a.txt:2 "));
    }

    @Test
    void ordinaryPathsAndAddressesAreNotFound() {
        String text = "GET /v1/home/x, https://checkstyle.org, /etc/bourse, worker/root/work";
        assertThat(TreeFindings.in("a.txt", text)).isEmpty();
    }

    @Test
    void lockFilesHoldNoAddresses() throws IOException {
        List<Path> locks = Repository.files().stream()
                .filter(file -> file.endsWith("package-lock.json"))
                .toList();
        assertThat(locks).isNotEmpty();
        for (Path lock : locks) {
            assertThat(text(lock)).as(relative(lock)).doesNotContain("\"resolved\"");
        }
    }

    @Test
    void theLicenceIsApaches() throws IOException {
        assertThat(text(Repository.root().resolve("LICENSE"))).contains("Apache License", "Version 2.0, January 2004");
    }

    @Test
    void theChangelogTellsOfThisVersion() throws IOException {
        Path changelog = Repository.root().resolve("CHANGELOG.md");
        Matcher version = Pattern.compile("<artifactId>bourse</artifactId>\\s*<version>([0-9.]+)(-SNAPSHOT)?</version>")
                .matcher(text(Repository.root().resolve("pom.xml")));
        assertThat(version.find()).as("pom.xml has a version").isTrue();
        assertThat(changelog).exists().content().contains(version.group(1));
    }

    @Test
    void scriptsCanBeRun() {
        Path script = Repository.root().resolve("bourse");
        assumeTrue(Files.exists(script), "the script is not there");
        assertThat(script).isExecutable();
    }

    private static List<Path> texts() throws IOException {
        return Repository.files().stream().filter(TreeTest::isText).toList();
    }

    private static boolean isText(Path file) {
        String name = String.valueOf(file.getFileName());
        return TEXT.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    private static String relative(Path file) {
        return Repository.root().relativize(file).toString();
    }
}
