package dev.bourse.data.format;

import dev.bourse.data.record.Instruments;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What formats need to know besides the bytes.
 *
 * @param instruments where symbols are looked up
 * @param date the day of formats that give times of day only
 * @param zone whose midnight those times count from, and whose exchange hours daily files mean; New York unless
 *     configured
 * @param priceDecimals the scale of the prices of instruments that are added; each format has its own where this is
 *     empty
 * @param sizeDecimals the scale of their sizes, likewise
 * @param longestLine the most bytes that a line may have
 * @param mostOrders the most open orders that an order-based format follows
 */
public record FormatOptions(
        Instruments instruments,
        Optional<LocalDate> date,
        ZoneId zone,
        OptionalInt priceDecimals,
        OptionalInt sizeDecimals,
        int longestLine,
        int mostOrders) {
    /** One mebibyte. */
    public static final int LONGEST_LINE = 1 << 20;

    /** Eight million, which take about 300 MB. */
    public static final int MOST_ORDERS = 1 << 23;

    /** The zone of the exchanges whose formats give times of day only. */
    public static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    /** Every default. */
    public static FormatOptions of(Instruments instruments) {
        return new FormatOptions(
                instruments,
                Optional.empty(),
                NEW_YORK,
                OptionalInt.empty(),
                OptionalInt.empty(),
                LONGEST_LINE,
                MOST_ORDERS);
    }

    /** These options with a date, unless they have one. */
    public FormatOptions orDate(Optional<LocalDate> other) {
        return new FormatOptions(
                instruments, date.or(() -> other), zone, priceDecimals, sizeDecimals, longestLine, mostOrders);
    }

    /** These options with the scales of the prices and sizes of instruments that are added. */
    public FormatOptions withDecimals(OptionalInt ofPrices, OptionalInt ofSizes) {
        return new FormatOptions(instruments, date, zone, ofPrices, ofSizes, longestLine, mostOrders);
    }

    /** Milliseconds since 1970 of that day's midnight in the zone, as its clocks show it at noon. */
    long midnight(LocalDate day) {
        return day.atTime(12, 0).atZone(zone).toInstant().toEpochMilli() - 12 * 3_600_000L;
    }
}
