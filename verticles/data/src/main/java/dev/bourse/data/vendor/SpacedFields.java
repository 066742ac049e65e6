package dev.bourse.data.vendor;

import java.nio.charset.StandardCharsets;

/** The fields of a line, with one space between them. Used by one thread. */
final class SpacedFields {
    private final int most;
    private final int[] places;
    private byte[] bytes = {};

    /** @param most the most fields that are told apart */
    SpacedFields(int most) {
        this.most = most;
        this.places = new int[2 * most];
    }

    /** Finds the fields of {@code line[start, end)}; gives how many there are, at most one more than it tells apart. */
    int split(byte[] line, int start, int end) {
        bytes = line;
        int count = 0;
        int from = start;
        for (int index = start; index <= end && from <= end; index++) {
            if (index == end || line[index] == ' ') {
                if (count == most) {
                    return most + 1;
                }
                places[2 * count] = from;
                places[2 * count + 1] = index;
                count++;
                from = index + 1;
            }
        }
        return count;
    }

    int from(int field) {
        return places[2 * field];
    }

    int to(int field) {
        return places[2 * field + 1];
    }

    /** The places of the fields from this one on, each from and to, as many as there is room for. */
    void places(int field, int[] into) {
        System.arraycopy(places, 2 * field, into, 0, into.length);
    }

    String text(int field) {
        return new String(bytes, from(field), to(field) - from(field), StandardCharsets.US_ASCII);
    }
}
