package dev.bourse.data.exchange;

import dev.bourse.data.record.Verdict;
import dev.bourse.shared.instrument.Instrument;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * How trades of one listed instrument become ticks: a price in ticks times {@code priceFactor}, a quantity in lots
 * times {@code sizeFactor}, exactly; or why they do not.
 *
 * @param instrument the analysis' id of it
 * @param verdict {@link Verdict#ACCEPTED}, or with what its trades are refused
 */
record TradeScale(int instrument, long priceFactor, long sizeFactor, Verdict verdict) {

    /** The scale between the two; refuses where there is no such instrument, or its decimals are too few. */
    static TradeScale of(ListedInstrument listed, Optional<Instrument> known) {
        if (known.isEmpty()) {
            return refusing(listed.draft().isPresent() ? Verdict.UNKNOWN_SYMBOL : Verdict.SYMBOL);
        }
        Instrument instrument = known.get();
        long size = factor(Optional.of(listed.lotSize()), instrument.sizeDecimals());
        long price = factor(listed.tickSize(), instrument.priceDecimals());
        if (price == 0 || size == 0) {
            return refusing(price == 0 ? Verdict.PRICE_SCALE : Verdict.SIZE_SCALE);
        }
        return new TradeScale(instrument.id(), price, size, Verdict.ACCEPTED);
    }

    /** Whether a trade can be a tick; {@link Verdict#ACCEPTED} if so. */
    Verdict judge(long ticks, long lots) {
        if (verdict != Verdict.ACCEPTED) {
            return verdict;
        }
        if (ticks < 1 || ticks > Instrument.MAX_PRICE / priceFactor) {
            return Verdict.PRICE_RANGE;
        }
        return lots < 1 || lots > Instrument.MAX_SIZE / sizeFactor ? Verdict.SIZE_RANGE : Verdict.ACCEPTED;
    }

    private static TradeScale refusing(Verdict verdict) {
        return new TradeScale(-1, 1, 1, verdict);
    }

    /** 0 where the step is no whole number of units of so many decimals. */
    private static long factor(Optional<BigDecimal> step, int decimals) {
        try {
            return step.map(size -> size.movePointRight(decimals).longValueExact())
                    .orElse(0L);
        } catch (ArithmeticException notWhole) {
            return 0;
        }
    }
}
