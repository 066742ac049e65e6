package dev.bourse.web;

import com.hazelcast.core.HazelcastInstance;
import dev.bourse.shared.bus.BatchMessageCodec;
import dev.bourse.shared.bus.BatchPublisher;
import dev.bourse.shared.bus.FlowCounters;
import dev.bourse.shared.bus.Observers;
import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.cluster.Logs;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.Ownership;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentChange;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.instrument.InstrumentListener;
import dev.bourse.shared.instrument.InstrumentRegistry;
import dev.bourse.shared.instrument.Universe;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.message.StateField;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Health;
import dev.bourse.shared.telemetry.Hop;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;

/**
 * Owners of states and signals without a cluster: four partitions on a Vert.x of their own, which tests make publish.
 */
public final class FakeCluster implements InstrumentRegistry, Telemetry {
    static final Partitions PARTITIONS = new Partitions(4);
    private static final long PATIENCE_SECONDS = 30;

    final Vertx vertx = Vertx.vertx();
    /** Each partition's states and signals are observed. */
    private final CountDownLatch observed = new CountDownLatch(2 * PARTITIONS.count());

    private final Context owner = vertx.getOrCreateContext();
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> questions = new ConcurrentHashMap<>();
    private final Health health = new Health();
    private final long[] stateSequences = new long[PARTITIONS.count()];
    private final Map<Integer, long[]> newest = new ConcurrentHashMap<>();
    private final List<BatchPublisher<SignalBatch>> signals = new ArrayList<>();
    private final List<Observers<StateBatch>> observers = new ArrayList<>();
    private final List<InstrumentListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Universe universe;
    private volatile boolean silent;
    private volatile Runnable afterAsked = () -> {};

    FakeCluster(int instruments) {
        universe = StateBatches.universe(instruments);
        BatchMessageCodec.register(vertx.eventBus());
        CountDownLatch started = new CountDownLatch(1);
        owner.runOnContext(start -> {
            IntStream.range(0, PARTITIONS.count()).forEach(this::own);
            started.countDown();
        });
        await(started);
    }

    private void own(int partition) {
        observers.add(new Observers<>(
                vertx.eventBus(),
                Stage.STATES,
                partition,
                1,
                0,
                Clock.SYSTEM::nanos,
                FlowCounters.NONE,
                () -> !silent,
                since -> newest(partition)));
        signals.add(new BatchPublisher<>(
                vertx.eventBus(), Stage.SIGNALS, partition, 1, 0, Clock.SYSTEM::nanos, FlowCounters.NONE));
        vertx.eventBus().<JsonObject>consumer(Stage.STATES.query(partition), question -> states(partition, question));
        vertx.eventBus().<JsonObject>consumer(Stage.SIGNALS.query(partition), question -> signals(partition, question));
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody observes");
            }
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    Node node() {
        HazelcastInstance none = absent(HazelcastInstance.class);
        return new Node(
                "test", vertx, none, PARTITIONS, absent(Ownership.class), Logs.none(), this, this, Clock.SYSTEM);
    }

    /** Publishes a state of an instrument, as its owner, once somebody observes. */
    void publish(int instrument, long sequence, long last) {
        await(observed);
        int partition = PARTITIONS.of(instrument);
        long nanos = Clock.SYSTEM.nanos();
        BatchHeader header = new BatchHeader(partition, 1, ++stateSequences[partition], 0, nanos, nanos);
        StateBatches states = new StateBatches().state(instrument, sequence, nanos / 1_000_000, last);
        newest.put(instrument, new long[] {sequence, nanos / 1_000_000, last});
        owner.runOnContext(now -> observers.get(partition).sent(states.batch(header)));
    }

    void publish(Signal signal) {
        await(observed);
        int partition = PARTITIONS.of(signal.instrument());
        owner.runOnContext(now -> {
            BatchPublisher<SignalBatch> publisher = signals.get(partition);
            publisher.publish(publisher.number(0, 1, header -> new SignalBatch(header, List.of(signal))));
        });
    }

    /** From now on no owner answers. */
    void fallSilent() {
        silent = true;
    }

    long count(String name) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(name))
                .mapToLong(entry -> entry.getValue().sum())
                .sum();
    }

    /** How often owners were asked that. */
    long asked(String op) {
        return questions.getOrDefault(op, new LongAdder()).sum();
    }

    private void states(int partition, Message<JsonObject> question) {
        if (silent) {
            return;
        }
        if (observers.get(partition).takes(question)) {
            observing(question);
            return;
        }
        String op = question.body().getString("op");
        questions.computeIfAbsent(op, key -> new LongAdder()).increment();
        switch (op) {
            case "latest" -> question.reply(latest(partition));
            case "bars" -> {
                JsonArray bars = new JsonArray();
                int limit = Math.min(400, question.body().getInteger("limit"));
                for (int bar = 400 - limit; bar < 400; bar++) {
                    bars.add(new JsonArray(List.of(bar * 60_000L, 10_000, 10_200, 9_900, 10_100, 700, 12)));
                }
                question.reply(new JsonObject().put("bars", bars));
            }
            case "state" ->
                question.reply(new JsonObject()
                        .put(
                                "fields",
                                new JsonObject()
                                        .put(StateField.TIME.name(), 5_000)
                                        .put(StateField.LAST.name(), 10_150)
                                        .put(StateField.SESSION_OPEN.name(), 10_200)
                                        .put(StateField.SESSION_VWAP.name(), 101_234_567)
                                        .put(StateField.AVERAGE_1M.name(), 101_000_000))
                        .put("sessionStart", 4_000)
                        .put("index", new JsonObject().put("return", 0.01).put("relative", -0.015))
                        .put(
                                "ticks",
                                new JsonArray(List.of(
                                        new JsonArray(List.of(1, 4_500, 10_200, 10)),
                                        new JsonArray(List.of(2, 5_000, 10_150, 20))))));
            default -> question.fail(400, "op: '" + op + "'");
        }
    }

    private void observing(Message<JsonObject> question) {
        if ("observe".equals(question.body().getString("op"))) {
            observed.countDown();
        }
    }

    /** What was published last of each instrument of a partition. */
    private StateBatch newest(int partition) {
        StateBatches states = new StateBatches();
        newest.forEach((instrument, state) -> {
            if (PARTITIONS.of(instrument) == partition) {
                states.state(instrument, state[0], state[1], state[2]);
            }
        });
        return states.batch(new BatchHeader(partition, 1, stateSequences[partition], 0, 1, 1));
    }

    private StateBatch latest(int partition) {
        StateBatches latest = new StateBatches();
        universe.instruments().stream()
                .filter(instrument -> PARTITIONS.of(instrument.id()) == partition)
                .forEach(instrument -> latest.state(instrument.id(), 1, 1_000, 10_000 + instrument.id()));
        return latest.batch(new BatchHeader(partition, 1, stateSequences[partition], 0, 1, 1));
    }

    private void signals(int partition, Message<JsonObject> question) {
        if (signals.get(partition).observers().takes(question)) {
            observing(question);
            return;
        }
        Integer instrument = question.body().getInteger("instrument");
        List<Signal> recent = instrument == null
                ? List.of()
                : List.of(StateBatches.signal(instrument, 3, "INSIDE"), StateBatches.signal(instrument, 4, "NEW_LOW"));
        question.reply(new SignalBatch(signals.get(partition).last(0), recent));
    }

    /** What happens once, as soon as somebody has asked for the universe. */
    void afterAsked(Runnable then) {
        afterAsked = then;
    }

    @Override
    public Universe universe() {
        Universe given = universe;
        Runnable then = afterAsked;
        afterAsked = () -> {};
        then.run();
        return given;
    }

    @Override
    public Future<Instrument> add(InstrumentDraft draft) {
        throw new UnsupportedOperationException("not a part of these tests");
    }

    @Override
    public Future<List<Instrument>> addAll(Collection<InstrumentDraft> drafts) {
        throw new UnsupportedOperationException("not a part of these tests");
    }

    @Override
    public Future<Instrument> remove(String symbol) {
        Instrument gone = universe.bySymbol(symbol).orElseThrow();
        universe = universe.without(gone.id());
        listeners.forEach(listener -> listener.changed(new InstrumentChange.Removed(gone), universe));
        return Future.succeededFuture(gone);
    }

    @Override
    public void onChange(InstrumentListener listener) {
        listeners.add(listener);
    }

    @Override
    public Counter counter(String name, String meaning, String... tags) {
        LongAdder adder =
                counts.computeIfAbsent(String.join(" ", name, String.join("=", tags)), key -> new LongAdder());
        return new Counter() {
            @Override
            public void add(long amount) {
                adder.add(amount);
            }

            @Override
            public long count() {
                return adder.sum();
            }
        };
    }

    @Override
    public void gauge(String name, String meaning, DoubleSupplier value, String... tags) {}

    @Override
    public Hop hop(String name) {
        LongAdder adder = counts.computeIfAbsent("hop " + name, key -> new LongAdder());
        return nanos -> adder.increment();
    }

    @Override
    public FlowCounters flow() {
        return FlowCounters.NONE;
    }

    @Override
    public Health health() {
        return health;
    }

    private static <T> T absent(Class<T> type) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    throw new UnsupportedOperationException(method + " is not a part of these tests");
                }));
    }
}
