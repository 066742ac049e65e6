package dev.bourse.gateway;

import static dev.bourse.gateway.TestGateway.expect;
import static dev.bourse.gateway.TestGateway.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.bourse.gateway.TestGateway.ApiKey;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * E10: attacks on a gateway in a process of its own, from other addresses of loopback, while a trader goes on. How much
 * slower the trader is served is measured by {@code ./bourse bench gateway attack}.
 */
class AttackIT {
    private static final int IDLE = 10_000;
    private static final int OF_AN_ADDRESS = 900;
    /** Files that both processes have open beside these connections. */
    private static final int OTHER_FILES = 1_500;

    private static final int SLOW = 500;
    private static final int FLOODERS = 8;
    private static final int REMEMBERED = 1_000;
    private static final int ORDERS = 20;

    @TempDir
    static Path folder;

    private static GatewayProcess process;
    private static TestGateway client;
    private static String operator;
    private static String trader;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                System.getProperty("os.name").equals("Linux"), "other systems have no further addresses of loopback");
        process = GatewayProcess.start(folder, "--gateway.exchange=in-process", "--gateway.caller-rate=60");
        client = TestGateway.clientOf(folder, process.port());
        operator = client.operator();
        client.openMarket(operator);
        trader = client.user(operator, "trader", "trader");
        client.openAccount(operator, trader);
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        process.close();
    }

    @Test
    void whileTenThousandConnectionsAreIdleATraderIsServed() throws Exception {
        int count = (int) Math.min(IDLE, openFiles() - OTHER_FILES);
        assumeTrue(count >= 1_000, "the machine allows too few open files: " + openFiles());
        List<RawClient> idle = new ArrayList<>();
        try {
            for (int i = 0; i < count; i++) {
                idle.add(new RawClient("127.0.1." + (1 + i / OF_AN_ADDRESS), process.port()));
            }
            trade();
        } finally {
            for (RawClient connection : idle) {
                connection.close();
            }
        }
    }

    @Test
    void allWhoSendHeadersDropByDropAreCutOffWhileOthersAreServed(@TempDir Path other) throws Exception {
        List<RawClient> slow = new ArrayList<>();
        try (TestGateway gateway = TestGateway.start(other, Map.of("gateway.head-timeout", "10s"))) {
            for (int i = 0; i < SLOW; i++) {
                RawClient connection = new RawClient("127.0.2.1", gateway.port());
                connection.send("GET /v1/instruments HTTP/1.1\r\nHost: x\r\n");
                slow.add(connection);
            }
            expect(200, gateway.call("GET", "/v1/instruments", Map.of(), ""));
            gateway.nowNanos.addAndGet(9_000_000_000L);
            for (RawClient connection : slow) {
                connection.send("X: y\r\n");
            }
            expect(200, gateway.call("GET", "/v1/instruments", Map.of(), ""));
            gateway.nowNanos.addAndGet(2_000_000_000L);
            for (RawClient connection : slow) {
                assertThat(connection.isEnded()).isTrue();
                connection.close();
            }
            expect(200, gateway.call("GET", "/v1/instruments", Map.of(), ""));
        }
    }

    @Test
    void aFloodOfOneKeyFromManyAddressesIsLimitedWhileATraderIsServed() throws Exception {
        ApiKey key = client.key(client.user(operator, "flooder", "trader"));
        Supplier<Map<String, String>> signed = () -> {
            client.nowNanos.set(System.currentTimeMillis() * 1_000_000);
            return client.signature(key, "GET", "/v1/key", "");
        };
        flood(flooder -> "127.0.3." + (1 + flooder), signed, "/v1/key");
    }

    @Test
    void aFloodOfOneAddressIsLimitedWhileATraderIsServed() throws Exception {
        flood(flooder -> "127.0.4.1", Map::of, "/v1/instruments");
    }

    private interface Address {
        String of(int flooder);
    }

    /** Requests as fast as they are answered, until a trader has traded and each flooder was refused. */
    private static void flood(Address from, Supplier<Map<String, String>> headers, String path) throws Exception {
        AtomicBoolean traded = new AtomicBoolean();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<RawClient.Answer>>> flooders = new ArrayList<>();
            for (int i = 0; i < FLOODERS; i++) {
                String address = from.of(i);
                Callable<List<RawClient.Answer>> flooder = () -> flood(address, headers, path, traded);
                flooders.add(threads.submit(flooder));
            }
            trade();
            traded.set(true);
            for (Future<List<RawClient.Answer>> flooder : flooders) {
                assertThat(flooder.get()).allSatisfy(refused -> {
                    assertThat(refused.status()).isEqualTo(429);
                    assertThat(Integer.parseInt(refused.headers().get("retry-after")))
                            .isGreaterThanOrEqualTo(1);
                });
            }
        }
    }

    /** The answers of those requests that were not served: at least one. */
    private static List<RawClient.Answer> flood(
            String from, Supplier<Map<String, String>> headers, String path, AtomicBoolean traded) throws IOException {
        List<RawClient.Answer> refused = new ArrayList<>();
        try (RawClient client = new RawClient(from, process.port())) {
            while (!traded.get() || refused.isEmpty()) {
                RawClient.Answer answer = client.get(path, headers.get());
                if (answer.status() != 200 && refused.size() < REMEMBERED) {
                    refused.add(answer);
                }
            }
        }
        return refused;
    }

    private static void trade() {
        for (int i = 0; i < ORDERS; i++) {
            expect(201, client.call("POST", "/v1/order", trader, order("sell", "50.00", "0.1")));
        }
    }

    private static long openFiles() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : 0;
    }
}
