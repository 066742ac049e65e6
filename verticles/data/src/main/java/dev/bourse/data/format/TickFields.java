package dev.bourse.data.format;

import dev.bourse.data.record.SymbolTable;
import dev.bourse.data.record.Verdict;
import dev.bourse.shared.instrument.Instrument;
import org.jspecify.annotations.Nullable;

/**
 * Judges the four fields of a tick where a format has them as text: time (by {@link Times}), symbol, price and size.
 * After {@link Verdict#ACCEPTED} it holds the tick. An instrument that is added gets 6 price decimals and 4 size
 * decimals unless configured. Used by one thread.
 */
public final class TickFields {
    /** The price decimals of an instrument of which nothing is known. */
    public static final int PRICE_DECIMALS = 6;

    /** The size decimals of an instrument of which nothing is known. */
    public static final int SIZE_DECIMALS = 4;

    private final SymbolTable symbols;
    private final int priceDecimals;
    private final int sizeDecimals;
    private long latest = Times.END;
    private int instrument;
    private long time;
    private long price;
    private long size;

    /** Looks symbols up in this table, and asks it to add those that it does not know. */
    public TickFields(FormatOptions options, SymbolTable symbols) {
        this.symbols = symbols;
        this.priceDecimals = options.priceDecimals().orElse(PRICE_DECIMALS);
        this.sizeDecimals = options.sizeDecimals().orElse(SIZE_DECIMALS);
    }

    /**
     * To be called before each turn's ticks of a live feed: ticks after {@code latestMillis} are rejected; changed
     * instruments are looked up anew.
     */
    public void refresh(long latestMillis) {
        latest = latestMillis;
        symbols.refresh();
    }

    /** Judges a tick; places are from (inclusive) and to (exclusive) of time, symbol, price and size in the bytes. */
    public Verdict read(byte[] bytes, int[] places) {
        time = Times.read(bytes, places[0], places[1]);
        if (time < 0 || time > latest) {
            return time == Times.NOT_A_TIME ? Verdict.TIME : Verdict.TIME_RANGE;
        }
        @Nullable Instrument known = symbols.find(bytes, places[2], places[3]);
        int atPriceDecimals = known == null ? priceDecimals : known.priceDecimals();
        int atSizeDecimals = known == null ? sizeDecimals : known.sizeDecimals();
        price = Digits.decimal(bytes, places[4], places[5], atPriceDecimals);
        if (price <= 0 || price > Instrument.MAX_PRICE) {
            return Digits.ofPrice(price);
        }
        size = Digits.decimal(bytes, places[6], places[7], atSizeDecimals);
        if (size < 0 || size > Instrument.MAX_SIZE) {
            return Digits.ofSize(size);
        }
        return known == null ? introduce(bytes, places) : found(known);
    }

    /** The instrument's id. */
    public int instrument() {
        return instrument;
    }

    /** Milliseconds since 1970. */
    public long time() {
        return time;
    }

    /** In the instrument's price units. */
    public long price() {
        return price;
    }

    /** In the instrument's size units. */
    public long size() {
        return size;
    }

    private Verdict introduce(byte[] bytes, int[] places) {
        @Nullable Instrument added = symbols.introduce(bytes, places[2], places[3], priceDecimals, sizeDecimals);
        if (added == null) {
            return SymbolTable.refusal(bytes, places[2], places[3]);
        }
        boolean asAssumed = added.priceDecimals() == priceDecimals && added.sizeDecimals() == sizeDecimals;
        return asAssumed ? found(added) : read(bytes, places);
    }

    private Verdict found(Instrument known) {
        instrument = known.id();
        return Verdict.ACCEPTED;
    }
}
