package dev.bourse.bench.matching;

import dev.bourse.exchange.matching.TimeInForce;
import exchange.core2.collections.objpool.ObjectsPool;
import exchange.core2.core.common.CoreSymbolSpecification;
import exchange.core2.core.common.MatcherEventType;
import exchange.core2.core.common.MatcherTradeEvent;
import exchange.core2.core.common.OrderAction;
import exchange.core2.core.common.OrderType;
import exchange.core2.core.common.SymbolType;
import exchange.core2.core.common.cmd.CommandResultCode;
import exchange.core2.core.common.cmd.OrderCommand;
import exchange.core2.core.common.cmd.OrderCommandType;
import exchange.core2.core.common.config.LoggingConfiguration;
import exchange.core2.core.orderbook.OrderBookDirectImpl;
import exchange.core2.core.orderbook.OrderBookEventsHelper;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** exchange-core's direct book, with its object pool and one reused command. It makes a new object for each event. */
final class ExchangeCoreBook implements Contender {
    /** Above every price of the streams: the book must not refuse a move for its funds check. */
    private static final long RESERVE_PRICE = 1L << 60;

    private static final int POOL = 1 << 16;

    /** By the codes of {@link CommandColumns#kind}; the book reads it where an order trades. */
    private static final OrderCommandType[] COMMANDS = {
        OrderCommandType.PLACE_ORDER,
        OrderCommandType.MOVE_ORDER,
        OrderCommandType.REDUCE_ORDER,
        OrderCommandType.CANCEL_ORDER
    };

    private final OrderCommand command = new OrderCommand();
    private OrderBookDirectImpl book = newBook();
    private long trades;
    private long volume;
    private long refused;

    @Override
    public String name() {
        return "exchange-core";
    }

    @Override
    public void reset() {
        book = newBook();
        trades = 0;
        volume = 0;
        refused = 0;
    }

    @Override
    public void run(CommandColumns commands, int from, int to) {
        for (int i = from; i < to; i++) {
            apply(commands, i);
        }
    }

    @Override
    public void runTimed(CommandColumns commands, int from, int to, Histogram nanos) {
        for (int i = from; i < to; i++) {
            long start = System.nanoTime();
            apply(commands, i);
            nanos.recordValue(System.nanoTime() - start);
        }
    }

    @Override
    public Outcome outcome() {
        return new Outcome(
                trades,
                volume,
                refused,
                (long) book.getOrdersNum(OrderAction.ASK) + book.getOrdersNum(OrderAction.BID));
    }

    private void apply(CommandColumns commands, int i) {
        OrderCommand next = command;
        next.orderId = commands.orderId[i];
        next.uid = commands.accountId[i];
        next.price = commands.price[i];
        next.size = commands.quantity[i];
        next.command = COMMANDS[commands.kind[i]];
        CommandResultCode result = switch (commands.kind[i]) {
            case CommandColumns.MOVE -> book.moveOrder(next);
            case CommandColumns.PLACE -> place(commands, i, next);
            case CommandColumns.REDUCE -> book.reduceOrder(next);
            default -> book.cancelOrder(next);
        };
        if (result != CommandResultCode.SUCCESS) {
            refused++;
        }
        if (next.matcherEvent != null) {
            readEvents(next);
        }
    }

    private CommandResultCode place(CommandColumns commands, int i, OrderCommand next) {
        next.action = commands.side[i] == 0 ? OrderAction.BID : OrderAction.ASK;
        next.reserveBidPrice = RESERVE_PRICE;
        int time = commands.timeInForce[i];
        next.orderType = time == TimeInForce.GTC.code()
                ? OrderType.GTC
                : time == TimeInForce.IOC.code() ? OrderType.IOC : OrderType.FOK_BUDGET;
        book.newOrder(next);
        return CommandResultCode.SUCCESS;
    }

    private void readEvents(OrderCommand done) {
        MatcherTradeEvent event = done.matcherEvent;
        done.matcherEvent = null;
        while (event != null) {
            if (event.eventType == MatcherEventType.TRADE) {
                trades++;
                volume += event.size;
            }
            event = event.nextEvent;
        }
    }

    private static OrderBookDirectImpl newBook() {
        ObjectsPool pool = new ObjectsPool(Map.of(
                ObjectsPool.DIRECT_ORDER, POOL,
                ObjectsPool.DIRECT_BUCKET, POOL,
                ObjectsPool.ART_NODE_4, POOL,
                ObjectsPool.ART_NODE_16, POOL,
                ObjectsPool.ART_NODE_48, POOL,
                ObjectsPool.ART_NODE_256, POOL));
        CoreSymbolSpecification symbol = CoreSymbolSpecification.builder()
                .symbolId(1)
                .type(SymbolType.FUTURES_CONTRACT)
                .baseScaleK(1)
                .quoteScaleK(1)
                .build();
        return new OrderBookDirectImpl(
                symbol, pool, OrderBookEventsHelper.NON_POOLED_EVENTS_HELPER, LoggingConfiguration.DEFAULT);
    }
}
