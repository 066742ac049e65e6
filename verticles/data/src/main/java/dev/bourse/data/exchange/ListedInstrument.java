package dev.bourse.data.exchange;

import dev.bourse.shared.instrument.Decimals;
import dev.bourse.shared.instrument.InstrumentDraft;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * An instrument as the exchange lists it.
 *
 * @param id the exchange's number of it
 * @param symbol its name
 * @param baseDecimals the smallest unit of what is traded is 10 to the minus this
 * @param quoteDecimals the smallest unit of what it is paid with is 10 to the minus this
 * @param lotBaseUnits smallest units of the base asset in one lot
 * @param tickQuoteUnits smallest units of the quote asset that one lot costs at a price of one tick
 */
public record ListedInstrument(
        int id, String symbol, int baseDecimals, int quoteDecimals, long lotBaseUnits, long tickQuoteUnits) {

    /** One lot in whole units of the base asset. */
    BigDecimal lotSize() {
        return plain(BigDecimal.valueOf(lotBaseUnits, baseDecimals));
    }

    /** One tick of the price of a whole unit of the base asset; empty where it is no finite decimal. */
    Optional<BigDecimal> tickSize() {
        try {
            return Optional.of(plain(BigDecimal.valueOf(tickQuoteUnits, quoteDecimals)
                    .divide(BigDecimal.valueOf(lotBaseUnits, baseDecimals))));
        } catch (ArithmeticException periodic) {
            return Optional.empty();
        }
    }

    /**
     * The instrument of the analysis that it becomes where there is none of its symbol; empty where its symbol, tick or
     * lot is none that the analysis can have.
     */
    public Optional<InstrumentDraft> draft() {
        BigDecimal lot = lotSize();
        BigDecimal tick = tickSize().orElse(BigDecimal.ZERO);
        if (tick.signum() == 0 || tick.scale() > Decimals.MAX_DECIMALS || lot.scale() > Decimals.MAX_DECIMALS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new InstrumentDraft(
                    symbol,
                    tick.scale(),
                    lot.scale(),
                    tick.unscaledValue().longValueExact(),
                    lot.unscaledValue().longValueExact(),
                    0));
        } catch (ArithmeticException | IllegalArgumentException unfit) {
            return Optional.empty();
        }
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
