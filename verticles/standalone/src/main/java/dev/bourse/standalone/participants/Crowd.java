package dev.bourse.standalone.participants;

import dev.bourse.gateway.desk.Programs.Credentials;
import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All participants: decides, so many times a second, whose turn it is and in which stock. On one context. */
final class Crowd {
    private static final Logger LOG = LoggerFactory.getLogger(Crowd.class);
    private static final long TURN_MILLIS = 20;
    /** Turns that may be made up for after a pause. */
    private static final long MOST_BEHIND = 200;

    private static final int HUNDRED = 100;

    private final Vertx vertx;
    private final GatewayCalls calls;
    private final int rate;
    private final SplittableRandom random;
    private final List<Tape> tapes = new ArrayList<>();
    private final Map<Integer, Map<Strategy, List<Trader>>> sectors = new HashMap<>();
    private final Counts counts;
    private long lastNanos = System.nanoTime();
    private long owedNanos;
    private long timer = -1;

    /** What became of what they did. */
    static final class Counts {
        private final Counter answered;
        private final Counter refused;
        private final Counter idle;
        private final Counter traded;

        Counts(Telemetry telemetry) {
            answered = telemetry.counter("participants.calls", "calls of participants", "outcome", "answered");
            refused = telemetry.counter("participants.calls", "calls of participants", "outcome", "refused");
            idle = telemetry.counter("participants.idle", "turns in which a participant had nothing to do, or waited");
            traded = telemetry.counter("participants.executions", "executions of participants' orders");
        }

        void answered() {
            answered.increment();
        }

        void refused() {
            refused.increment();
        }

        void idle() {
            idle.increment();
        }

        void traded() {
            traded.increment();
        }

        void failed(String what) {
            LOG.warn("a participant comes again: {}", what);
        }
    }

    /** @param rate turns a second */
    Crowd(Vertx vertx, GatewayCalls calls, List<Stock> stocks, int rate, long seed, Counts counts) {
        this.vertx = vertx;
        this.calls = calls;
        this.rate = rate;
        this.counts = counts;
        random = new SplittableRandom(seed);
        stocks.forEach(stock -> tapes.add(new Tape(stock)));
    }

    /** The tapes of these stocks, by symbol. */
    private Map<String, Tape> tapes(List<Stock> stocks) {
        Map<String, Tape> found = new HashMap<>();
        stocks.forEach(stock -> found.put(stock.symbol(), tapes.get(stock.index())));
        return found;
    }

    /** Adds a participant of a sector, which trades these stocks of it. */
    void add(int sector, Credentials who, Strategy strategy, List<Stock> stocks) {
        sectors.computeIfAbsent(sector, fresh -> new EnumMap<>(Strategy.class))
                .computeIfAbsent(strategy, fresh -> new ArrayList<>())
                .add(new Trader(vertx, calls, who, strategy, tapes(stocks), counts));
    }

    void start() {
        lastNanos = System.nanoTime();
        forEach(Trader::connect);
        timer = vertx.setPeriodic(TURN_MILLIS, fired -> turns());
    }

    void stop() {
        vertx.cancelTimer(timer);
        forEach(Trader::close);
    }

    private void forEach(Consumer<Trader> action) {
        sectors.values().forEach(sector -> sector.values().forEach(traders -> traders.forEach(action)));
    }

    private void turns() {
        long now = System.nanoTime();
        long turn = TimeUnit.SECONDS.toNanos(1) / rate;
        owedNanos = Math.min(owedNanos + now - lastNanos, turn * MOST_BEHIND);
        lastNanos = now;
        for (; owedNanos >= turn; owedNanos -= turn) {
            Tape tape = tapes.get(random.nextInt(tapes.size()));
            tape.wander(random);
            if (!one(tape)) {
                counts.idle();
            }
        }
    }

    private boolean one(Tape tape) {
        int drawn = random.nextInt(HUNDRED);
        for (Strategy strategy : Strategy.values()) {
            drawn -= strategy.weight();
            if (drawn < 0) {
                List<Trader> able =
                        sectors.getOrDefault(tape.stock().sector(), Map.of()).getOrDefault(strategy, List.of());
                return !able.isEmpty() && able.get(random.nextInt(able.size())).act(tape, random);
            }
        }
        throw new IllegalStateException("the weights of the strategies are " + HUNDRED + " together");
    }
}
