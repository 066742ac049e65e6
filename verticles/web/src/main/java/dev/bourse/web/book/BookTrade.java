package dev.bourse.web.book;

/**
 * One trade.
 *
 * @param id the exchange's id of the match
 * @param time milliseconds since 1970 UTC
 * @param price scaled
 * @param size scaled
 * @param aggressor whose order took the other: {@code buy}, {@code sell} or {@code auction}
 */
public record BookTrade(String id, long time, long price, long size, String aggressor) {}
