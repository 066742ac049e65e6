package dev.bourse.marketdata.market;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/**
 * What an instrument is, and how its ticks and lots are written as decimals.
 *
 * @param id the core's number of it
 * @param symbol its name
 * @param base what is traded
 * @param quote what it is paid with
 * @param lotBaseUnits smallest units of the base asset in one lot
 * @param tickQuoteUnits smallest units of the quote asset that one lot costs at a price of one tick
 */
public record InstrumentDefinition(
        int id, String symbol, AssetDefinition base, AssetDefinition quote, long lotBaseUnits, long tickQuoteUnits) {
    private static final int VWAP_DIGITS = 6;

    /**
     * An asset.
     *
     * @param symbol its name
     * @param decimals its smallest unit is 10 to the minus decimals
     */
    public record AssetDefinition(String symbol, int decimals) {}

    /** One lot in whole units of the base asset. */
    public BigDecimal lotSize() {
        return plain(BigDecimal.valueOf(lotBaseUnits, base.decimals()));
    }

    /** One tick of price: quote asset for one whole unit of the base asset; to 34 digits where it does not end. */
    public BigDecimal tickSize() {
        return plain(BigDecimal.valueOf(tickQuoteUnits, quote.decimals()).divide(lotSize(), MathContext.DECIMAL128));
    }

    /** A price in ticks as a decimal. */
    public String price(long ticks) {
        return tickSize().multiply(BigDecimal.valueOf(ticks)).toPlainString();
    }

    /** A quantity in lots as a decimal. */
    public String quantity(long lots) {
        return lotSize().multiply(BigDecimal.valueOf(lots)).toPlainString();
    }

    /** Ticks x lots as an amount of the quote asset; exact. */
    public String amount(BigInteger ticksLots) {
        return new BigDecimal(ticksLots.multiply(BigInteger.valueOf(tickQuoteUnits)), quote.decimals()).toPlainString();
    }

    /** The volume-weighted price of an exact turnover, with 6 digits more than a price, rounded half to even. */
    public String average(BigInteger ticksLots, long lots) {
        BigDecimal tick = tickSize();
        int scale = tick.scale() + VWAP_DIGITS;
        return tick.multiply(new BigDecimal(ticksLots))
                .divide(BigDecimal.valueOf(lots), scale, java.math.RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
