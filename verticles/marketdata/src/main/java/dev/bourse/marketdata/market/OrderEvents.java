package dev.bourse.marketdata.market;

import dev.bourse.exchange.protocol.ExecutedDecoder;
import dev.bourse.exchange.protocol.Flag;
import dev.bourse.exchange.protocol.Liquidity;
import dev.bourse.exchange.protocol.MessageHeaderDecoder;
import dev.bourse.exchange.protocol.OrderCancelledDecoder;
import dev.bourse.exchange.protocol.OrderReplacedDecoder;
import dev.bourse.exchange.protocol.OrderRestedDecoder;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.marketdata.trade.Trade.Aggressor;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Applies the outputs that are about orders to the books. An order is in a book from the time that it rested; outputs
 * about others (takers, waiting stop orders) change no book.
 */
final class OrderEvents {
    private final Market market;
    private final MarketListener listener;
    private final OrderRestedDecoder rested = new OrderRestedDecoder();
    private final ExecutedDecoder executed = new ExecutedDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrderReplacedDecoder replaced = new OrderReplacedDecoder();

    OrderEvents(Market market, MarketListener listener) {
        this.market = market;
        this.listener = listener;
    }

    void onOutput(MessageHeaderDecoder header, DirectBuffer buffer, int offset, long number, long time) {
        switch (header.templateId()) {
            case OrderRestedDecoder.TEMPLATE_ID -> {
                rested.wrapAndApplyHeader(buffer, offset, header);
                onRested(number, time);
            }
            case ExecutedDecoder.TEMPLATE_ID -> {
                executed.wrapAndApplyHeader(buffer, offset, header);
                onExecuted(number, time);
            }
            case OrderCancelledDecoder.TEMPLATE_ID -> {
                cancelled.wrapAndApplyHeader(buffer, offset, header);
                onGone(cancelled.instrumentId(), cancelled.orderId(), number, time);
            }
            case OrderReplacedDecoder.TEMPLATE_ID -> {
                replaced.wrapAndApplyHeader(buffer, offset, header);
                onReplaced(number, time);
            }
            default -> {
                // Accounts, limits, fees, refusals: nothing that the public sees.
            }
        }
    }

    private void onRested(long number, long time) {
        int id = rested.instrumentId();
        boolean buy = rested.side() == Side.BUY;
        long displayed = rested.displayed();
        market.touched(id).book().add(rested.orderId(), buy, rested.price(), displayed, rested.remaining() - displayed);
        listener.orderAdded(number, time, id, rested.orderId(), buy, rested.price(), displayed);
    }

    /** The taker of a match is in no book, so that the maker's message alone counts; an auction's buyer comes first. */
    private void onExecuted(long number, long time) {
        if (executed.liquidity() == Liquidity.TAKER) {
            return;
        }
        boolean buy = executed.side() == Side.BUY;
        boolean auction = executed.liquidity() == Liquidity.AUCTION;
        boolean counts = !auction || !buy;
        Aggressor aggressor = auction ? Aggressor.AUCTION : buy ? Aggressor.SELL : Aggressor.BUY;
        InstrumentMarket instrument = market.touched(executed.instrumentId());
        instrument.book().execute(executed.orderId(), executed.quantity());
        if (counts) {
            instrument.trade(executed.matchId(), executed.price(), executed.quantity(), aggressor);
        }
        listener.orderExecuted(
                number,
                time,
                executed.instrumentId(),
                executed.orderId(),
                executed.matchId(),
                executed.price(),
                executed.quantity(),
                aggressor,
                counts);
    }

    private void onGone(int instrumentId, long orderId, long number, long time) {
        InstrumentMarket instrument = resting(instrumentId, orderId);
        if (instrument != null) {
            market.touched(instrumentId).book().remove(orderId);
            listener.orderDeleted(number, time, instrumentId, orderId);
        }
    }

    private void onReplaced(long number, long time) {
        int id = replaced.instrumentId();
        long orderId = replaced.orderId();
        if (replaced.keptPriority() != Flag.YES) {
            onGone(id, orderId, number, time);
        } else if (resting(id, orderId) != null) {
            long displayed = market.touched(id).book().reduce(orderId, replaced.remaining());
            listener.orderChanged(number, time, id, orderId, displayed);
        }
    }

    private @Nullable InstrumentMarket resting(int instrumentId, long orderId) {
        InstrumentMarket instrument = market.instrument(instrumentId);
        return instrument != null && instrument.book().has(orderId) ? instrument : null;
    }
}
