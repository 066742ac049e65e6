package dev.bourse.gateway.model;

import dev.bourse.exchange.protocol.Kyc;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import dev.bourse.exchange.world.Model;
import dev.bourse.exchange.world.World;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * Accounts, orders, events and instruments, as outputs 1 to {@link #applied} of the exchange say, or the state of the
 * exchange after one of them and the outputs behind it. All that is open is kept; of what has ended, and of events, the
 * newest so many. One thread.
 */
public final class ReadModel implements Model {
    /** The version of what {@link #save} writes; to be raised with any change of it. */
    public static final int LAYOUT = 1;

    private final Bounds bounds;
    private final Consumer<AccountEvent> listener;
    final TreeMap<Integer, Asset> assets = new TreeMap<>();
    final TreeMap<Integer, Instrument> instruments = new TreeMap<>();
    private final TreeMap<String, Instrument> bySymbol = new TreeMap<>();
    final Int2ObjectHashMap<Account> accounts = new Int2ObjectHashMap<>();
    final Long2ObjectHashMap<Order> orders = new Long2ObjectHashMap<>();
    final ArrayDeque<Order> ended = new ArrayDeque<>();
    final ArrayDeque<AccountEvent> events = new ArrayDeque<>();
    final LinkedHashSet<Account> pending = new LinkedHashSet<>();
    private final OutputApplier applier = new OutputApplier(this);
    long applied;
    int highestAccount;
    /** What was before this output is known by its outcome alone; 0 where all is. */
    long since;

    /**
     * How much of the past is kept.
     *
     * @param orders that have ended
     * @param events of all accounts
     */
    public record Bounds(int orders, int events) {}

    /** @param listener is told each event when it has been applied */
    public ReadModel(Bounds bounds, Consumer<AccountEvent> listener) {
        this.bounds = bounds;
        this.listener = listener;
    }

    /**
     * Applies the next output. One that was applied already is passed over.
     *
     * @throws IllegalStateException if outputs are missing before it
     */
    public void apply(long number, DirectBuffer buffer, int offset) {
        if (number <= applied) {
            return;
        }
        if (number != applied + 1) {
            throw new IllegalStateException("output " + number + " came after output " + applied);
        }
        applier.apply(number, buffer, offset);
        applied = number;
    }

    @Override
    public void save(StateWriter out) {
        new ModelWriter(this, out).write();
    }

    @Override
    public void load(StateReader in) {
        new ModelReader(this, in).read();
    }

    @Override
    public void seed(World world) {
        new ModelSeed(this, world).plant();
    }

    /** What happened up to this output is not known here, though its outcome is; 0 where all is known. */
    public long since() {
        return since;
    }

    /** The number of the last output that is in. */
    public long applied() {
        return applied;
    }

    /** All assets by their numbers. */
    public Collection<Asset> assets() {
        return Collections.unmodifiableCollection(assets.values());
    }

    /** The asset of that symbol. */
    public Optional<Asset> asset(String symbol) {
        return assets.values().stream()
                .filter(asset -> asset.symbol().equals(symbol))
                .findFirst();
    }

    /** The asset of that number. */
    public Optional<Asset> asset(int id) {
        return Optional.ofNullable(assets.get(id));
    }

    /** One above the highest number of an asset. */
    public int nextAsset() {
        return assets.isEmpty() ? 1 : assets.lastKey() + 1;
    }

    /** All instruments by their symbols. */
    public Collection<Instrument> instruments() {
        return Collections.unmodifiableCollection(bySymbol.values());
    }

    /** The instrument of that symbol. */
    public Optional<Instrument> instrument(String symbol) {
        return Optional.ofNullable(bySymbol.get(symbol));
    }

    /** The instrument of that number. */
    public Optional<Instrument> instrument(int id) {
        return Optional.ofNullable(instruments.get(id));
    }

    /** One above the highest number of an instrument. */
    public int nextInstrument() {
        return instruments.isEmpty() ? 1 : instruments.lastKey() + 1;
    }

    /** The account of that number. */
    public Optional<Account> account(int id) {
        return Optional.ofNullable(accounts.get(id));
    }

    /** The highest account number. */
    public int highestAccount() {
        return highestAccount;
    }

    /** Accounts that wait to be verified, who asked first first. */
    public Set<Account> pending() {
        return Collections.unmodifiableSet(pending);
    }

    /** The order of that number, if it is kept. */
    public Optional<Order> order(long id) {
        return Optional.ofNullable(orders.get(id));
    }

    /** How many orders are kept, open or not. */
    public int orderCount() {
        return orders.size();
    }

    /** How many events are kept. */
    public int eventCount() {
        return events.size();
    }

    void add(Instrument instrument) {
        instruments.put(instrument.id(), instrument);
        bySymbol.put(instrument.symbol(), instrument);
    }

    Account accountOf(int id) {
        highestAccount = Math.max(highestAccount, id);
        return accounts.computeIfAbsent(id, Account::new);
    }

    Order orderOf(long id) {
        Order order = orders.get(id);
        if (order == null) {
            throw new IllegalStateException("output of order " + id + ", which was never accepted");
        }
        return order;
    }

    void setKyc(Account account, Kyc kyc, long timeMicros) {
        account.kyc = kyc;
        account.kycMicros = timeMicros;
        pending.remove(account);
        if (kyc == Kyc.PENDING) {
            pending.add(account);
        }
    }

    void add(Order order) {
        Account account = accountOf(order.account);
        orders.put(order.id(), order);
        account.open.put(order.id(), order);
        account.orders.put(order.id(), order);
        account.byClientOrderId.put(order.clientOrderId(), order);
        account.highestClientOrderId = Math.max(account.highestClientOrderId, order.clientOrderId());
    }

    void end(Order order) {
        Account account = accountOf(order.account);
        account.open.remove(order.id());
        ended.add(order);
        if (ended.size() > bounds.orders()) {
            forget(ended.remove());
        }
    }

    void tell(AccountEvent event) {
        keep(event);
        listener.accept(event);
    }

    void keep(AccountEvent event) {
        Account account = accountOf(event.order().account);
        events.add(event);
        account.events.add(event);
        if (events.size() > bounds.events()) {
            // The oldest of all is the oldest of its account.
            AccountEvent oldest = events.remove();
            Account its = accountOf(oldest.order().account);
            its.events.removeFirst();
            its.forgotten = oldest.sequence();
        }
    }

    private void forget(Order order) {
        Account account = accountOf(order.account);
        orders.remove(order.id());
        account.orders.remove(order.id());
        account.byClientOrderId.remove(order.clientOrderId(), order);
    }
}
