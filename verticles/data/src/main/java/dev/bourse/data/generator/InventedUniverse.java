package dev.bourse.data.generator;

import dev.bourse.shared.instrument.InstrumentDraft;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The instruments of a process that was given none: symbols of one to four letters, prices from about 1 to 1,000, cents
 * as tick size. Always the same ones.
 */
public final class InventedUniverse {
    private static final long SEED = 20_26;
    private static final int PRICE_DECIMALS = 2;
    private static final int MOST = 400_000;

    private InventedUniverse() {}

    /**
     * The first {@code count} of them.
     *
     * @throws IllegalArgumentException unless {@code count} is 0 to 400,000
     */
    public static List<InstrumentDraft> instruments(int count) {
        if (count < 0 || count > MOST) {
            throw new IllegalArgumentException("instruments: '" + count + "' is not allowed; allowed is 0 to " + MOST);
        }
        List<InstrumentDraft> made = new ArrayList<>(count);
        Set<String> taken = HashSet.newHashSet(count);
        for (long place = 0; made.size() < count; place++) {
            String symbol = symbol(place);
            if (taken.add(symbol)) {
                made.add(new InstrumentDraft(symbol, PRICE_DECIMALS, 0, 1, 1, price(symbol)));
            }
        }
        return made;
    }

    /** One letter is seldom, three and four are common; where four letters run out, five. */
    private static String symbol(long place) {
        long bits = Noise.bits(SEED, place);
        int length = place > 100_000 ? 5 : new int[] {2, 3, 3, 3, 4, 4, 4, 4}[(int) (bits >>> 61)];
        length = place % 331 == 0 ? 1 : length;
        char[] letters = new char[length];
        for (int index = 0; index < length; index++) {
            letters[index] = (char) ('A' + (int) ((bits >>> (index * 11) & 0x7ff) % 26));
        }
        return new String(letters);
    }

    /** Most around 40, few below 5 or above 300. */
    private static long price(String symbol) {
        long key = Noise.key(SEED, symbol);
        double cents = 4_000;
        for (int factor = 0; factor < 4; factor++) {
            cents *= 0.5 + Noise.fraction(Noise.bits(key, factor)) * 1.3;
        }
        return Math.max(100, (long) cents);
    }
}
