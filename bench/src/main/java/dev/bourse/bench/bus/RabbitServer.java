package dev.bourse.bench.bus;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/**
 * Debian's RabbitMQ on free ports of the loopback address, with all its files in a temporary folder. It is installed if
 * it is absent and this process may do so, and ends with this object.
 */
final class RabbitServer implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    private static final int PATIENCE_SECONDS = 90;
    private static final int EPMD_TRIES = 50;

    private final Path folder;
    private final Map<String, String> environment;
    private final Process process;
    private final int port;
    private final AtomicBoolean stopped = new AtomicBoolean();

    private RabbitServer(Path folder, Map<String, String> environment, Process process, int port) {
        this.folder = folder;
        this.environment = environment;
        this.process = process;
        this.port = port;
    }

    int port() {
        return port;
    }

    /** Starts it; empty, with a word why, where it cannot be had. */
    static Optional<RabbitServer> start() throws IOException, InterruptedException {
        if (!Files.isExecutable(INSTALLED) && !install()) {
            System.out.println("RabbitMQ is SKIPPED: it is not installed, and only root can install it here"
                    + " (apt-get install rabbitmq-server)");
            return Optional.empty();
        }
        Path folder = Files.createTempDirectory("bourse-bench-rabbitmq");
        int port = freePort();
        Map<String, String> environment = Map.of(
                "HOME", folder.toString(),
                "RABBITMQ_NODENAME", "bench" + port + "@localhost",
                "RABBITMQ_NODE_IP_ADDRESS", "127.0.0.1",
                "RABBITMQ_NODE_PORT", Integer.toString(port),
                "RABBITMQ_DIST_PORT", Integer.toString(freePort()),
                "RABBITMQ_MNESIA_BASE", folder.toString(),
                "RABBITMQ_LOG_BASE", folder.toString(),
                "RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString(),
                "ERL_EPMD_ADDRESS", "127.0.0.1",
                "ERL_EPMD_PORT", Integer.toString(freePort()));
        RabbitServer server =
                new RabbitServer(folder, environment, command(folder, environment, INSTALLED.toString()), port);
        // Erlang's processes would outlive this one where it is stopped from outside.
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        if (server.answers()) {
            return Optional.of(server);
        }
        server.close();
        System.out.println("RabbitMQ is SKIPPED: it did not answer within " + PATIENCE_SECONDS + " s");
        return Optional.empty();
    }

    private static boolean install() throws IOException, InterruptedException {
        if (!"root".equals(System.getProperty("user.name")) || !Files.isExecutable(Path.of("/usr/bin/apt-get"))) {
            return false;
        }
        System.out.println("installing Debian's rabbitmq-server");
        // With this run level the package starts no server of its own.
        Map<String, String> quietly = Map.of("RUNLEVEL", "1", "DEBIAN_FRONTEND", "noninteractive");
        Path here = Path.of(".");
        command(here, quietly, "apt-get", "update", "-qq").waitFor();
        command(here, quietly, "apt-get", "install", "-y", "--no-install-recommends", "rabbitmq-server")
                .waitFor();
        return Files.isExecutable(INSTALLED);
    }

    private static Process command(Path folder, Map<String, String> environment, String... words) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(words));
        builder.environment().putAll(environment);
        return builder.directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(new File("/dev/null"))
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private boolean answers() throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (process.isAlive() && System.nanoTime() < until) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
                return true;
            } catch (IOException notYet) {
                process.waitFor(200, TimeUnit.MILLISECONDS);
            }
        }
        return false;
    }

    private void stop() {
        if (stopped.getAndSet(true)) {
            return;
        }
        try {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            // Erlang's port mapper detaches itself from whoever starts it, and stays while a node is known to it.
            int tries = 0;
            while (tries < EPMD_TRIES
                    && command(folder, environment, "epmd", "-kill").waitFor() != 0) {
                tries++;
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot stop RabbitMQ", failed);
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
