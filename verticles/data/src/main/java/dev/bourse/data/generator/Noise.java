package dev.bourse.data.generator;

/**
 * Random numbers by place instead of by order: the same key and place give the same number on any machine, at once,
 * whatever was asked before. Only additions, multiplications and divisions of doubles are used, which are exact by the
 * language's rules everywhere.
 */
final class Noise {
    /** Each octave is four times as slow and twice as strong as the one before, as a random walk's is. */
    private static final int OCTAVES = 9;

    private static final double SUM_OF_FOUR_MEAN = 131_070;
    private static final double SUM_OF_FOUR_DEVIATION = 37_837;
    private static final double WILD = 3;

    /** Keeps the deviation of the mixture of calm and wild values at 1. */
    private static final double MIXTURE_DEVIATION = 1.224_744_871;

    private Noise() {}

    /** Mixes a key and a place to 64 bits that look random. */
    static long bits(long key, long place) {
        long z = key + place * 0x9e3779b97f4a7c15L;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** The key of a text under a seed. */
    static long key(long seed, String text) {
        long key = bits(seed, 1);
        for (int index = 0; index < text.length(); index++) {
            key = bits(key ^ text.charAt(index), index + 2);
        }
        return key;
    }

    /** A number from 0 to below 1. */
    static double fraction(long bits) {
        return (bits >>> 11) * 0x1p-53;
    }

    /**
     * Mean 0, deviation 1, with tails fatter than the normal distribution's: one value in sixteen is three times as
     * wild.
     */
    static double shock(long bits) {
        long sum = (bits & 0xffff) + (bits >>> 16 & 0xffff) + (bits >>> 32 & 0xffff) + (bits >>> 48);
        double calm = (sum - SUM_OF_FOUR_MEAN) / SUM_OF_FOUR_DEVIATION;
        boolean wild = (bits * 0xd6e8feb86659fd93L) >>> 60 == 0;
        return (wild ? calm * WILD : calm) / MIXTURE_DEVIATION;
    }

    /**
     * Where a walk of one step a place stands, apart from its level; any place of 0 or more can be asked. It never
     * strays far from 0.
     */
    static double walk(long key, long place) {
        double sum = 0;
        double strength = 1;
        for (int octave = 0; octave < OCTAVES; octave++) {
            int shift = 2 * octave;
            long cell = place >>> shift;
            double part = (place & ((1L << shift) - 1)) / (double) (1L << shift);
            long octaveKey = key + octave * 0x632be59bd9b4e019L;
            double left = shock(bits(octaveKey, cell));
            double value = octave == 0 ? left : left + part * (shock(bits(octaveKey, cell + 1)) - left);
            sum += strength * value;
            strength *= 2;
        }
        return sum;
    }
}
