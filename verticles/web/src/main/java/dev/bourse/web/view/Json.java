package dev.bourse.web.view;

import dev.bourse.shared.message.StateField;
import org.jspecify.annotations.Nullable;

/** Writes JSON text into one buffer that is used again and again; sets the commas. */
final class Json {
    private final StringBuilder text = new StringBuilder(16 * 1024);
    private boolean comma;

    void clear() {
        text.setLength(0);
        comma = false;
    }

    CharSequence text() {
        return text;
    }

    Json begin(char bracket) {
        separate();
        text.append(bracket);
        comma = false;
        return this;
    }

    Json end(char bracket) {
        text.append(bracket);
        comma = true;
        return this;
    }

    /** The name of a field, which has no character that needs escaping. */
    Json field(String name) {
        separate();
        text.append('"').append(name).append("\":");
        comma = false;
        return this;
    }

    /** A number, or null where it is {@link StateField#ABSENT}. */
    Json number(long value) {
        separate();
        if (value == StateField.ABSENT) {
            text.append("null");
        } else {
            text.append(value);
        }
        return this;
    }

    Json bool(boolean value) {
        separate();
        text.append(value);
        return this;
    }

    Json string(@Nullable String value) {
        separate();
        if (value == null) {
            text.append("null");
            return this;
        }
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            character(value.charAt(i));
        }
        text.append('"');
        return this;
    }

    private void character(char c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append(c);
        } else if (c < ' ' || c > '~') {
            text.append("\\u").append(Character.forDigit(c >> 12, 16)).append(Character.forDigit((c >> 8) & 15, 16));
            text.append(Character.forDigit((c >> 4) & 15, 16)).append(Character.forDigit(c & 15, 16));
        } else {
            text.append(c);
        }
    }

    private void separate() {
        if (comma) {
            text.append(',');
        }
        comma = true;
    }
}
