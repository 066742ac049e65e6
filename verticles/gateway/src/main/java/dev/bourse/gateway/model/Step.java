package dev.bourse.gateway.model;

import dev.bourse.gateway.problem.Problem;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;

/**
 * What decimal numbers of a kind are whole multiples of: the tick of prices, the lot of quantities, the unit of
 * amounts. Exact both ways; nothing here rounds.
 *
 * @param size above 0
 */
public record Step(BigDecimal size) {
    private static final Pattern PLAIN = Pattern.compile("\\d{1,20}(\\.\\d{1,20})?");
    private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

    /**
     * How many steps a number is, as its field was given: a text of plain digits, or a number that was read exactly.
     */
    public long count(String field, Object value) {
        BigDecimal number = number(field, value);
        BigDecimal[] parts = number.divideAndRemainder(size);
        if (number.signum() < 0 || parts[1].signum() != 0 || parts[0].compareTo(MOST) > 0) {
            throw Problem.invalid(
                            field,
                            field + " " + number.toPlainString() + " is not allowed; allowed are multiples of " + this)
                    .refusal();
        }
        return parts[0].longValueExact();
    }

    /** So many steps as a decimal number, with the digits that the step has. */
    public String text(long count) {
        return size.multiply(BigDecimal.valueOf(count))
                .setScale(Math.max(0, size.scale()), RoundingMode.UNNECESSARY)
                .toPlainString();
    }

    @Override
    public String toString() {
        return size.toPlainString();
    }

    /** Reads a decimal number of at most 20 digits before the point and 20 behind it. */
    public static BigDecimal number(String field, Object value) {
        if (value instanceof String text && PLAIN.matcher(text).matches()) {
            return new BigDecimal(text);
        }
        // A number with an exponent of millions is short to write and long to reckon with.
        if (value instanceof BigDecimal number && Math.abs((long) number.scale()) <= 20 && number.precision() <= 40) {
            return number;
        }
        throw Problem.invalid(
                        field, field + " is no decimal number of at most 20 digits before the point and 20 behind it")
                .refusal();
    }
}
