package dev.bourse.gateway.model;

import dev.bourse.exchange.protocol.Phase;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Something that is traded: what for what, in which units, in which phase. One thread. */
public final class Instrument {
    private final int id;
    private final String symbol;
    private final Asset base;
    private final Asset quote;
    private final long lotBaseUnits;
    private final long tickQuoteUnits;
    private final Step lot;
    private final @Nullable Step tick;
    int makerFeeBps;
    int takerFeeBps;
    Phase phase = Phase.CLOSED;

    Instrument(int id, String symbol, Asset base, Asset quote, long lotBaseUnits, long tickQuoteUnits) {
        this.id = id;
        this.symbol = symbol;
        this.base = base;
        this.quote = quote;
        this.lotBaseUnits = lotBaseUnits;
        this.tickQuoteUnits = tickQuoteUnits;
        lot = new Step(BigDecimal.valueOf(lotBaseUnits, base.decimals()));
        tick = tick(quote.step().size().multiply(BigDecimal.valueOf(tickQuoteUnits)), lot.size());
    }

    public int id() {
        return id;
    }

    public String symbol() {
        return symbol;
    }

    public Asset base() {
        return base;
    }

    public Asset quote() {
        return quote;
    }

    public int makerFeeBps() {
        return makerFeeBps;
    }

    public int takerFeeBps() {
        return takerFeeBps;
    }

    public Phase phase() {
        return phase;
    }

    /** The step of quantities, in the base asset. */
    public Step lot() {
        return lot;
    }

    /** The step of prices: quote asset for one of the base asset. */
    public Step tick() {
        if (tick == null) {
            throw new IllegalStateException("the prices of " + symbol + " are no decimal numbers");
        }
        return tick;
    }

    /** Whether its prices are decimal numbers at all: a tick of a third is none. */
    public boolean hasDecimalPrices() {
        return tick != null;
    }

    /** What lots are worth in the smallest units of the base asset. */
    long baseUnits(long lots) {
        return lots * lotBaseUnits;
    }

    /** What lots cost at a price, in the smallest units of the quote asset. */
    long value(long priceTicks, long lots) {
        return priceTicks * lots * tickQuoteUnits;
    }

    private static @Nullable Step tick(BigDecimal quoteOfLot, BigDecimal lot) {
        try {
            BigDecimal size = quoteOfLot.divide(lot);
            return new Step(size.stripTrailingZeros().scale() < 0 ? size.setScale(0) : size.stripTrailingZeros());
        } catch (ArithmeticException endless) {
            return null;
        }
    }
}
