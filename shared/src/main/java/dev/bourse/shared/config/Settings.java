package dev.bourse.shared.config;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The settings of one process, by key ({@code web.port}, {@code data.flush-interval}: lower case, a dot between
 * component and name, a hyphen between words). A getter names the default and what is allowed; a value that is not
 * allowed is noted as a fault and the default given instead, so that one start lists all faults. Reading a key declares
 * it: what was given and never declared is a fault too ({@link #faults()}). Used by one thread.
 */
public final class Settings {
    private static final String MASK = "********";

    private final SettingSources sources;
    private final Map<String, Declared> declared = new TreeMap<>();
    private final LinkedHashSet<String> faults = new LinkedHashSet<>();

    private record Declared(String text, String source, boolean secret) {}

    private Settings(SettingSources sources) {
        this.sources = sources;
        faults.addAll(sources.faults());
    }

    /** The settings of a process: file ({@code --config FILE}) below environment below command line. */
    public static Settings of(SettingSources sources) {
        return new Settings(sources);
    }

    /** Settings as if given on the command line; for tests and embedding. */
    public static Settings of(Map<String, String> values) {
        return new Settings(SettingSources.commandLine(values));
    }

    /** The text of a key. */
    public String text(String key, String fallback) {
        return read(key, fallback, false, Function.identity(), "any text");
    }

    /** The text of a key that has no default. */
    public Optional<String> text(String key) {
        return optional(key, false);
    }

    /** A whole number from {@code min} to {@code max}. */
    public int integer(String key, int fallback, int min, int max) {
        return Math.toIntExact(number(key, fallback, min, max));
    }

    /** A whole number from {@code min} to {@code max}. */
    public long number(String key, long fallback, long min, long max) {
        return read(
                key,
                fallback,
                false,
                text -> within(Long.parseLong(text.replace("_", "")), min, max),
                "a whole number from " + min + " to " + max);
    }

    /** {@code true} or {@code false}. */
    public boolean flag(String key, boolean fallback) {
        return read(
                key,
                fallback,
                false,
                text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw new IllegalArgumentException(text);
                },
                "true or false");
    }

    /** A time with its unit: {@code 250ms}, {@code 10s}, {@code 5m}, {@code 2h} or {@code 1d}. */
    public Duration duration(String key, Duration fallback, Duration min, Duration max) {
        return read(
                key,
                fallback,
                false,
                Durations::format,
                text -> within(Durations.parse(text), min, max),
                "a time from " + Durations.format(min) + " to " + Durations.format(max)
                        + " with its unit (ms, s, m, h, d)");
    }

    /** One of the constants of an enum, written in lower case with hyphens. */
    public <E extends Enum<E>> E choice(String key, E fallback) {
        Class<E> type = fallback.getDeclaringClass();
        String allowed =
                Arrays.stream(type.getEnumConstants()).map(Settings::word).collect(Collectors.joining(", "));
        return read(
                key,
                fallback,
                false,
                Settings::word,
                text -> Arrays.stream(type.getEnumConstants())
                        .filter(constant -> word(constant).equals(text.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(IllegalArgumentException::new),
                "one of " + allowed);
    }

    /** A file or folder, which need not exist. */
    public Path path(String key, Path fallback) {
        return read(key, fallback, false, Path::of, "a path");
    }

    /** A file that can be read; its absence is a fault. */
    public Optional<Path> readableFile(String key) {
        Optional<String> text = optional(key, false);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path path = Path.of(text.get());
            if (Files.isRegularFile(path) && Files.isReadable(path)) {
                return Optional.of(path);
            }
        } catch (InvalidPathException noPath) {
            // Said below, as for a path that leads nowhere.
        }
        refuse(key, text.get(), "a file that exists and can be read");
        return Optional.empty();
    }

    /** {@code host:port}. */
    public HostPort address(String key, HostPort fallback) {
        return read(key, fallback, false, HostPort::parse, "host:port with a port from 0 to 65535");
    }

    /** Texts with commas between them, without the blanks around them; nothing but blanks is the empty list. */
    public List<String> list(String key, List<String> fallback) {
        return read(
                key,
                fallback,
                false,
                values -> String.join(",", values),
                text -> Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList(),
                "texts with commas between them");
    }

    /** A text that is never printed. There is no default: what is secret is given or absent. */
    public Optional<String> secret(String key) {
        return optional(key, true);
    }

    /** Notes a fault that only the component can see, such as two options that exclude each other. */
    public void fault(String key, String whatIsWrongAndAllowed) {
        faults.add(key + ": " + whatIsWrongAndAllowed);
    }

    /**
     * Every fault so far, each one sentence, and whatever was given but is not declared. Ask when all options are read.
     */
    public List<String> faults() {
        LinkedHashSet<String> all = new LinkedHashSet<>(faults);
        all.addAll(sources.undeclared(declared.keySet()));
        return List.copyOf(all);
    }

    /**
     * Every declared key with its value in effect and where that came from, secrets masked, in the order of the keys.
     */
    public List<String> effective() {
        return declared.entrySet().stream()
                .map(entry -> entry.getKey() + " = "
                        + (entry.getValue().secret() && !entry.getValue().text().isEmpty()
                                ? MASK
                                : entry.getValue().text())
                        + "  (" + entry.getValue().source() + ")")
                .toList();
    }

    private <T> T read(String key, T fallback, boolean secret, Function<String, T> parser, String allowed) {
        return read(key, fallback, secret, String::valueOf, parser, allowed);
    }

    private <T> T read(
            String key,
            T fallback,
            boolean secret,
            Function<T, String> printer,
            Function<String, T> parser,
            String allowed) {
        Optional<SettingSources.Given> given = sources.find(key);
        if (given.isEmpty()) {
            declared.put(key, new Declared(printer.apply(fallback), "default", secret));
            return fallback;
        }
        String text = given.get().text();
        declared.put(key, new Declared(text, given.get().source(), secret));
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException | ArithmeticException notAllowed) {
            refuse(key, text, allowed);
            return fallback;
        }
    }

    private Optional<String> optional(String key, boolean secret) {
        Optional<SettingSources.Given> given =
                sources.find(key).filter(value -> !value.text().isBlank());
        declared.put(
                key,
                given.map(value -> new Declared(value.text(), value.source(), secret))
                        .orElse(new Declared("", "not set", secret)));
        return given.map(SettingSources.Given::text);
    }

    private void refuse(String key, String text, String allowed) {
        String source = sources.find(key).map(SettingSources.Given::source).orElse("default");
        faults.add(key + ": '" + text + "' (" + source + ") is not allowed; allowed is " + allowed);
    }

    private static <T extends Comparable<T>> T within(T value, T min, T max) {
        if (value.compareTo(min) < 0 || value.compareTo(max) > 0) {
            throw new IllegalArgumentException(value + " is out of range");
        }
        return value;
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
