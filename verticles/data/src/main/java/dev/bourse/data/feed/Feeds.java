package dev.bourse.data.feed;

import dev.bourse.shared.config.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** Finds the feeds that {@code data.feed} names. */
public final class Feeds {
    /** The setting that names the feeds, or one file. */
    public static final String SETTING = "data.feed";

    private static final String DEFAULT = "generator";

    private Feeds() {}

    /**
     * The chosen feeds with their settings read; what is wrong is noted in the settings.
     *
     * @param own stands for the installed feed of its name, and is the choice where the user makes none
     */
    public static List<Feed> configured(Settings settings, Optional<Feed> own) {
        Map<String, Feed> known = new TreeMap<>();
        ServiceLoader.load(Feed.class, Feeds.class.getClassLoader()).forEach(feed -> known.put(feed.name(), feed));
        own.ifPresent(feed -> known.put(feed.name(), feed));
        List<Feed> chosen = new ArrayList<>();
        for (String word : words(settings, own.map(Feed::name).orElse(DEFAULT))) {
            Feed feed = known.get(word);
            if (feed == null) {
                settings.fault(
                        SETTING, "'" + word + "' is no feed; allowed are " + known.keySet() + " or a file's path");
            } else if (!chosen.contains(feed)) {
                feed.configure(settings);
                chosen.add(feed);
            }
        }
        return List.copyOf(chosen);
    }

    /** The file that {@code data.feed} names, where it names one. */
    static Optional<Path> file(Settings settings) {
        return file(settings, DEFAULT);
    }

    private static Optional<Path> file(Settings settings, String otherwise) {
        String value = settings.text(SETTING, otherwise);
        return isPath(value) ? Optional.of(Path.of(value)) : Optional.empty();
    }

    private static List<String> words(Settings settings, String otherwise) {
        return file(settings, otherwise).isPresent()
                ? List.of(FileFeed.NAME)
                : settings.list(SETTING, List.of(otherwise));
    }

    private static boolean isPath(String value) {
        return !value.contains(",") && (value.contains("/") || value.contains("\\") || value.contains("."));
    }
}
