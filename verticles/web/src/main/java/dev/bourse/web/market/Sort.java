package dev.bourse.web.market;

import dev.bourse.shared.instrument.Decimals;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.StateField;
import java.util.Locale;
import java.util.Optional;

/** What rows can be sorted by. */
public enum Sort {
    /** The symbol; this order never moves. */
    SYMBOL,
    /** The last price, as decimals. */
    LAST,
    /** The change since the session's open relative to it, in steps of 1/100,000. */
    CHANGE,
    /** The session's volume, as decimals. */
    VOLUME,
    /** The time of the last tick. */
    TIME;

    private static final long CHANGE_STEPS = 100_000;

    /** The word of the protocol. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The sort of that word. */
    public static Optional<Sort> of(String word) {
        for (Sort sort : values()) {
            if (sort.word().equals(word)) {
                return Optional.of(sort);
            }
        }
        return Optional.empty();
    }

    /** A number that is the larger the later the row comes in ascending order; only for rows with a tick. */
    long key(MarketView market, int slot) {
        Instrument instrument = market.listing().instrument(slot);
        return switch (this) {
            case SYMBOL -> 0;
            case LAST ->
                scaled(market.value(slot, Cell.LAST), market.listing().priceDecimals() - instrument.priceDecimals());
            case CHANGE -> change(market.value(slot, Cell.OPEN), market.value(slot, Cell.LAST));
            case VOLUME ->
                scaled(market.value(slot, Cell.VOLUME), market.listing().sizeDecimals() - instrument.sizeDecimals());
            case TIME -> market.value(slot, Cell.TIME);
        };
    }

    /** Prices are at most 10^13, so this does not overflow. */
    private static long change(long open, long last) {
        return open <= 0 || last == StateField.ABSENT ? 0 : (last - open) * CHANGE_STEPS / open;
    }

    /** Values too large for the common scale come last, as equals. */
    private static long scaled(long value, int moreDecimals) {
        long power = Decimals.power(moreDecimals);
        return value > Long.MAX_VALUE / power ? Long.MAX_VALUE : Math.max(value, 0) * power;
    }
}
