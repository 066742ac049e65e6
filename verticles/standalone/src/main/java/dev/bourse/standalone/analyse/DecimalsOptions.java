package dev.bourse.standalone.analyse;

import dev.bourse.data.format.FormatOptions;
import dev.bourse.shared.instrument.Decimals;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options about the decimals of prices and sizes. */
final class DecimalsOptions {
    @Option(
            names = "--price-decimals",
            paramLabel = "N",
            description = "decimals of prices where the format does not say them, 0 to 9; finer prices are rejected"
                    + " (generic: as many as the symbol's prices are written with)")
    private @Nullable Integer priceDecimals;

    @Option(names = "--size-decimals", paramLabel = "N", description = "decimals of sizes, likewise")
    private @Nullable Integer sizeDecimals;

    /** @throws IllegalArgumentException naming the option, its value and what is allowed */
    FormatOptions of(FormatOptions standard) {
        return standard.withDecimals(
                checked("--price-decimals", priceDecimals), checked("--size-decimals", sizeDecimals));
    }

    private static OptionalInt checked(String option, @Nullable Integer value) {
        if (value == null) {
            return OptionalInt.empty();
        }
        if (value < 0 || value > Decimals.MAX_DECIMALS) {
            throw new IllegalArgumentException(
                    option + ": '" + value + "' is not allowed; allowed is 0 to " + Decimals.MAX_DECIMALS);
        }
        return OptionalInt.of(value);
    }
}
