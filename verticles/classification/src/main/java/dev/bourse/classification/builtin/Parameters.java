package dev.bourse.classification.builtin;

import dev.bourse.shared.instrument.Decimals;

/** Reads an engine's parameters from words. */
final class Parameters {
    private Parameters() {}

    static int integer(String name, String text, int least, int most) {
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the sentence below, which says all that there is to say.
        }
        throw new IllegalArgumentException(
                name + ": '" + text + "' is not allowed; allowed is a whole number from " + least + " to " + most);
    }

    /** A decimal number in 1/10,000. */
    static long scaled(String name, String text, long least, long most) {
        try {
            long value = Decimals.parse(text, 4);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // Falls through to the sentence below, which says all that there is to say.
        }
        throw new IllegalArgumentException(name + ": '" + text + "' is not allowed; allowed is a number from "
                + Decimals.format(least, 4) + " to " + Decimals.format(most, 4));
    }

    /** {@code part / whole} in 1/10,000 without its fraction, for any two numbers, the second above 0. */
    static long ratio(long part, long whole) {
        return Math.abs(part) <= Long.MAX_VALUE / 10_000 ? part * 10_000 / whole : part / Math.max(1, whole / 10_000);
    }
}
