package dev.bourse.style;

import com.puppycrawl.tools.checkstyle.Checker;
import com.puppycrawl.tools.checkstyle.ConfigurationLoader;
import com.puppycrawl.tools.checkstyle.PropertiesExpander;
import com.puppycrawl.tools.checkstyle.api.AuditEvent;
import com.puppycrawl.tools.checkstyle.api.AuditListener;
import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import com.puppycrawl.tools.checkstyle.api.Configuration;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.xml.sax.InputSource;

/** The rules of {@code checkstyle.xml} beside this class, applied to files. */
public final class SourceRules {
    private static final String RULES = "checkstyle.xml";

    private SourceRules() {}

    /**
     * Checks all files in one run.
     *
     * @param files the sources; which rules hold depends on whether a path is below {@code src/main} or
     *     {@code src/test}
     * @return the findings in the order of the files
     * @throws CheckstyleException if the rules are wrong
     */
    public static List<Finding> check(List<Path> files) throws CheckstyleException {
        List<Finding> findings = new ArrayList<>();
        Checker checker = new Checker();
        try {
            checker.setModuleClassLoader(SourceRules.class.getClassLoader());
            checker.configure(rules());
            checker.addListener(new Collector(findings));
            checker.process(files.stream().map(Path::toFile).toList());
        } finally {
            checker.destroy();
        }
        return List.copyOf(findings);
    }

    private static Configuration rules() throws CheckstyleException {
        var resource = SourceRules.class.getResource(RULES);
        if (resource == null) {
            throw new CheckstyleException(RULES + " is missing beside " + SourceRules.class.getName());
        }
        return ConfigurationLoader.loadConfiguration(
                new InputSource(resource.toString()),
                new PropertiesExpander(new Properties()),
                ConfigurationLoader.IgnoredModulesOptions.OMIT);
    }

    /** Turns Checkstyle's events into findings; an exception inside a check ends the run. */
    private record Collector(List<Finding> findings) implements AuditListener {
        @Override
        public void addError(AuditEvent event) {
            String source = event.getModuleId() == null ? event.getSourceName() : event.getModuleId();
            String rule = source.substring(source.lastIndexOf('.') + 1).replaceFirst("Check$", "");
            // A failure of Checkstyle's own carries its whole stack; the first line tells a reader enough.
            String message = event.getMessage().lines().findFirst().orElse("");
            findings.add(new Finding(new File(event.getFileName()).toPath(), event.getLine(), rule, message));
        }

        @Override
        public void addException(AuditEvent event, Throwable failure) {
            throw new UncheckedIOException(new IOException(event.getFileName(), failure));
        }

        @Override
        public void auditStarted(AuditEvent event) {}

        @Override
        public void auditFinished(AuditEvent event) {}

        @Override
        public void fileStarted(AuditEvent event) {}

        @Override
        public void fileFinished(AuditEvent event) {}
    }
}
