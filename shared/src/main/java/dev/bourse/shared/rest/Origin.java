package dev.bourse.shared.rest;

import dev.bourse.shared.config.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page or a server is, as browsers name it: {@code https://bourse.example.org:8443}, without path and without
 * the scheme's own port.
 *
 * @param text as a browser writes it in the header {@code Origin}
 */
public record Origin(String text) {
    private static final Pattern FORM =
            Pattern.compile("(https?)://([a-z0-9_](?:[a-z0-9._-]*[a-z0-9_])?|\\[[0-9a-f:.]+])(?::(\\d{1,5}))?");

    /** The origin that a text names; none where no browser could send such an origin, as with any pattern. */
    public static Optional<Origin> of(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        Matcher form = FORM.matcher(lower);
        if (!form.matches()) {
            return Optional.empty();
        }
        int port = form.group(3) == null ? -1 : Integer.parseInt(form.group(3));
        if (port == 0 || port > 65_535) {
            return Optional.empty();
        }
        boolean usual = port == (form.group(1).equals("https") ? 443 : 80);
        return Optional.of(new Origin(form.group(1) + "://" + form.group(2) + (port < 0 || usual ? "" : ":" + port)));
    }

    /**
     * Reads an origin.
     *
     * @throws IllegalArgumentException naming the text and what is allowed
     */
    public static Origin parse(String text) {
        return of(text).orElseThrow(() -> new IllegalArgumentException("'" + text
                + "' is no origin; allowed is scheme, host and port alone, such as https://bourse.example.org:8443"));
    }

    /** Reads a list of origins; what is none is noted as a fault of the settings. */
    public static List<Origin> list(Settings settings, String key) {
        List<Origin> origins = new ArrayList<>();
        for (String text : settings.list(key, List.of())) {
            try {
                origins.add(parse(text));
            } catch (IllegalArgumentException noOrigin) {
                settings.fault(key, String.valueOf(noOrigin.getMessage()));
            }
        }
        return List.copyOf(origins);
    }

    /** The same place for WebSockets: {@code ws} for {@code http}, {@code wss} for {@code https}. */
    public String sockets() {
        return "ws" + text.substring("http".length());
    }

    @Override
    public String toString() {
        return text;
    }
}
