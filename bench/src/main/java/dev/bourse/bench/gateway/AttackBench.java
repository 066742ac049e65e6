package dev.bourse.bench.gateway;

import dev.bourse.bench.gateway.Requests.Trader;
import dev.bourse.bench.process.ChildJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.agrona.IoUtil;

/**
 * What attacks cost the others: traders send orders at a low rate to a gateway before a journaled node, with its limits
 * as they are by default, alone and while another process attacks, in turns.
 *
 * <p>{@code gateway attack [--seconds 8] [--rate 200] [--rounds 2] [--only idle,slow,key,address]}
 */
final class AttackBench {
    private static final int TRADERS = 16;
    private static final double WARM_UP_SECONDS = 5;

    private AttackBench() {}

    static void run(List<String> words) throws IOException, InterruptedException {
        double seconds = Double.parseDouble(GatewayBench.text(words, "--seconds", "8"));
        double rate = Double.parseDouble(GatewayBench.text(words, "--rate", "200"));
        int rounds = Integer.parseInt(GatewayBench.text(words, "--rounds", "2"));
        List<String> attacks = Arrays.asList(
                GatewayBench.text(words, "--only", "idle,slow,key,address").split(","));
        int exchangePort = Integer.parseInt(GatewayBench.text(words, "--port", "19800"));
        Path folder = Files.createTempDirectory("bourse-bench");
        try (ChildJvm server =
                GatewayBench.start(ServerKind.GATEWAY, folder, exchangePort, List.of("gateway.access-lifetime=1h"))) {
            int port = Integer.parseInt(server.await("ready"));
            List<Trader> traders = new TradersSetup(port, folder).open(GatewayBench.SYMBOLS, TRADERS + 1);
            try (OpenLoop loop = new OpenLoop(victims(port, traders))) {
                loop.atRate(rate, WARM_UP_SECONDS);
                System.out.printf(
                        Locale.ROOT,
                        "%-9s %8s %8s %8s %8s %8s  %s%n",
                        "attack",
                        "orders",
                        "done",
                        "p50 us",
                        "p99 us",
                        "max us",
                        "the attacker");
                for (String attack : attacks) {
                    attack(attack, loop, rate, seconds, rounds, port, traders.getLast());
                }
            }
        } finally {
            IoUtil.delete(folder.toFile(), true);
        }
    }

    private static List<Connection> victims(int port, List<Trader> traders) throws IOException {
        List<Connection> victims = new ArrayList<>();
        for (int i = 0; i < TRADERS; i++) {
            victims.add(new RestConnection(
                    "127.0.0.1", port, new Requests(traders.get(i), true, i % 2 == 0, GatewayBench.SYMBOLS)));
        }
        return victims;
    }

    private static void attack(
            String attack, OpenLoop loop, double rate, double seconds, int rounds, int port, Trader attacker)
            throws IOException {
        Histogram alone = new Histogram(3);
        Histogram under = new Histogram(3);
        for (int round = 0; round < rounds; round++) {
            OpenLoop.Result calm = loop.atRate(rate, seconds);
            alone.add(calm.latencies());
            print("none", calm, "");
            try (ChildJvm process = ChildJvm.start(
                    "512m",
                    AttackProcess.class,
                    attack,
                    port,
                    attacker.key(),
                    attacker.secret().text(),
                    attacker.token())) {
                process.await("attacks");
                OpenLoop.Result result = loop.atRate(rate, seconds);
                process.say("end");
                print(attack, result, process.await("did"));
                under.add(result.latencies());
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-9s under attack as many times as without: p50 %.2f, p99 %.2f%n",
                attack,
                (double) under.getValueAtPercentile(50) / alone.getValueAtPercentile(50),
                (double) under.getValueAtPercentile(99) / alone.getValueAtPercentile(99));
    }

    private static void print(String attack, OpenLoop.Result result, String attacker) {
        System.out.printf(
                Locale.ROOT,
                "%-9s %8d %8d %8.0f %8.0f %8.0f  %s%n",
                attack,
                result.sent(),
                result.done(),
                result.latencies().getValueAtPercentile(50) / 1e3,
                result.latencies().getValueAtPercentile(99) / 1e3,
                result.latencies().getMaxValue() / 1e3,
                attacker);
    }
}
