package dev.bourse.gateway.model;

import java.math.BigInteger;

/**
 * What an account traded in an instrument, and has open in it. Quantities in lots, values in quote units. One thread.
 */
public final class Position {
    long bought;
    long sold;
    long openBuy;
    long openSell;
    BigInteger boughtValue = BigInteger.ZERO;
    BigInteger soldValue = BigInteger.ZERO;
    BigInteger fees = BigInteger.ZERO;

    public long bought() {
        return bought;
    }

    public long sold() {
        return sold;
    }

    public long openBuy() {
        return openBuy;
    }

    public long openSell() {
        return openSell;
    }

    public BigInteger boughtValue() {
        return boughtValue;
    }

    public BigInteger soldValue() {
        return soldValue;
    }

    public BigInteger fees() {
        return fees;
    }

    void open(boolean buy, long lots) {
        if (buy) {
            openBuy += lots;
        } else {
            openSell += lots;
        }
    }

    void trade(boolean buy, long lots, long value, long fee) {
        if (buy) {
            bought += lots;
            boughtValue = boughtValue.add(BigInteger.valueOf(value));
        } else {
            sold += lots;
            soldValue = soldValue.add(BigInteger.valueOf(value));
        }
        fees = fees.add(BigInteger.valueOf(fee));
    }
}
