package dev.bourse.data.record;

/**
 * One rejected record.
 *
 * @param number the line's or message's number in its source, from 1
 * @param verdict why
 * @param excerpt its first characters, everything outside printable ASCII shown as a dot
 */
public record Rejection(long number, Verdict verdict, String excerpt) {
    private static final int EXCERPT = 120;

    /** A rejection of the record that {@code bytes[from, to)} begins with. */
    public static Rejection of(long number, Verdict verdict, byte[] bytes, int from, int to) {
        StringBuilder excerpt = new StringBuilder(EXCERPT);
        for (int index = from; index < to && index - from < EXCERPT; index++) {
            byte character = bytes[index];
            excerpt.append(character >= ' ' && character < 0x7f ? (char) character : '.');
        }
        return new Rejection(number, verdict, excerpt.toString());
    }

    /** Appends {@code number,reason,"text"}, quotes in the text doubled. */
    public void appendCsv(StringBuilder out) {
        out.append(number).append(',').append(verdict.word()).append(",\"");
        for (int index = 0; index < excerpt.length(); index++) {
            char character = excerpt.charAt(index);
            if (character == '"') {
                out.append('"');
            }
            out.append(character);
        }
        out.append('"');
    }

    @Override
    public String toString() {
        return "record " + number + " " + verdict.word() + ": '" + excerpt + "'";
    }
}
