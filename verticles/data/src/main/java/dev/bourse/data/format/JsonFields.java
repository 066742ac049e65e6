package dev.bourse.data.format;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The fields of one JSON object as positions in its bytes, without making a tree or strings of them. What is nested is
 * checked for its brackets and strings, and kept as one value. Used again for each object; by one thread.
 */
public final class JsonFields {
    private static final int MOST = 32;
    private static final int DEEPEST = 63;

    /** How a scan ended. */
    public enum Result {
        OK,
        /** The bytes end before the object does. */
        TRUNCATED,
        /** It is no JSON object, or one with more than 32 fields or nested more than 63 deep. */
        MALFORMED
    }

    private final int[] positions = new int[MOST * 4];
    private byte[] bytes = {};
    private int count;
    private int at;
    private int to;

    /** Scans the object in {@code bytes[from, to)}; spaces may stand around it. */
    public Result scan(byte[] source, int from, int end) {
        bytes = source;
        at = from;
        to = end;
        count = 0;
        Result result = object();
        if (result == Result.OK) {
            return next() < 0 ? Result.OK : Result.MALFORMED;
        }
        return result;
    }

    /** The place of the field of this name for the calls below, -1 where there is none. */
    public int field(String name) {
        for (int field = 0; field < count; field++) {
            int start = positions[field * 4];
            int length = positions[field * 4 + 1] - start;
            if (length == name.length() && matches(start, name)) {
                return field;
            }
        }
        return -1;
    }

    /** Where the value begins; after the quote of a string. */
    public int from(int field) {
        return positions[field * 4 + 2];
    }

    /** Where the value ends; before the quote of a string. */
    public int to(int field) {
        return positions[field * 4 + 3];
    }

    /** True where the value of the field is exactly this text. */
    public boolean is(int field, String value) {
        return field >= 0 && to(field) - from(field) == value.length() && matches(from(field), value);
    }

    /** The value as text. */
    public String text(int field) {
        return new String(bytes, from(field), to(field) - from(field), StandardCharsets.UTF_8);
    }

    private boolean matches(int start, String text) {
        for (int index = 0; index < text.length(); index++) {
            if (bytes[start + index] != text.charAt(index)) {
                return false;
            }
        }
        return true;
    }

    private Result object() {
        int first = next();
        if (first != '{') {
            return first < 0 ? Result.TRUNCATED : Result.MALFORMED;
        }
        at++;
        if (next() == '}') {
            at++;
            return Result.OK;
        }
        while (true) {
            Result result = member();
            if (result != Result.OK) {
                return result;
            }
            int separator = next();
            at++;
            if (separator == '}') {
                return Result.OK;
            }
            if (separator != ',') {
                return separator < 0 ? Result.TRUNCATED : Result.MALFORMED;
            }
        }
    }

    private Result member() {
        int quote = next();
        if (quote != '"' || count == MOST) {
            return quote < 0 ? Result.TRUNCATED : Result.MALFORMED;
        }
        int nameStart = at + 1;
        if (!string()) {
            return Result.TRUNCATED;
        }
        int nameEnd = at - 1;
        int colon = next();
        if (colon != ':') {
            return colon < 0 ? Result.TRUNCATED : Result.MALFORMED;
        }
        at++;
        int first = next();
        int start = at;
        Result result = value(first);
        boolean text = first == '"';
        int base = count * 4;
        positions[base] = nameStart;
        positions[base + 1] = nameEnd;
        positions[base + 2] = text ? start + 1 : start;
        positions[base + 3] = text ? at - 1 : at;
        count++;
        return result;
    }

    private Result value(int first) {
        if (first < 0) {
            return Result.TRUNCATED;
        }
        if (first == '"') {
            return string() ? Result.OK : Result.TRUNCATED;
        }
        if (first == '{' || first == '[') {
            return nested();
        }
        int start = at;
        while (at < to && "+-.0123456789abcdefghijklmnopqrstuvwxyzE".indexOf(bytes[at]) >= 0) {
            at++;
        }
        if (at == start) {
            return Result.MALFORMED;
        }
        return at == to ? Result.TRUNCATED : Result.OK;
    }

    /** Passes over an object or array by its brackets; a bit for each open one says which kind must close it. */
    private Result nested() {
        long kinds = 0;
        int depth = 0;
        while (at < to) {
            byte c = bytes[at];
            if (c == '"') {
                if (!string()) {
                    return Result.TRUNCATED;
                }
                continue;
            }
            at++;
            if (c == '{' || c == '[') {
                if (depth == DEEPEST) {
                    return Result.MALFORMED;
                }
                kinds = kinds << 1 | (c == '{' ? 1 : 0);
                depth++;
            } else if (c == '}' || c == ']') {
                if ((kinds & 1) != (c == '}' ? 1 : 0)) {
                    return Result.MALFORMED;
                }
                kinds >>>= 1;
                if (--depth == 0) {
                    return Result.OK;
                }
            }
        }
        return Result.TRUNCATED;
    }

    /** Passes over the string whose quote stands here; false where it does not end. */
    private boolean string() {
        for (at++; at < to; at++) {
            if (bytes[at] == '\\') {
                at++;
            } else if (bytes[at] == '"') {
                at++;
                return true;
            }
        }
        at = to;
        return false;
    }

    /** The next byte that is no space, without taking it; -1 at the end. */
    private int next() {
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t' || bytes[at] == '\r')) {
            at++;
        }
        return at < to ? bytes[at] & 0xff : -1;
    }

    @Override
    public String toString() {
        return "JsonFields" + Arrays.toString(Arrays.copyOf(positions, count * 4));
    }
}
