package dev.bourse.analytics.replica;

/** An open order, as far as risk is concerned. */
final class OpenOrder {
    final int account;
    final int instrument;
    final boolean buy;
    long remaining;

    OpenOrder(int account, int instrument, boolean buy, long remaining) {
        this.account = account;
        this.instrument = instrument;
        this.buy = buy;
        this.remaining = remaining;
    }
}
