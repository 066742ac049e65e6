package dev.bourse.exchange.world;

import dev.bourse.exchange.protocol.OrderType;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.protocol.TimeInForce;

/**
 * An open order. Prices in ticks, quantities in lots.
 *
 * @param id its number
 * @param clientOrderId its account's number of it
 * @param account whose it is
 * @param instrument in what
 * @param side its side
 * @param type STOP or STOP_LIMIT while it waits for its stop price, else LIMIT
 * @param timeInForce how long it stays
 * @param price its limit, 0 where it has none
 * @param stopPrice what it waits for, else 0
 * @param displayQuantity how much an iceberg shows at a time, 0 for others
 * @param displayed open lots that show
 * @param hidden open lots that do not
 * @param filled what has traded
 * @param held smallest units that are held for it: of the quote asset for a buy, of the base asset for a sell
 * @param highestFeeBps the higher of the fees that it may have to pay
 * @param postOnly whether it must not take
 */
public record WorldOrder(
        long id,
        long clientOrderId,
        int account,
        int instrument,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        long price,
        long stopPrice,
        long displayQuantity,
        long displayed,
        long hidden,
        long filled,
        long held,
        int highestFeeBps,
        boolean postOnly) {
    /** Lots that are open. */
    public long remaining() {
        return displayed + hidden;
    }

    /** Whether it waits for its stop price, so that it is in no book. */
    public boolean waits() {
        return type == OrderType.STOP || type == OrderType.STOP_LIMIT;
    }
}
