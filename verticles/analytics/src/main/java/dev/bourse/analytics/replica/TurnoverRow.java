package dev.bourse.analytics.replica;

import java.math.BigInteger;

/**
 * What traded in an instrument.
 *
 * @param instrument the exchange's number of it
 * @param symbol its name
 * @param base what is traded
 * @param quote what it is paid with
 * @param turnover the trades' value in the quote asset's smallest units, each match once
 * @param volume what changed hands, in the base asset's smallest units
 * @param trades how many matches
 */
public record TurnoverRow(
        int instrument, String symbol, Asset base, Asset quote, BigInteger turnover, BigInteger volume, long trades) {}
