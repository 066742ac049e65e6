package dev.bourse.standalone.chaos;

import dev.bourse.exchange.ExchangeAddress;
import dev.bourse.exchange.ExchangeConnection;
import dev.bourse.exchange.output.OutputSource;
import dev.bourse.exchange.sequencer.NodeOptions;
import dev.bourse.exchange.sequencer.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.agrona.CloseHelper;
import org.agrona.IoUtil;

/**
 * Three nodes of the exchange as processes, clients that send orders, and readers of outputs, while a scenario makes
 * trouble. One thread.
 */
final class ExchangeTrial implements AutoCloseable {
    static final int NODES = 3;
    private static final long START_SECONDS = 120;
    private static final long ANSWER_SECONDS = 90;
    /** Nothing is given up: what has no answer in the end is a fault. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(10);

    private static final long AFTER_MILLIS = 1_000;
    private static final long END_SECONDS = 20;
    private static final int PORTS = NODES * Ports.OF_A_NODE;

    private final Await await = new Await();
    private final Surroundings surroundings;
    private final Consumer<String> story;
    private final Processes processes;
    private final Ports ports;
    private final Path nodes;
    private final ExchangeConnection connection;
    private final ExchangeLoad load;
    private final List<ExchangeWitness> witnesses = new ArrayList<>();
    private final Map<String, List<Long>> stalls = new LinkedHashMap<>();
    private final List<String> faults = Collections.synchronizedList(new ArrayList<>());

    /**
     * Starts the nodes, then clients and readers.
     *
     * @param folder of the logs and the nodes' directories
     * @param rate commands in a second
     * @param story hears what happens, a line each
     */
    ExchangeTrial(Jars jars, Path folder, Surroundings surroundings, int rate, long seed, Consumer<String> story) {
        this.surroundings = surroundings;
        this.story = story;
        nodes = folder.resolve("nodes");
        IoUtil.delete(nodes.toFile(), true);
        List<String> hosts =
                IntStream.range(0, NODES).mapToObj(node -> place(node).host()).toList();
        ports = new Ports(hosts, FreePorts.firstOf(PORTS));
        Map<String, String> settings = settings();
        processes = new Processes(jars, folder, name -> arguments(settings, node(name)));
        connection = ExchangeConnection.remote(
                new ExchangeAddress(ports, surroundings.observer().host()),
                "chaos-" + ProcessHandle.current().pid(),
                ANSWER_TIMEOUT,
                error -> {
                    // Nodes that are dead or cut off are what this is about.
                });
        load = new ExchangeLoad(connection, rate, seed);
        try {
            startAllAgain();
            load.start();
            for (int i = 0; i < 2; i++) {
                witnesses.add(new ExchangeWitness(connection.aeron(), rotated(i), i == 1));
            }
            need(() -> load.answered() > ExchangeOrders.SET_UP);
            tell("three nodes are up, node " + leader() + " leads, and " + rate + " orders/s flow");
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    Surroundings surroundings() {
        return surroundings;
    }

    void pass(long millis) {
        await.pass(millis);
    }

    /** The node that leads, for which it waits. */
    int leader() {
        need(() -> load.leader() >= 0);
        return load.leader();
    }

    List<Integer> followers() {
        int leader = leader();
        return IntStream.range(0, NODES).filter(node -> node != leader).boxed().toList();
    }

    /** Asks for a snapshot in the middle of the orders; does not wait for it. */
    void snapshot() {
        load.mark();
    }

    /** Does something to the nodes, and measures how long clients had no answer at all for it. */
    void trouble(String what, Runnable act) {
        load.resetStall();
        act.run();
        long sent = load.sent();
        if (!await.until(() -> load.answered() >= sent, ANSWER_SECONDS)) {
            faults.add(what + ": " + (sent - load.answered()) + " commands had no answer after " + ANSWER_SECONDS
                    + " s; " + load.state());
        }
        await.pass(AFTER_MILLIS);
        long stall = load.longestStallMillis();
        stalls.computeIfAbsent(what, key -> new ArrayList<>()).add(stall);
        tell(what + ": no answer for " + stall + " ms; node " + load.leader() + " leads");
    }

    void kill(int node) {
        processes.get(name(node)).kill();
    }

    void signal(int node, String signal) {
        processes.get(name(node)).signal(signal);
    }

    /** Ends a node in good order. */
    void terminate(int node) {
        Running running = processes.get(name(node));
        running.terminate();
        try {
            if (!running.ended(END_SECONDS)) {
                faults.add(name(node) + " did not end within " + END_SECONDS + " s of SIGTERM");
                running.kill();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Starts a node again that was killed or has ended, and waits until it has caught up. */
    void startAgain(int node) {
        processes.start(name(node), place(node));
        ready(node);
    }

    /** The same where it has not outlived what was done to it, which it need not. */
    void startAgainIfEnded(int node) {
        if (!processes.get(name(node)).isAlive()) {
            tell("node " + node + " has ended, and is started again");
            startAgain(node);
        }
        ready(node);
    }

    /** Starts all nodes, and waits until they serve. */
    void startAllAgain() {
        for (int node = 0; node < NODES; node++) {
            processes.start(name(node), place(node));
        }
        for (int node = 0; node < NODES; node++) {
            ready(node);
        }
    }

    /** Waits until all is answered and read, and compares. */
    ExchangeOutcome outcome(String scenario) {
        load.pause();
        need(() -> load.answered() == load.sent());
        load.mark();
        long before = load.sent();
        need(() -> load.sent() == before + 1 && load.answered() == load.sent());
        load.close();
        long last = load.traders().stream()
                .mapToLong(ExchangeTrader::lastOutput)
                .max()
                .orElse(0);
        for (ExchangeWitness witness : witnesses) {
            if (!await.until(() -> witness.next() > last, ANSWER_SECONDS)) {
                faults.add("a reader is at output " + witness.next() + " of " + last + ": " + witness.state());
            }
        }
        CloseHelper.closeAll(witnesses);
        ExchangeProof proof = new ExchangeProof(load.traders(), witnesses, faults);
        for (int node = 0; node < NODES; node++) {
            nodeAgrees(proof, node, last);
        }
        return proof.outcome(scenario, stalls);
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(witnesses);
        CloseHelper.quietClose(load);
        processes.close();
        CloseHelper.quietClose(connection);
        for (int node = 0; node < NODES; node++) {
            NodeOptions options = NodeOptions.local(directory(node), node, NODES, ports.base());
            IoUtil.delete(options.driverDirectory().toFile(), true);
        }
        IoUtil.delete(nodes.toFile(), true);
        surroundings.close();
    }

    /** Each node alone has all outputs, the state's hash at the end among them. */
    private void nodeAgrees(ExchangeProof proof, int node, long last) {
        ready(node);
        ExchangeWitness own = new ExchangeWitness(
                connection.aeron(), List.of(connection.outputs().get(node)), false);
        boolean whole = await.until(() -> own.next() > last, ANSWER_SECONDS);
        own.close();
        proof.node(node, own, whole);
    }

    private void ready(int node) {
        if (!await.until(() -> processes.get(name(node)).isReady(), START_SECONDS)) {
            faults.add(
                    name(node) + " is not ready: " + processes.get(name(node)).readiness());
        }
    }

    private void need(BooleanSupplier condition) {
        if (!await.until(condition, START_SECONDS)) {
            throw new IllegalStateException("the exchange does not serve: " + load.answered() + " of " + load.sent()
                    + " commands answered, " + load.state() + "; " + processes.unready());
        }
    }

    private List<OutputSource> rotated(int by) {
        List<OutputSource> sources = new ArrayList<>(connection.outputs());
        Collections.rotate(sources, by);
        return sources;
    }

    private Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        int port = ports.base() + PORTS;
        settings.put("exchange.members", String.valueOf(NODES));
        settings.put("exchange.hosts", String.join(",", ports.hosts()));
        settings.put("exchange.port", String.valueOf(ports.base()));
        settings.put("cluster.name", "chaos-" + UUID.randomUUID());
        settings.put("cluster.port", String.valueOf(port));
        settings.put(
                "cluster.members",
                ports.hosts().stream().distinct().map(host -> host + ":" + port).collect(Collectors.joining(",")));
        return settings;
    }

    private List<String> arguments(Map<String, String> settings, int node) {
        List<String> arguments = new ArrayList<>();
        settings.forEach((key, value) -> arguments.add("--" + key + "=" + value));
        arguments.add("--exchange.node=" + node);
        arguments.add("--exchange.directory=" + directory(node));
        return arguments;
    }

    private Path directory(int node) {
        return nodes.toAbsolutePath().resolve(name(node));
    }

    private Place place(int node) {
        return surroundings.placeOf(name(node));
    }

    private static String name(int node) {
        return "exchange-" + node;
    }

    private static int node(String name) {
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    private void tell(String what) {
        story.accept(what);
    }
}
