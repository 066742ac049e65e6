package dev.bourse.bench.gateway;

import dev.bourse.bench.gateway.Requests.Trader;
import dev.bourse.shared.access.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SleepingMillisIdleStrategy;

/**
 * Attacks a gateway until it is told to end: prints "attacks" when the attack has begun, and "did" with what became of
 * it at the end. Its addresses are others of loopback than the traders'.
 */
final class AttackProcess {
    private static final int IDLE = 10_000;
    /** Fewer than an address may have. */
    private static final int OF_AN_ADDRESS = 900;

    private static final int SLOW = 2_000;
    private static final int FLOODING = 16;
    /** Requests a second: tens of times what the limits let through. */
    private static final double FLOOD_RATE = 20_000;

    private static final double SLICE_SECONDS = 1;

    private final int port;
    private final Trader trader;
    private final AtomicBoolean ended = new AtomicBoolean();

    private AttackProcess(int port, Trader trader) {
        this.port = port;
        this.trader = trader;
    }

    /** Arguments: the attack, port, and the key, its secret and the token of a trader. */
    public static void main(String[] arguments) throws IOException {
        AttackProcess process = new AttackProcess(
                Integer.parseInt(arguments[1]), new Trader(arguments[4], arguments[2], Secret.ofText(arguments[3])));
        Thread.ofPlatform().daemon().start(process::awaitEnd);
        switch (arguments[0]) {
            case "idle" -> process.hold(IDLE, "");
            case "slow" -> process.hold(SLOW, "X");
            case "key" -> process.flood(true);
            case "address" -> process.flood(false);
            default -> throw new IllegalArgumentException(arguments[0] + " is none of idle, slow, key, address");
        }
    }

    private void awaitEnd() {
        try {
            while (System.in.read() != '\n') {
                // A line ends it.
            }
        } catch (IOException gone) {
            System.err.println("whoever started the attack is gone: " + gone);
        }
        ended.set(true);
    }

    /** Connections that say nothing, or a header drop by drop. */
    private void hold(int count, String drop) throws IOException {
        List<Held> held = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            held.add(new Held("127.0.1." + (1 + i / OF_AN_ADDRESS), port));
        }
        if (!drop.isEmpty()) {
            for (Held connection : held) {
                connection.raw("GET / HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        }
        System.out.println("attacks now");
        IdleStrategy drops = new SleepingMillisIdleStrategy(500);
        int closed = 0;
        while (!ended.get()) {
            for (Held connection : held) {
                closed += drop.isEmpty() || connection.drip(drop + ": y\r\n") ? 0 : 1;
            }
            drops.idle();
        }
        System.out.println("did hold " + count + " connections" + (drop.isEmpty() ? "" : ", a header each half second")
                + (closed == 0 ? "" : ", some of which were closed"));
    }

    private void flood(boolean signed) throws IOException {
        List<Connection> connections = new ArrayList<>();
        for (int i = 0; i < FLOODING; i++) {
            String from = signed ? "127.0.2." + (1 + i) : "127.0.3.1";
            connections.add(new RestConnection(from, port, new Requests(trader, signed, true, GatewayBench.SYMBOLS)));
        }
        long done = 0;
        long limited = 0;
        long otherwise = 0;
        double seconds = 0;
        try (OpenLoop loop = new OpenLoop(connections)) {
            // What may be saved up is used before it counts.
            loop.atRate(FLOOD_RATE, SLICE_SECONDS);
            System.out.println("attacks now");
            while (!ended.get()) {
                OpenLoop.Result slice = loop.atRate(FLOOD_RATE, SLICE_SECONDS);
                done += slice.done();
                limited += slice.limited();
                otherwise += slice.otherwise();
                seconds += slice.seconds();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "did send %.0f requests/s: %.0f/s done, %.0f/s answered 429, %.0f/s otherwise%n",
                (done + limited + otherwise) / seconds,
                done / seconds,
                limited / seconds,
                otherwise / seconds);
    }
}
