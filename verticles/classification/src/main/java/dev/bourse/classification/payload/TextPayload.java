package dev.bourse.classification.payload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A text payload: lines of {@code name value} for all instruments and {@code symbol NAME name=value ...} for single
 * ones; empty lines and those that begin with # say nothing. It is read line by line, and equal settings of different
 * symbols are kept once.
 */
public final class TextPayload {
    private static final int LONGEST_LINE = 4096;

    private final Set<String> known;
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final SymbolTable symbols = new SymbolTable();
    private final List<Map<String, String>> settings = new ArrayList<>();
    private final Map<String, Integer> settingsByText = new HashMap<>();
    private long line;

    private TextPayload(Set<String> known) {
        this.known = known;
    }

    /**
     * Reads a payload whose names, besides {@code version}, are the given ones.
     *
     * @throws IllegalArgumentException naming the line, its fault and what is allowed
     */
    public static TextPayload read(InputStream in, Set<String> known) throws IOException {
        TextPayload payload = new TextPayload(known);
        byte[] buffer = new byte[1 << 16];
        byte[] text = new byte[LONGEST_LINE];
        int length = 0;
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            for (int i = 0; i < count; i++) {
                if (buffer[i] == '\n') {
                    payload.line(text, length);
                    length = 0;
                } else if (length == LONGEST_LINE) {
                    throw payload.fault("is longer than the " + LONGEST_LINE + " bytes that are allowed");
                } else {
                    text[length++] = buffer[i];
                }
            }
        }
        if (length > 0) {
            payload.line(text, length);
        }
        return payload;
    }

    /** The value of a name for all instruments. */
    public String value(String name, String otherwise) {
        return defaults.getOrDefault(name, otherwise);
    }

    /** The different settings that single symbols have. */
    public List<Map<String, String>> settings() {
        return settings;
    }

    /** The index into {@link #settings} of a symbol's own settings, or {@link SymbolTable#ABSENT}. */
    public int settingsOf(String symbol) {
        return symbols.find(symbol);
    }

    private void line(byte[] text, int rawLength) {
        line++;
        int length = rawLength > 0 && text[rawLength - 1] == '\r' ? rawLength - 1 : rawLength;
        if (length == 0 || text[0] == '#') {
            return;
        }
        int space = indexOf(text, ' ', 0, length);
        if (space == length) {
            throw fault("has no value; allowed is 'name value'");
        }
        if (space == 6 && text[0] == 's' && "symbol".equals(string(text, 0, space))) {
            symbol(text, space + 1, length);
            return;
        }
        String name = string(text, 0, space);
        check(name, "version".equals(name));
        if (defaults.put(name, string(text, space + 1, length).strip()) != null) {
            throw fault("names '" + name + "' again");
        }
    }

    private void symbol(byte[] text, int from, int length) {
        int end = indexOf(text, ' ', from, length);
        if (end == from || end - from > 32 || end == length) {
            throw fault("is not 'symbol NAME name=value ...' with a name of 1 to 32 characters");
        }
        String own = string(text, end + 1, length);
        Integer index = settingsByText.get(own);
        if (index == null) {
            index = settings.size();
            settings.add(parse(own));
            settingsByText.put(own, index);
        }
        System.arraycopy(text, from, text, 0, end - from);
        if (!symbols.put(text, end - from, index)) {
            throw fault("names the symbol '" + string(text, 0, end - from) + "' again");
        }
    }

    private Map<String, String> parse(String own) {
        Map<String, String> parsed = new HashMap<>();
        for (String setting : own.strip().split(" +")) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw fault("has '" + setting + "' where name=value is allowed");
            }
            String name = setting.substring(0, equals);
            check(name, false);
            parsed.put(name, setting.substring(equals + 1));
        }
        return parsed;
    }

    private void check(String name, boolean knownAnyway) {
        if (!knownAnyway && !known.contains(name)) {
            throw fault("names '" + name + "'; allowed are " + String.join(", ", known));
        }
    }

    private IllegalArgumentException fault(String what) {
        return new IllegalArgumentException("line " + Math.max(1, line) + " " + what);
    }

    private static int indexOf(byte[] text, char wanted, int from, int to) {
        int index = from;
        while (index < to && text[index] != wanted) {
            index++;
        }
        return index;
    }

    private static String string(byte[] text, int from, int to) {
        return new String(text, from, to - from, StandardCharsets.UTF_8);
    }
}
