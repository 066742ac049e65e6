package dev.bourse.style;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The one format of our sources: palantir-java-format (4 spaces, 120 columns), imports sorted and unused ones removed.
 * Javadoc is wrapped too. Instances may be used by several threads at once.
 */
public final class SourceFormat {
    private static final String RULE = "format";

    private final Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .formatJavadoc(true)
            .build());

    /**
     * Compares a file with its formatted self.
     *
     * @param file the source
     * @return what is wrong, or nothing
     * @throws IOException if the file cannot be read
     */
    public Optional<Finding> check(Path file) throws IOException {
        return apply(file, false);
    }

    /**
     * Rewrites a file that is not formatted.
     *
     * @param file the source
     * @return a finding if the file is no Java that the formatter can read; it is left as it is then
     * @throws IOException if the file cannot be read or written
     */
    public Optional<Finding> fix(Path file) throws IOException {
        return apply(file, true);
    }

    private Optional<Finding> apply(Path file, boolean rewrite) throws IOException {
        String source = Files.readString(file);
        String formatted;
        try {
            formatted = formatter.formatSourceAndFixImports(source);
        } catch (FormatterException e) {
            return Optional.of(new Finding(file, 0, RULE, "cannot be read as Java: " + e.getMessage()));
        }
        if (formatted.equals(source)) {
            return Optional.empty();
        }
        if (rewrite) {
            Files.writeString(file, formatted);
            return Optional.empty();
        }
        int line = firstDifferentLine(source, formatted);
        return Optional.of(new Finding(file, line, RULE, "is not formatted; './bourse format' does it"));
    }

    private static int firstDifferentLine(String left, String right) {
        int line = 1;
        int length = Math.min(left.length(), right.length());
        for (int i = 0; i < length && left.charAt(i) == right.charAt(i); i++) {
            if (left.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }
}
