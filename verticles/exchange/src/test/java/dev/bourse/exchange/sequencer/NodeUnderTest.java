package dev.bourse.exchange.sequencer;

import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;

/** Options of small nodes for tests, on ports that are free. */
final class NodeUnderTest {
    private static final int FIRST_PORT = 20_000;
    private static final int LAST_PORT = 28_000;
    private static int candidate = FIRST_PORT + (int) (ProcessHandle.current().pid() % 70) * 100;

    private NodeUnderTest() {}

    static NodeOptions options(Path directory, int node, int nodes, int port) {
        return options(directory, node, nodes, port, 1L << 30);
    }

    /** One node that keeps so many bytes of outputs. */
    static NodeOptions keeping(long outputBytes, Path directory, int port) {
        return options(directory, 0, 1, port, outputBytes);
    }

    private static NodeOptions options(Path directory, int node, int nodes, int port, long outputBytes) {
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
                outputBytes,
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

    /** The first of so many UDP ports in a row that nobody uses. */
    static synchronized int freePorts(int count) throws IOException {
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
