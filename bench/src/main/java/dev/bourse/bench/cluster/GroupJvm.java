package dev.bourse.bench.cluster;

import dev.bourse.bench.process.ChildJvm;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** One group of the analysis in a JVM of its own, looked at by its management port. Used by one thread. */
final class GroupJvm implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final String name;
    private final ChildJvm jvm;
    private final String management;

    private GroupJvm(String name, ChildJvm jvm, int port) {
        this.name = name;
        this.jvm = jvm;
        this.management = "http://127.0.0.1:" + port;
    }

    /** Starts it and returns when it is alive; whether it is ready depends on the others, too. */
    static GroupJvm start(String name, Class<?> application, String heap, List<String> settings) {
        int port = freePort();
        List<Object> arguments = new ArrayList<>(settings);
        arguments.add("--management.port=" + port);
        ChildJvm child = ChildJvm.start(heap, application, arguments.toArray());
        child.passOver();
        GroupJvm group = new GroupJvm(name, child, port);
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (!group.alive()) {
            if (System.nanoTime() - deadline > 0) {
                group.close();
                throw new IllegalStateException(name + " did not start within a minute");
            }
            Pause.millis(50);
        }
        return group;
    }

    /** A port that nobody uses now. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String name() {
        return name;
    }

    long cpuNanos() {
        return jvm.cpuNanos();
    }

    /** The sum of the metrics whose names with their labels begin so. */
    double metric(String beginning) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(beginning))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        jvm.close();
    }

    private boolean alive() {
        try {
            return get("/health/live").statusCode() == 200;
        } catch (UncheckedIOException notYet) {
            return false;
        }
    }

    private HttpResponse<String> get(String path) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create(management + path)).build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(name + " does not answer", failed);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(ended);
        }
    }
}
