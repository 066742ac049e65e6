package dev.bourse.marketdata.trade;

/**
 * One match.
 *
 * @param number the output's that told it
 * @param matchId the core's number of it
 * @param time microseconds since 1970 UTC
 * @param price in ticks
 * @param quantity lots
 * @param aggressor whose order took the other
 */
public record Trade(long number, long matchId, long time, long price, long quantity, Aggressor aggressor) {
    /** Who came to the other. */
    public enum Aggressor {
        /** A buyer took a resting sell order. */
        BUY,
        /** A seller took a resting buy order. */
        SELL,
        /** Nobody: both orders rested until an auction matched them. */
        AUCTION
    }
}
