package dev.bourse.exchange.replay;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Draws ranks as Zipf's law has them: rank 1 twice as often as rank 2, three times as often as rank 3. */
final class Ranks {
    private final double[] upTo;

    /** Ranks from 1 to {@code count}. */
    Ranks(int count) {
        upTo = new double[count];
        double sum = 0;
        for (int i = 0; i < count; i++) {
            sum += 1.0 / (i + 1);
            upTo[i] = sum;
        }
    }

    int draw(SplittableRandom random) {
        int at = Arrays.binarySearch(upTo, random.nextDouble() * upTo[upTo.length - 1]);
        return Math.min(upTo.length, (at < 0 ? -at - 1 : at) + 1);
    }
}
