package dev.bourse.gateway.model;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Something that accounts hold.
 *
 * @param id the exchange's number of it
 * @param symbol its name
 * @param decimals its smallest unit is 10 to the minus decimals
 */
public record Asset(int id, String symbol, int decimals) {
    /** An amount of smallest units as a decimal number. */
    public String text(long units) {
        return BigDecimal.valueOf(units, decimals).toPlainString();
    }

    /** An amount of smallest units as a decimal number. */
    public String text(BigInteger units) {
        return new BigDecimal(units, decimals).toPlainString();
    }

    /** What one unit is: the step of amounts. */
    public Step step() {
        return new Step(BigDecimal.ONE.movePointLeft(decimals));
    }
}
