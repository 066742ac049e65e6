package dev.bourse.marketdata.bus;

import dev.bourse.marketdata.market.InstrumentDefinition;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * How an instrument's ticks and lots become scaled integers, as the analysis has them: {@code price /
 * 10^priceDecimals}.
 *
 * @param priceDecimals decimals of a price
 * @param sizeDecimals decimals of a quantity
 * @param tick one tick at that scale
 * @param lot one lot at that scale
 */
record BookScale(int priceDecimals, int sizeDecimals, long tick, long lot) {
    private static final int MOST_DECIMALS = 9;
    /** The largest integer that a browser has exactly. */
    private static final long MOST = (1L << 53) - 1;

    /** Empty where a tick or a lot has more than 9 decimals: the analysis has no such instrument either. */
    static Optional<BookScale> of(InstrumentDefinition definition) {
        BigDecimal tick = definition.tickSize();
        BigDecimal lot = definition.lotSize();
        if (tick.scale() > MOST_DECIMALS || lot.scale() > MOST_DECIMALS) {
            return Optional.empty();
        }
        return Optional.of(new BookScale(
                tick.scale(),
                lot.scale(),
                tick.unscaledValue().longValueExact(),
                lot.unscaledValue().longValueExact()));
    }

    /** A price, at most 2^53 - 1. */
    long price(long ticks) {
        return scaled(ticks, tick);
    }

    /** A quantity, at most 2^53 - 1. */
    long size(long lots) {
        return scaled(lots, lot);
    }

    private static long scaled(long count, long unit) {
        long most = MOST / unit;
        return Math.clamp(count, -most, most) * unit;
    }
}
