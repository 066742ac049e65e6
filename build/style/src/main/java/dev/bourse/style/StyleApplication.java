package dev.bourse.style;

import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code StyleApplication check|fix ROOT}: checks, or first formats and then checks, all sources below a root. Prints a
 * line for each finding; the exit code is 0 without findings, 1 with some, 2 if it was called wrongly.
 */
public final class StyleApplication {
    private StyleApplication() {}

    /**
     * Runs the checks.
     *
     * @param args {@code check} or {@code fix}, then the root of the tree
     * @throws IOException if a file cannot be read or written
     * @throws CheckstyleException if the rules cannot be read
     */
    public static void main(String[] args) throws IOException, CheckstyleException {
        if (args.length != 2
                || !Stream.of("check", "fix").toList().contains(args[0])
                || !Files.isDirectory(Path.of(args[1]))) {
            System.err.println("usage: StyleApplication check|fix ROOT (a directory); given: " + List.of(args));
            System.exit(2);
        }
        List<Finding> findings = run(Path.of(args[1]).toRealPath(), args[0].equals("fix"));
        findings.forEach(System.err::println);
        if (!findings.isEmpty()) {
            System.err.println("style: " + findings.size() + " findings");
            System.exit(1);
        }
    }

    static List<Finding> run(Path root, boolean fix) throws IOException, CheckstyleException {
        List<Path> files = SourceTree.sources(root);
        SourceFormat format = new SourceFormat();
        List<Finding> findings = new ArrayList<>();
        for (Path file : files) {
            (fix ? format.fix(file) : format.check(file)).ifPresent(findings::add);
        }
        findings.addAll(SourceRules.check(files));
        return findings.stream()
                .map(finding ->
                        new Finding(root.relativize(finding.file()), finding.line(), finding.rule(), finding.message()))
                .toList();
    }
}
