package dev.bourse.gateway.model;

import dev.bourse.exchange.protocol.CancelReason;
import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.protocol.Liquidity;
import dev.bourse.exchange.protocol.OrderType;
import dev.bourse.exchange.protocol.Phase;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.protocol.TimeInForce;
import dev.bourse.exchange.snapshot.SnapshotException;
import dev.bourse.exchange.snapshot.StateReader;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads into a fresh model what a {@link ModelWriter} wrote, and keeps of the past what the model's bounds allow. */
final class ModelReader {
    private static final int LONGEST_SYMBOL = 64;
    private static final int MOST = Integer.MAX_VALUE;
    private static final Order.Status[] STATES = Order.Status.values();

    private final ReadModel model;
    private final StateReader in;
    private final Map<Long, Order> all = new HashMap<>();

    ModelReader(ReadModel model, StateReader in) {
        this.model = model;
        this.in = in;
    }

    void read() {
        model.applied = in.getLong();
        model.since = in.getLong();
        int highestAccount = in.getInt("highest account", 0, MOST);
        for (int left = in.getInt("assets", 0, MOST); left > 0; left--) {
            int id = in.getInt("asset", 0, MOST);
            model.assets.put(
                    id, new Asset(id, in.getText("symbol", LONGEST_SYMBOL), in.getInt("decimals", 0, LONGEST_SYMBOL)));
        }
        for (int left = in.getInt("instruments", 0, MOST); left > 0; left--) {
            instrument();
        }
        for (int left = in.getInt("accounts", 0, MOST); left > 0; left--) {
            account();
        }
        model.highestAccount = highestAccount;
        for (int left = in.getInt("accounts that wait", 0, MOST); left > 0; left--) {
            model.pending.add(model.accountOf(in.getInt("account", 0, MOST)));
        }
        orders();
        for (int left = in.getInt("events", 0, MOST); left > 0; left--) {
            model.keep(event());
        }
    }

    private void instrument() {
        Instrument instrument = new Instrument(
                in.getInt("instrument", 0, MOST),
                in.getText("symbol", LONGEST_SYMBOL),
                known(model.assets, in.getInt("base asset", 0, MOST)),
                known(model.assets, in.getInt("quote asset", 0, MOST)),
                in.getLong(),
                in.getLong());
        instrument.makerFeeBps = in.getInt("maker fee", 0, MOST);
        instrument.takerFeeBps = in.getInt("taker fee", 0, MOST);
        instrument.phase = Phase.get(code("phase"));
        model.add(instrument);
    }

    private void account() {
        Account account = model.accountOf(in.getInt("account", 0, MOST));
        account.kyc = Kyc.get(code("verification state"));
        account.kycMicros = in.getLong();
        account.killed = in.getFlag("killed");
        account.closed = in.getFlag("closed");
        account.highestClientOrderId = in.getLong();
        account.lastReference = in.getLong();
        account.forgotten = in.getLong();
        account.since = in.getLong();
        for (int left = in.getInt("balances", 0, MOST); left > 0; left--) {
            Balance balance = account.balanceOf(known(model.assets, in.getInt("asset", 0, MOST)));
            balance.available = in.getLong();
            balance.held = in.getLong();
        }
        for (int left = in.getInt("positions", 0, MOST); left > 0; left--) {
            Position position = account.positionOf(known(model.instruments, in.getInt("instrument", 0, MOST)));
            position.bought = in.getLong();
            position.sold = in.getLong();
            position.openBuy = in.getLong();
            position.openSell = in.getLong();
            position.boughtValue = in.getNumber("bought value");
            position.soldValue = in.getNumber("sold value");
            position.fees = in.getNumber("fees");
        }
    }

    private void orders() {
        TreeMap<Long, Order> open = new TreeMap<>();
        for (int left = in.getInt("open orders", 0, MOST); left > 0; left--) {
            Order order = order();
            open.put(order.id(), order);
        }
        TreeMap<Long, Order> kept = new TreeMap<>(open);
        Map<Long, Order> ended = new java.util.LinkedHashMap<>();
        for (int left = in.getInt("ended orders", 0, MOST); left > 0; left--) {
            Order order = order();
            ended.put(order.id(), order);
        }
        kept.putAll(ended);
        // In the order of their ids, which is the one in which they came: of two with one client order id the later
        // counts.
        kept.values().forEach(model::add);
        ended.values().forEach(model::end);
        for (int left = in.getInt("orders that events name", 0, MOST); left > 0; left--) {
            order();
        }
    }

    private Order order() {
        long id = in.getLong();
        int account = in.getInt("account", 0, MOST);
        Instrument instrument = known(model.instruments, in.getInt("instrument", 0, MOST));
        Order order = new Order(
                account,
                instrument,
                new Order.Terms(
                        id,
                        in.getLong(),
                        in.getLong(),
                        Side.get(code("side")),
                        OrderType.get(code("type")),
                        TimeInForce.get(code("time in force")),
                        in.getLong(),
                        in.getLong(),
                        in.getFlag("post-only"),
                        in.getLong(),
                        in.getLong(),
                        in.getInt("fee", 0, MOST)));
        order.price = in.getLong();
        order.quantity = in.getLong();
        order.remaining = in.getLong();
        order.filled = in.getLong();
        order.held = in.getLong();
        order.updatedMicros = in.getLong();
        order.triggered = in.getFlag("triggered");
        order.status = STATES[in.getInt("state of an order", 0, STATES.length - 1)];
        int reason = in.getInt("reason", -1, Short.MAX_VALUE);
        order.cancelReason = reason < 0 ? null : CancelReason.get((short) reason);
        all.put(id, order);
        return order;
    }

    private AccountEvent event() {
        int kind = in.getInt("kind of an event", ModelWriter.ACCEPTED, ModelWriter.TRIGGERED);
        long sequence = in.getLong();
        long time = in.getLong();
        Order order = known(all, in.getLong());
        return switch (kind) {
            case ModelWriter.ACCEPTED -> new AccountEvent.Accepted(sequence, time, order, in.getLong(), in.getLong());
            case ModelWriter.EXECUTED ->
                new AccountEvent.Executed(
                        sequence,
                        time,
                        order,
                        in.getLong(),
                        in.getLong(),
                        in.getLong(),
                        in.getLong(),
                        in.getLong(),
                        in.getLong(),
                        Liquidity.get(code("liquidity")));
            case ModelWriter.CANCELLED ->
                new AccountEvent.Cancelled(sequence, time, order, in.getLong(), CancelReason.get(code("reason")));
            case ModelWriter.REPLACED ->
                new AccountEvent.Replaced(
                        sequence, time, order, in.getLong(), in.getLong(), in.getLong(), in.getFlag("kept priority"));
            default -> new AccountEvent.Triggered(sequence, time, order);
        };
    }

    private short code(String what) {
        return (short) in.getInt(what, 0, Short.MAX_VALUE);
    }

    private static <K, T> T known(Map<K, T> table, K key) {
        @Nullable T found = table.get(key);
        if (found == null) {
            throw new SnapshotException("the snapshot names " + key + ", which it does not have");
        }
        return found;
    }
}
