package dev.bourse.state.arithmetic;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class WideSumTest {
    static final long LARGEST = 10_000_000_000_000L;

    @Property
    void theAverageOfProductsIsTheExactQuotientRoundedHalfEven(
            @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 1, max = LARGEST) Long> prices,
            @ForAll @LongRange(min = 1, max = LARGEST) long size) {
        WideSum sum = new WideSum();
        BigInteger expected = BigInteger.ZERO;
        for (long price : prices) {
            sum.addProduct(price, size);
            expected = expected.add(BigInteger.valueOf(price).multiply(BigInteger.valueOf(size)));
        }
        long divisor = prices.size() * size;
        assertThat(sum.averageFine(divisor)).isEqualTo(fine(expected, divisor));
    }

    @Property
    void whatIsSubtractedIsGone(
            @ForAll @LongRange(min = 1, max = LARGEST) long first,
            @ForAll @LongRange(min = 1, max = LARGEST) long second) {
        WideSum sum = new WideSum();
        sum.addProduct(first, second);
        sum.addProduct(second, second);
        sum.add(first);
        sum.subtractProduct(second, second);
        sum.subtractProduct(first, second);
        sum.subtract(first);
        assertThat(List.of(sum.upperBits(), sum.lowerBits())).containsExactly(0L, 0L);
    }

    @Property
    void theAverageOfASumThatFitsALongIsTheSame(
            @ForAll @LongRange(min = 1, max = LARGEST) long largest,
            @ForAll @LongRange(min = 0, max = 9_999L) long less,
            @ForAll @LongRange(min = 1, max = 10_000L) long divisor) {
        long sum = Math.max(0, largest * divisor - less);
        assertThat(WideSum.averageFine(sum, divisor)).isEqualTo(fine(BigInteger.valueOf(sum), divisor));
    }

    @Example
    void aTieGoesToTheEvenNeighbour() {
        assertThat(List.of(WideSum.averageFine(1, 20_000), WideSum.averageFine(3, 20_000)))
                .containsExactly(0L, 2L);
    }

    @Property
    void theDeviationIsThatOfExactArithmeticToFifteenDigits(
            @ForAll @Size(min = 2, max = 60) List<@LongRange(min = 1, max = LARGEST) Long> prices) {
        WideSum squares = new WideSum();
        BigInteger sum = BigInteger.ZERO;
        BigInteger sumOfSquares = BigInteger.ZERO;
        for (long price : prices) {
            squares.addProduct(price, price);
            sum = sum.add(BigInteger.valueOf(price));
            sumOfSquares = sumOfSquares.add(BigInteger.valueOf(price).pow(2));
        }
        BigInteger variance =
                sumOfSquares.multiply(BigInteger.valueOf(prices.size())).subtract(sum.pow(2));
        BigDecimal expected = new BigDecimal(variance)
                .sqrt(new MathContext(40))
                .multiply(BigDecimal.valueOf(WideSum.FINE))
                .divide(BigDecimal.valueOf(prices.size()), new MathContext(40));
        BigDecimal found = BigDecimal.valueOf(squares.deviationFine(sum.longValueExact(), prices.size()));
        BigDecimal allowed = BigDecimal.ONE.add(expected.movePointLeft(15));
        assertThat(found.subtract(expected).abs()).isLessThanOrEqualTo(allowed);
    }

    @Property
    void divisionOfAProductIsExact(
            @ForAll @LongRange(min = 0, max = LARGEST) long value,
            @ForAll @LongRange(min = 1, max = 1_000_000_000L) long factor,
            @ForAll @LongRange(min = 1, max = Long.MAX_VALUE) long seed) {
        BigInteger product = BigInteger.valueOf(value).multiply(BigInteger.valueOf(factor));
        long least = product.divide(BigInteger.valueOf(Long.MAX_VALUE)).longValue() + 1;
        long divisor = Math.max(seed, least);
        assertThat(WideDivision.multiplyDivide(value, factor, divisor))
                .isEqualTo(product.divide(BigInteger.valueOf(divisor)).longValueExact());
    }

    private static long fine(BigInteger sum, long divisor) {
        return new BigDecimal(sum)
                .multiply(BigDecimal.valueOf(WideSum.FINE))
                .divide(BigDecimal.valueOf(divisor), 0, RoundingMode.HALF_EVEN)
                .longValueExact();
    }
}
