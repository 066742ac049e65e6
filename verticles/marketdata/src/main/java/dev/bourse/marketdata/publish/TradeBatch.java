package dev.bourse.marketdata.publish;

import dev.bourse.marketdata.trade.Trade;
import java.util.List;

/**
 * Trades of one instrument, oldest first; never changes.
 *
 * @param instrument its place in the list of instruments
 * @param first how many trades of the instrument came before these
 * @param trades 1 or more
 */
public record TradeBatch(int instrument, long first, List<Trade> trades) {
    /** Keeps a copy of the list. */
    public TradeBatch {
        trades = List.copyOf(trades);
    }
}
