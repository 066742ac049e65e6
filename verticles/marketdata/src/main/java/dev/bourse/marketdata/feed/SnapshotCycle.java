package dev.bourse.marketdata.feed;

import dev.bourse.marketdata.market.InstrumentDefinition;
import dev.bourse.marketdata.market.InstrumentMarket;
import dev.bourse.marketdata.market.Market;
import dev.bourse.marketdata.protocol.MessageHeaderEncoder;
import dev.bourse.marketdata.protocol.Phase;
import dev.bourse.marketdata.protocol.Side;
import dev.bourse.marketdata.protocol.SnapshotEndedEncoder;
import dev.bourse.marketdata.protocol.SnapshotOrderEncoder;
import dev.bourse.marketdata.protocol.SnapshotStartedEncoder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends copies of all books, one instrument after another and round again, as fast as the stream takes them. A copy is
 * made at once and sent bit by bit, so that it is of one moment however long it takes. One thread.
 */
final class SnapshotCycle {
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int FIELDS = 4;

    private final Market market;
    private final EventStore store;
    private final Outlet outlet;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SnapshotStartedEncoder started = new SnapshotStartedEncoder();
    private final SnapshotOrderEncoder order = new SnapshotOrderEncoder();
    private final SnapshotEndedEncoder ended = new SnapshotEndedEncoder();
    private long[] orders = new long[FIELDS * 64];
    private int count;
    /** -1 before the start was sent, then the order to send next, then {@code count} for the end. */
    private int place;

    private boolean copied;
    private int next;
    private long number;
    private int instrumentId;
    private long rounds;

    SnapshotCycle(Market market, EventStore store, Outlet outlet) {
        this.market = market;
        this.store = store;
        this.outlet = outlet;
    }

    /** How many times all instruments were sent. */
    long rounds() {
        return rounds;
    }

    /** Sends at most so many messages; says how many were sent. */
    int send(int messages) {
        int sent = 0;
        while (sent < messages && !market.instruments().isEmpty()) {
            if (!copied) {
                copy();
            }
            if (!step()) {
                return sent;
            }
            sent++;
        }
        return sent;
    }

    private void copy() {
        InstrumentMarket instrument = market.instruments().get(next);
        number = store.lastNumber();
        instrumentId = instrument.definition().id();
        count = 0;
        instrument.book().visit(true, Integer.MAX_VALUE, this::keep);
        instrument.book().visit(false, Integer.MAX_VALUE, this::keep);
        writeStart(instrument);
        place = -1;
        copied = true;
    }

    private void keep(long orderId, boolean buy, long price, long displayed) {
        int at = count++ * FIELDS;
        if (at + FIELDS > orders.length) {
            orders = Arrays.copyOf(orders, orders.length * 2);
        }
        orders[at] = orderId;
        orders[at + 1] = price;
        orders[at + 2] = displayed;
        orders[at + 3] = buy ? 0 : 1;
    }

    /** Sends the message that is due; the start is in the buffer since the copy was made. */
    private boolean step() {
        int length;
        if (place < 0) {
            length = HEADER + SnapshotStartedEncoder.BLOCK_LENGTH;
        } else if (place < count) {
            length = writeOrder();
        } else {
            length = writeEnd();
        }
        if (!outlet.offer(buffer, 0, length)) {
            return false;
        }
        if (place++ == count) {
            copied = false;
            next++;
            if (next >= market.instruments().size()) {
                next = 0;
                rounds++;
            }
        }
        return true;
    }

    private void writeStart(InstrumentMarket instrument) {
        InstrumentDefinition definition = instrument.definition();
        started.wrapAndApplyHeader(buffer, 0, header)
                .number(number)
                .time(market.time())
                .lotBaseUnits(definition.lotBaseUnits())
                .tickQuoteUnits(definition.tickQuoteUnits())
                .instrumentId(definition.id())
                .baseDecimals(definition.base().decimals())
                .quoteDecimals(definition.quote().decimals())
                .orders(count)
                .instruments(market.instruments().size())
                .symbol(definition.symbol())
                .baseAsset(definition.base().symbol())
                .quoteAsset(definition.quote().symbol())
                .phase(Phase.get((short) instrument.phase().ordinal()));
    }

    private int writeOrder() {
        int at = place * FIELDS;
        order.wrapAndApplyHeader(buffer, 0, header)
                .number(number)
                .orderId(orders[at])
                .price(orders[at + 1])
                .quantity(orders[at + 2])
                .instrumentId(instrumentId)
                .place(place)
                .side(orders[at + 3] == 0 ? Side.BUY : Side.SELL);
        return HEADER + SnapshotOrderEncoder.BLOCK_LENGTH;
    }

    private int writeEnd() {
        ended.wrapAndApplyHeader(buffer, 0, header)
                .number(number)
                .instrumentId(instrumentId)
                .orders(count);
        return HEADER + SnapshotEndedEncoder.BLOCK_LENGTH;
    }
}
