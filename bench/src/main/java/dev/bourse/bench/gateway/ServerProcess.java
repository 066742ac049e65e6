package dev.bourse.bench.gateway;

import dev.bourse.exchange.ExchangeConnection;
import dev.bourse.exchange.sequencer.NodeOptions;
import dev.bourse.exchange.sequencer.SequencerNode;
import dev.bourse.gateway.GatewayGroup;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.config.Settings;
import dev.bourse.shared.telemetry.PrometheusTelemetry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/** What is measured, in a process of its own; it ends with whoever started it. */
final class ServerProcess {
    private ServerProcess() {}

    /** Arguments: kind, folder, the exchange's port, and settings of the gateway as key=value. */
    public static void main(String[] arguments) throws IOException, TimeoutException {
        ServerKind kind = ServerKind.valueOf(arguments[0]);
        Path folder = Path.of(arguments[1]);
        int port;
        if (kind.isGateway()) {
            Map<String, String> settings = new HashMap<>();
            for (int i = 3; i < arguments.length; i++) {
                String[] setting = arguments[i].split("=", 2);
                settings.put(setting[0], setting[1]);
            }
            port = gateway(kind, folder, Integer.parseInt(arguments[2]), settings);
        } else {
            Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
            port = NullServer.start(vertx, kind == ServerKind.CONTRACT).await(60, TimeUnit.SECONDS);
        }
        System.out.println("ready " + port);
        while (System.in.read() >= 0) {
            // Nothing is said there: it closes with the benchmark.
        }
        Runtime.getRuntime().exit(0);
    }

    private static int gateway(ServerKind kind, Path folder, int exchangePort, Map<String, String> given)
            throws TimeoutException {
        Map<String, String> settings = new HashMap<>(Map.of(
                "gateway.port", "0",
                "gateway.folder", folder.resolve("gateway").toString(),
                "gateway.password-memory", "64",
                "gateway.password-passes", "1",
                "gateway.attempts-per-minute", "1000000",
                "gateway.exchange", kind == ServerKind.CORE ? "in-process" : "sequencer"));
        settings.putAll(given);
        GatewayGroup group = new GatewayGroup();
        if (kind == ServerKind.GATEWAY) {
            SequencerNode node =
                    SequencerNode.start(NodeOptions.local(folder.resolve("node"), 0, 1, exchangePort), why -> {
                        System.err.println("the node ended: " + why);
                        Runtime.getRuntime().halt(3);
                    });
            AtomicBoolean closing = new AtomicBoolean();
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(
                            () -> {
                                closing.set(true);
                                node.close();
                            },
                            "closes the node"));
            group = new GatewayGroup(patience -> ExchangeConnection.local(node.driverDirectory(), patience, error -> {
                if (!closing.get()) {
                    System.err.println("the connection: " + error);
                }
            }));
        }
        Settings read = Settings.of(settings);
        group.deploy(Clock.SYSTEM, new PrometheusTelemetry(), read).await(60, TimeUnit.SECONDS);
        if (!read.faults().isEmpty()) {
            throw new IllegalArgumentException(read.faults().toString());
        }
        return group.port();
    }
}
