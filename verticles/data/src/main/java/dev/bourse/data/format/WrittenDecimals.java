package dev.bourse.data.format;

import dev.bourse.data.record.Instruments;
import dev.bourse.data.record.SymbolTable;
import dev.bourse.data.record.TickSink;
import dev.bourse.data.record.Verdict;
import dev.bourse.shared.instrument.Decimals;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.Universe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads lines of {@link TickFormat#GENERIC} for one thing alone: with how many decimals each symbol's prices and sizes
 * are written. Lines that are no ticks say nothing. It gives no ticks. Used by one thread.
 */
public final class WrittenDecimals implements LineFormat {
    /** A price or size may have that many digits before and after the point together: 10^13 is the largest. */
    private static final int DIGITS = 13;

    private final GenericColumns columns = new GenericColumns();
    private final SymbolTable symbols;
    private final Written number = new Written();
    private final Most prices = new Most();
    private final Most sizes = new Most();

    /** Looks symbols up in these instruments, and adds to them those that it meets. */
    public WrittenDecimals(Instruments met) {
        this.symbols = new SymbolTable(met);
    }

    /**
     * Instruments that were met, with the decimals of their prices and sizes.
     *
     * @param met what the instruments have become
     * @param priceDecimals in place of those of all prices; negative to take those found
     * @param sizeDecimals likewise
     */
    public Universe universe(Universe met, int priceDecimals, int sizeDecimals) {
        List<Instrument> found = new ArrayList<>();
        for (Instrument one : met.instruments()) {
            found.add(new Instrument(
                    one.id(),
                    one.symbol(),
                    priceDecimals < 0 ? prices.decimals(one.id()) : priceDecimals,
                    sizeDecimals < 0 ? sizes.decimals(one.id()) : sizeDecimals,
                    1,
                    1,
                    0));
        }
        return Universe.of(found);
    }

    @Override
    public Verdict line(byte[] bytes, int from, int to, TickSink sink) {
        Verdict found = columns.find(bytes, from, to);
        int[] places = columns.fieldPlaces();
        if (found != Verdict.ACCEPTED
                || Times.read(bytes, places[0], places[1]) < 0
                || !number.read(bytes, places[4], places[5])
                || number.isZero()
                || !number.read(bytes, places[6], places[7])) {
            return found;
        }
        Instrument instrument = symbols.find(bytes, places[2], places[3]);
        if (instrument == null) {
            instrument = symbols.introduce(bytes, places[2], places[3], 0, 0);
        }
        if (instrument != null) {
            sizes.take(instrument.id(), number);
            number.read(bytes, places[4], places[5]);
            prices.take(instrument.id(), number);
        }
        return found;
    }

    /** How one number is written. */
    private static final class Written {
        private int whole;
        private int written;
        private int significant;

        /** False where it is none, or one that no instrument can have. */
        boolean read(byte[] bytes, int from, int to) {
            int point = from;
            while (point < to && bytes[point] != '.') {
                point++;
            }
            int first = from;
            while (first < point && bytes[first] == '0') {
                first++;
            }
            int last = to;
            while (last > point + 1 && bytes[last - 1] == '0') {
                last--;
            }
            whole = point - first;
            written = Math.max(0, to - point - 1);
            significant = Math.max(0, last - point - 1);
            long value = Digits.decimal(bytes, from, to, 0);
            return (value >= 0 || value == Digits.TOO_FINE)
                    && significant <= Decimals.MAX_DECIMALS
                    && whole + significant <= DIGITS;
        }

        boolean isZero() {
            return whole == 0 && significant == 0;
        }
    }

    /** The most of each instrument. */
    private static final class Most {
        private int[] whole = new int[64];
        private int[] written = new int[64];
        private int[] significant = new int[64];

        void take(int id, Written number) {
            if (id >= whole.length) {
                whole = Arrays.copyOf(whole, id * 2);
                written = Arrays.copyOf(written, id * 2);
                significant = Arrays.copyOf(significant, id * 2);
            }
            whole[id] = Math.max(whole[id], number.whole);
            written[id] = Math.max(written[id], number.written);
            significant[id] = Math.max(significant[id], number.significant);
        }

        /** All that are not zeros, and the zeros written after them as far as the largest number has room for them. */
        int decimals(int id) {
            int room = Math.min(Decimals.MAX_DECIMALS, DIGITS - whole[id]);
            return Math.max(significant[id], Math.min(written[id], room));
        }
    }
}
