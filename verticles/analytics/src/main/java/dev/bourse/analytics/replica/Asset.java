package dev.bourse.analytics.replica;

/**
 * Something that accounts own.
 *
 * @param id the exchange's number of it
 * @param symbol its name
 * @param decimals its smallest unit is 10 to the minus decimals
 */
public record Asset(int id, String symbol, int decimals) {}
