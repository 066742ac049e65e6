package dev.bourse.exchange;

import dev.bourse.exchange.client.ClientOptions;
import dev.bourse.exchange.output.OutputSource;
import dev.bourse.exchange.sequencer.NodeOptions;
import dev.bourse.exchange.sequencer.Ports;
import dev.bourse.shared.config.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Where a process finds the exchange's nodes.
 *
 * @param ports {@code exchange.members}, {@code exchange.hosts}, {@code exchange.port}: as the nodes have them
 * @param clientHost {@code exchange.client-host}: the process's own address, to which the nodes send answers and
 *     outputs
 */
public record ExchangeAddress(Ports ports, String clientHost) {
    private static final int MOST_NODES = 9;
    private static final int WINDOW = 4_096;
    private static final int BATCH_BYTES = 16_384;
    private static final Duration RETRY = Duration.ofMillis(50);

    /** Reads the address; what is not allowed becomes a fault of the settings. */
    public static ExchangeAddress from(Settings settings) {
        return new ExchangeAddress(ports(settings), settings.text("exchange.client-host", "127.0.0.1"));
    }

    /** How commands reach the nodes. */
    ClientOptions client(Duration answerTimeout) {
        return new ClientOptions(ports.ingressEndpoints(), clientHost, WINDOW, BATCH_BYTES, answerTimeout, RETRY);
    }

    /** Where the outputs can be read, in the order in which to try. */
    List<OutputSource> outputs() {
        List<OutputSource> sources = new ArrayList<>();
        for (int node = 0; node < ports.hosts().size(); node++) {
            sources.add(OutputSource.of(ports.hosts().get(node), ports.archivePort(node), clientHost));
        }
        return sources;
    }

    /** Addresses of all nodes, which nodes and clients read alike. */
    static Ports ports(Settings settings) {
        int members = settings.integer("exchange.members", 1, 1, MOST_NODES);
        List<String> hosts = settings.list("exchange.hosts", Collections.nCopies(members, "127.0.0.1"));
        if (hosts.size() != members) {
            settings.fault(
                    "exchange.hosts",
                    "names " + hosts.size() + " nodes; allowed are as many as exchange.members, " + members);
        }
        return new Ports(hosts, settings.integer("exchange.port", NodeOptions.DEFAULT_PORT, 1_024, 65_000));
    }
}
