package dev.bourse.shared.instrument;

import java.util.regex.Pattern;

/**
 * Something that is traded. Prices of it are longs in units of {@code 10^-priceDecimals}, sizes in units of
 * {@code 10^-sizeDecimals}.
 *
 * @param id 0 or more, dense where possible, never used again while a cluster lives; its partition follows from it
 * @param symbol 1 to 32 characters out of letters, digits and {@code . - _ ^ / =}
 * @param priceDecimals 0 to 9
 * @param sizeDecimals 0 to 9
 * @param tickSize smallest step of a price, in price units, at least 1
 * @param lotSize smallest step of a size, in size units, at least 1
 * @param referencePrice a recent price in price units, for generators and first displays; 0 where unknown
 */
public record Instrument(
        int id, String symbol, int priceDecimals, int sizeDecimals, long tickSize, long lotSize, long referencePrice) {

    /** The largest price in price units: 10^13. With it, averages with four more decimals still fit a long. */
    public static final long MAX_PRICE = 10_000_000_000_000L;

    /** The largest size of one tick in size units: 10^13. */
    public static final long MAX_SIZE = 10_000_000_000_000L;

    /** The symbol of the index of all instruments, which the analysis itself adds. */
    public static final String INDEX = "^INDEX";

    private static final Pattern SYMBOL = Pattern.compile("[A-Za-z0-9.\\-_^/=]{1,32}");

    /** @throws IllegalArgumentException naming the field, its value and what is allowed */
    public Instrument {
        check(id >= 0, "id", id, "0 or more");
        check(SYMBOL.matcher(symbol).matches(), "symbol", symbol, "1 to 32 of letters, digits and . - _ ^ / =");
        check(priceDecimals >= 0 && priceDecimals <= Decimals.MAX_DECIMALS, "priceDecimals", priceDecimals, "0 to 9");
        check(sizeDecimals >= 0 && sizeDecimals <= Decimals.MAX_DECIMALS, "sizeDecimals", sizeDecimals, "0 to 9");
        check(tickSize >= 1, "tickSize", tickSize, "1 or more price units");
        check(lotSize >= 1, "lotSize", lotSize, "1 or more size units");
        check(referencePrice >= 0 && referencePrice <= MAX_PRICE, "referencePrice", referencePrice, "0 to 10^13");
    }

    private static void check(boolean valid, String field, Object value, String allowed) {
        if (!valid) {
            throw new IllegalArgumentException(field + ": '" + value + "' is not allowed; allowed is " + allowed);
        }
    }
}
