package dev.bourse.web.market;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.Universe;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A universe laid out for flat arrays: each instrument has a <em>slot</em>, 0 to {@code size - 1} in the order of ids,
 * so that ids with gaps cost nothing. Immutable.
 */
public final class Listing {
    /** The listing without instruments. */
    public static final Listing EMPTY = of(Universe.EMPTY);

    private final Instrument[] instruments;
    private final int[] ids;
    private final String[] upperSymbols;
    private final Map<String, Integer> slotsBySymbol;
    private final int[] bySymbol;
    private final int[] ranks;
    private final int priceDecimals;
    private final int sizeDecimals;

    private Listing(List<Instrument> inOrderOfIds) {
        instruments = inOrderOfIds.toArray(Instrument[]::new);
        int size = instruments.length;
        ids = new int[size];
        upperSymbols = new String[size];
        slotsBySymbol = HashMap.newHashMap(size);
        for (int slot = 0; slot < size; slot++) {
            ids[slot] = instruments[slot].id();
            upperSymbols[slot] = instruments[slot].symbol().toUpperCase(Locale.ROOT);
            slotsBySymbol.put(instruments[slot].symbol(), slot);
        }
        bySymbol = IntStream.range(0, size)
                .boxed()
                .sorted(Comparator.comparing((Integer slot) -> instruments[slot].symbol()))
                .mapToInt(Integer::intValue)
                .toArray();
        ranks = new int[size];
        for (int rank = 0; rank < size; rank++) {
            ranks[bySymbol[rank]] = rank;
        }
        priceDecimals = Arrays.stream(instruments)
                .mapToInt(Instrument::priceDecimals)
                .max()
                .orElse(0);
        sizeDecimals = Arrays.stream(instruments)
                .mapToInt(Instrument::sizeDecimals)
                .max()
                .orElse(0);
    }

    /** The listing of all instruments of a universe. */
    public static Listing of(Universe universe) {
        return new Listing(universe.instruments());
    }

    public int size() {
        return instruments.length;
    }

    /** The slot of an instrument's id, or a negative number where it is not listed. */
    public int slot(int id) {
        return id < ids.length && id >= 0 && ids[id] == id ? id : Arrays.binarySearch(ids, id);
    }

    /** The slot of a symbol, or -1 where it is not listed. */
    public int slot(String symbol) {
        return slotsBySymbol.getOrDefault(symbol, -1);
    }

    public Instrument instrument(int slot) {
        return instruments[slot];
    }

    /** True where the symbol contains the text, which is in upper case. */
    boolean matches(int slot, String upperCaseText) {
        return upperSymbols[slot].contains(upperCaseText);
    }

    /** All slots in the order of their symbols; not to be written to. */
    int[] bySymbol() {
        return bySymbol;
    }

    /** The place of each slot in the order of symbols; not to be written to. */
    int[] ranks() {
        return ranks;
    }

    /** The most price decimals of any instrument. */
    int priceDecimals() {
        return priceDecimals;
    }

    /** The most size decimals of any instrument. */
    int sizeDecimals() {
        return sizeDecimals;
    }
}
