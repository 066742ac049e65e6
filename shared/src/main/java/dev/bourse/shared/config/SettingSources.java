package dev.bourse.shared.config;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What was given to this process and where: a settings file in Java's properties format (UTF-8, {@code key = value}),
 * environment variables ({@code BOURSE_WEB_PORT} for {@code web.port}) and the command line ({@code --web.port=8080} or
 * {@code --web.port 8080}; {@code --web.open} alone means true). The later of the three wins.
 */
public final class SettingSources {
    private static final String PREFIX = "BOURSE_";
    /** Read by the launcher script and the tests, not by processes. */
    private static final Set<String> NOT_SETTINGS =
            Set.of("BOURSE_DATA", "BOURSE_CHROMIUM", "BOURSE_HEAP", "BOURSE_JAVA_OPTIONS");
    /**
     * The groups that a shared settings file or environment may speak to. What is said to a group that this process
     * does not run cannot be checked here and is passed over; on the command line it is a fault.
     */
    private static final Set<String> GROUPS =
            Set.of("data", "state", "classification", "web", "exchange", "gateway", "marketdata", "reporting", "fix");

    private final Map<String, String> arguments = new LinkedHashMap<>();
    private final Map<String, String> environment = new TreeMap<>();
    private final Map<String, String> file = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();
    private String fileName = "";

    /**
     * @param text what was given
     * @param source the file, the variable or the option that gave it
     */
    record Given(String text, String source) {}

    private SettingSources() {}

    /** Reads all three; what cannot be read becomes a fault. */
    public static SettingSources read(List<String> arguments, Map<String, String> environment) {
        SettingSources sources = new SettingSources();
        sources.takeArguments(arguments);
        environment.forEach((name, value) -> {
            // Kubernetes puts NAME_PORT=tcp://... of each service into every container; those are nobody's settings.
            if (name.startsWith(PREFIX) && !NOT_SETTINGS.contains(name) && !isServiceLink(name, value)) {
                sources.environment.put(name, value);
            }
        });
        String config = sources.arguments.remove("config");
        if (config == null) {
            config = sources.environment.remove(PREFIX + "CONFIG");
        }
        if (config != null) {
            sources.takeFile(config);
        }
        return sources;
    }

    static SettingSources commandLine(Map<String, String> values) {
        SettingSources sources = new SettingSources();
        sources.arguments.putAll(values);
        return sources;
    }

    /** What the command line gave, by key. */
    public Map<String, String> arguments() {
        return Map.copyOf(arguments);
    }

    /** The settings file, where one was named. */
    public Optional<String> configFile() {
        return fileName.isEmpty() ? Optional.empty() : Optional.of(fileName);
    }

    List<String> faults() {
        return List.copyOf(faults);
    }

    Optional<Given> find(String key) {
        if (arguments.containsKey(key)) {
            return Optional.of(new Given(arguments.get(key), "--" + key));
        }
        String variable = variable(key);
        if (environment.containsKey(variable)) {
            return Optional.of(new Given(environment.get(variable), variable));
        }
        return file.containsKey(key) ? Optional.of(new Given(file.get(key), fileName)) : Optional.empty();
    }

    /** A fault for each thing that was given and that nobody declared. */
    List<String> undeclared(Set<String> declared) {
        List<String> unknown = new ArrayList<>();
        for (String key : arguments.keySet()) {
            if (!declared.contains(key)) {
                unknown.add("--" + key + " is not known"
                        + Spelling.nearest(key, declared)
                                .map(nearest -> "; did you mean --" + nearest + "?")
                                .orElse("; --help lists the settings"));
            }
        }
        Set<String> sections = sections(declared);
        for (String key : file.keySet()) {
            if (!declared.contains(key) && isForThisProcess(key, sections)) {
                unknown.add(key + " in " + fileName + " is not known" + suggestion(key, declared));
            }
        }
        List<String> variables = declared.stream().map(SettingSources::variable).toList();
        for (String name : environment.keySet()) {
            String section = name.substring(PREFIX.length()).split("_", 2)[0].toLowerCase(Locale.ROOT);
            if (!variables.contains(name) && isForThisProcess(section, sections)) {
                unknown.add("environment variable " + name + " is not known" + suggestion(name, variables));
            }
        }
        return unknown;
    }

    private static boolean isForThisProcess(String key, Set<String> sections) {
        String section = key.split("\\.", 2)[0];
        return sections.contains(section) || !GROUPS.contains(section);
    }

    private static Set<String> sections(Set<String> declared) {
        return declared.stream().map(key -> key.split("\\.", 2)[0]).collect(Collectors.toUnmodifiableSet());
    }

    private static String suggestion(String key, Collection<String> known) {
        return Spelling.nearest(key, known)
                .map(nearest -> "; did you mean " + nearest + "?")
                .orElse("");
    }

    private static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static boolean isServiceLink(String name, String value) {
        return value.startsWith("tcp://")
                || name.endsWith("_SERVICE_HOST")
                || name.contains("_SERVICE_PORT")
                || name.contains("_TCP_");
    }

    private void takeArguments(List<String> given) {
        for (int i = 0; i < given.size(); i++) {
            String argument = given.get(i);
            if (!argument.startsWith("--") || argument.length() == 2) {
                faults.add("'" + argument + "' is not an option; options look like --web.port=8080");
                continue;
            }
            int equals = argument.indexOf('=');
            String key = equals < 0 ? argument.substring(2) : argument.substring(2, equals);
            String value = "true";
            if (equals >= 0) {
                value = argument.substring(equals + 1);
            } else if (i + 1 < given.size() && !given.get(i + 1).startsWith("--")) {
                value = given.get(++i);
            }
            if (arguments.put(key, value) != null) {
                faults.add("--" + key + " stands twice; give it once");
            }
        }
    }

    private void takeFile(String name) {
        fileName = name;
        Properties properties = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                if (containsKey(key)) {
                    faults.add(key + " stands twice in " + name + "; give it once");
                }
                return super.put(key, value);
            }
        };
        try (Reader reader = Files.newBufferedReader(Path.of(name))) {
            properties.load(reader);
            properties.forEach((key, value) -> file.put((String) key, ((String) value).strip()));
        } catch (MalformedInputException | IllegalArgumentException noProperties) {
            faults.add("--config " + name + ": is not a properties file in UTF-8 (" + noProperties.getMessage() + ")");
        } catch (IOException unreadable) {
            faults.add("--config " + name + ": cannot be read; give a properties file that exists");
        }
    }
}
