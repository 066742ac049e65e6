package dev.bourse.gateway.model;

import dev.bourse.exchange.protocol.Kyc;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An account with its balances, orders and events. One thread. */
public final class Account {
    private final int id;
    final TreeMap<Integer, Balance> balances = new TreeMap<>();
    final TreeMap<Integer, Position> positions = new TreeMap<>();
    final TreeMap<Long, Order> open = new TreeMap<>();
    /** Open or not. */
    final TreeMap<Long, Order> orders = new TreeMap<>();

    final Map<Long, Order> byClientOrderId = new HashMap<>();
    final EventRing events = new EventRing();
    Kyc kyc = Kyc.NONE;
    boolean killed;
    boolean closed;
    long highestClientOrderId;
    long lastReference;
    long kycMicros;
    /** Number of the newest event that is not kept any more, 0 if all are. */
    long forgotten;
    /** What happened up to this output is not known, though its outcome is. */
    long since;

    Account(int id) {
        this.id = id;
    }

    public int id() {
        return id;
    }

    public Kyc kyc() {
        return kyc;
    }

    /** When the verification state was set, in microseconds since 1970 UTC. */
    public long kycMicros() {
        return kycMicros;
    }

    public boolean isKilled() {
        return killed;
    }

    public boolean isClosed() {
        return closed;
    }

    /** The highest client order id that was accepted. */
    public long highestClientOrderId() {
        return highestClientOrderId;
    }

    /** The reference of the newest transfer. */
    public long lastReference() {
        return lastReference;
    }

    /** Balances by the number of their asset. */
    public Map<Integer, Balance> balances() {
        return Collections.unmodifiableMap(balances);
    }

    /** Positions by the number of their instrument. */
    public Map<Integer, Position> positions() {
        return Collections.unmodifiableMap(positions);
    }

    /** Open orders with ids above that one, oldest first. */
    public Collection<Order> openOrders(long afterId) {
        return Collections.unmodifiableCollection(open.tailMap(afterId, false).values());
    }

    /** All orders that are kept with ids above that one, oldest first. */
    public Collection<Order> orders(long afterId) {
        return Collections.unmodifiableCollection(orders.tailMap(afterId, false).values());
    }

    /** The order of that client order id, if it is kept. */
    public Optional<Order> orderOfClient(long clientOrderId) {
        return Optional.ofNullable(byClientOrderId.get(clientOrderId));
    }

    /** The events that are kept, oldest first. */
    public EventRing events() {
        return events;
    }

    /** The number of the newest event that is not kept any more, 0 if all are. */
    public long forgotten() {
        return forgotten;
    }

    /**
     * The number of the output behind which all that happened to the account is known, 0 where everything is. What it
     * has, and which orders are open, is known in any case.
     */
    public long since() {
        return since;
    }

    /** The balance of an asset: zeros where there never was any. */
    public Balance balance(Asset asset) {
        return balances.getOrDefault(asset.id(), new Balance());
    }

    /** The position in an instrument: zeros where there never was any. */
    Position position(Instrument instrument) {
        return positions.getOrDefault(instrument.id(), new Position());
    }

    /** The balance of an asset, to be changed. */
    Balance balanceOf(Asset asset) {
        return balances.computeIfAbsent(asset.id(), fresh -> new Balance());
    }

    /** The position in an instrument, to be changed. */
    Position positionOf(Instrument instrument) {
        return positions.computeIfAbsent(instrument.id(), fresh -> new Position());
    }
}
