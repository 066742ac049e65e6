package dev.bourse.shared.instrument;

import java.util.ArrayList;
import java.util.List;

/** Made-up instruments for demonstrations and load: the same number gives the same instruments everywhere. */
public final class GeneratedUniverse {
    /** The most instruments that there are different symbols of four letters for, rounded down. */
    public static final int MAX = 400_000;

    private static final int SYMBOLS = 26 * 26 * 26 * 26;
    /**
     * Has no factor in common with {@link #SYMBOLS}, so that every index has its own symbol, and neighbours look
     * different.
     */
    private static final long STRIDE = 104_729;

    private GeneratedUniverse() {}

    /**
     * The first {@code count} made-up instruments, 0 to {@link #MAX}: two decimals, lots of one, prices from 5.00 to
     * 505.00.
     */
    public static List<Instrument> of(int count) {
        if (count < 0 || count > MAX) {
            throw new IllegalArgumentException("count: '" + count + "' is not allowed; allowed is 0 to " + MAX);
        }
        List<Instrument> instruments = new ArrayList<>(count);
        for (int id = 0; id < count; id++) {
            instruments.add(new Instrument(id, symbol(id), 2, 0, 1, 1, 500 + price(id)));
        }
        return instruments;
    }

    private static String symbol(int id) {
        int code = (int) ((id + 1) * STRIDE % SYMBOLS);
        char[] letters = new char[4];
        for (int place = 3; place >= 0; place--) {
            letters[place] = (char) ('A' + code % 26);
            code /= 26;
        }
        return new String(letters);
    }

    /** Cheap instruments are more frequent than dear ones: the square of an even spread. */
    private static long price(int id) {
        long mixed = (id + 1) * 0x9e3779b97f4a7c15L;
        mixed = (mixed ^ (mixed >>> 32)) * 0xd6e8feb86659fd93L;
        long even = Long.remainderUnsigned(mixed ^ (mixed >>> 32), 1_000);
        return even * even / 20;
    }
}
