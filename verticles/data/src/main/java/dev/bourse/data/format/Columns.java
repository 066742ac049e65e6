package dev.bourse.data.format;

/** The comma-separated columns of one line, as positions in its bytes. Used again for each line; by one thread. */
final class Columns {
    private static final int MOST = 64;

    private final int[] commas = new int[MOST + 1];
    private int count;

    /** Finds the columns of {@code bytes[from, to)}; those after the 64th count as one. */
    void split(byte[] bytes, int from, int to) {
        commas[0] = from - 1;
        int found = 0;
        for (int index = from; index < to; index++) {
            if (bytes[index] == ',' && found < MOST - 1) {
                commas[++found] = index;
            }
        }
        commas[++found] = to;
        count = found;
    }

    int count() {
        return count;
    }

    int from(int column) {
        return commas[column] + 1;
    }

    int to(int column) {
        return commas[column + 1];
    }
}
