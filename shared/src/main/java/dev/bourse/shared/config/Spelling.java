package dev.bourse.shared.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what someone may have meant. */
public final class Spelling {
    private Spelling() {}

    /** The known word nearest to a given one, if it is near at all: a third of its letters may differ. */
    public static Optional<String> nearest(String given, Collection<String> known) {
        Optional<String> nearest = known.stream()
                .min(Comparator.<String>comparingInt(word -> distance(given, word))
                        .thenComparing(word -> word));
        return nearest.filter(word -> distance(given, word) <= Math.max(1, given.length() / 3));
    }

    /** Letters to insert, delete or replace to make one word of the other (Levenshtein). */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[right.length()];
    }
}
