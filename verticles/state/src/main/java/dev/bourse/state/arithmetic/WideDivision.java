package dev.bourse.state.arithmetic;

/** Division of a 128-bit number by a 63-bit one where the quotient fits 63 bits: schoolbook, with digits of 32 bits. */
public final class WideDivision {
    private static final long DIGIT = 0xffff_ffffL;

    private WideDivision() {}

    /**
     * {@code value * factor / divisor} without its fraction; none is negative, the divisor is above 0 and the result
     * fits a long.
     */
    public static long multiplyDivide(long value, long factor, long divisor) {
        return divide(Math.multiplyHigh(value, factor), value * factor, divisor);
    }

    /** The quotient without its fraction; {@code upper} is not negative and below {@code divisor}. */
    static long divide(long upper, long lower, long divisor) {
        if (upper == 0 && lower >= 0) {
            return lower / divisor;
        }
        if (upper < 0 || upper >= divisor) {
            throw new ArithmeticException("a quotient of more than 64 bits");
        }
        int shift = Long.numberOfLeadingZeros(divisor);
        long normal = divisor << shift;
        long head = (upper << shift) | (lower >>> (64 - shift));
        long tail = lower << shift;
        long first = digit(head, tail >>> 32, normal);
        long rest = (head << 32) + (tail >>> 32) - first * normal;
        long second = digit(rest, tail & DIGIT, normal);
        return (first << 32) + second;
    }

    /** One 32-bit digit of the quotient of {@code (head, next)} by {@code normal}, whose top bit is set. */
    private static long digit(long head, long next, long normal) {
        long top = normal >>> 32;
        long bottom = normal & DIGIT;
        long estimate = Long.divideUnsigned(head, top);
        long rest = head - estimate * top;
        while (estimate > DIGIT || Long.compareUnsigned(estimate * bottom, (rest << 32) | next) > 0) {
            estimate--;
            rest += top;
            if (rest > DIGIT) {
                break;
            }
        }
        return estimate;
    }
}
