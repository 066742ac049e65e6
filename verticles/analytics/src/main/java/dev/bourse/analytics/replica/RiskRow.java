package dev.bourse.analytics.replica;

import java.math.BigInteger;

/**
 * What an account might lose, in smallest units of one quote asset.
 *
 * @param account the account
 * @param risk what it would lose if every instrument fell by its range of the last hour (1 % at least) and all its open
 *     buy orders had been filled before; rounded up for each instrument
 * @param exposure what is exposed to that: holdings and open buys
 * @param holdings what it holds of what is traded for the quote asset, at last prices
 * @param openBuys what it still bids to buy, at last prices
 * @param cash what it has of the quote asset itself, with what is held for orders
 * @param openOrders how many orders it has open, in whatever instrument
 */
public record RiskRow(
        int account,
        BigInteger risk,
        BigInteger exposure,
        BigInteger holdings,
        BigInteger openBuys,
        BigInteger cash,
        int openOrders) {}
