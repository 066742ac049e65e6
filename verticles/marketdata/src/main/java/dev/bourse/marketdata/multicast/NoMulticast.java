package dev.bourse.marketdata.multicast;

import dev.bourse.marketdata.market.Market;
import dev.bourse.marketdata.reader.MarketReader;

/** Where multicast is switched off. */
public final class NoMulticast implements MarketReader.Sender {
    @Override
    public void follow(Market market) {
        // Nobody is told of it.
    }

    @Override
    public void skipHistory() {
        // There is nobody who would be sent it.
    }

    @Override
    public int work(long nowNanos) {
        return 0;
    }

    @Override
    public void close() {
        // Nothing was opened.
    }
}
