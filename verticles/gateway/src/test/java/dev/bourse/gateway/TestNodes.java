package dev.bourse.gateway;

import dev.bourse.exchange.sequencer.NodeOptions;
import dev.bourse.exchange.sequencer.Ports;
import dev.bourse.exchange.sequencer.SequencerNode;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Real nodes of the sequencer in the test's process, small and on ports that are free. */
final class TestNodes implements AutoCloseable {
    private static final int FIRST_PORT = 29_000;
    private static final int LAST_PORT = 32_000;
    private static int candidate = FIRST_PORT + (int) (ProcessHandle.current().pid() % 30) * 100;

    final int port;
    private final List<SequencerNode> nodes = new ArrayList<>();

    private TestNodes(int port) {
        this.port = port;
    }

    static TestNodes start(Path directory, int count) throws IOException {
        TestNodes started = new TestNodes(freePorts(count * Ports.OF_A_NODE));
        for (int node = 0; node < count; node++) {
            started.nodes.add(SequencerNode.start(options(directory, node, count, started.port), why -> {}));
        }
        return started;
    }

    /** Ends the node that leads; false where there is none at the moment. */
    boolean endLeader() {
        for (SequencerNode node : nodes) {
            if (node.counts().isLeader() && node.isServing()) {
                nodes.remove(node);
                node.close();
                return true;
            }
        }
        return false;
    }

    @Override
    public void close() {
        nodes.forEach(SequencerNode::close);
    }

    private static NodeOptions options(Path directory, int node, int nodes, int port) {
        return new NodeOptions(
                directory.resolve("node-" + node),
                node,
                new Ports(Collections.nCopies(nodes, "127.0.0.1"), port),
                0,
                Duration.ofSeconds(1),
                Duration.ofMillis(200),
                Duration.ofSeconds(2),
                Duration.ZERO,
                2,
                1L << 30,
                1L << 20,
                1 << 20,
                1 << 20,
                1 << 20,
                Duration.ofMillis(200),
                Duration.ofSeconds(5),
                20,
                1_000,
                1_000);
    }

    private static synchronized int freePorts(int count) throws IOException {
        while (true) {
            int base = candidate;
            candidate = candidate + count > LAST_PORT ? FIRST_PORT : candidate + count;
            if (areFree(base, count)) {
                return base;
            }
        }
    }

    private static boolean areFree(int base, int count) throws IOException {
        for (int port = base; port < base + count; port++) {
            try (DatagramSocket socket = new DatagramSocket(null)) {
                socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            } catch (BindException taken) {
                return false;
            }
        }
        return true;
    }
}
