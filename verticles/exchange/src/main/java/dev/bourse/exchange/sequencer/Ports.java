package dev.bourse.exchange.sequencer;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Which UDP ports the nodes of a cluster use: node {@code n} has the ten from {@code base + 10 n} on.
 *
 * @param hosts the address of each node, by its number
 * @param base the first port of node 0
 */
public record Ports(List<String> hosts, int base) {
    /** How many ports belong to a node. */
    public static final int OF_A_NODE = 10;

    private static final int INGRESS = 0;
    private static final int CONSENSUS = 1;
    private static final int LOG = 2;
    private static final int CATCHUP = 3;
    private static final int ARCHIVE = 4;
    private static final int LOG_CONTROL = 5;

    /** Copies the hosts. */
    public Ports {
        hosts = List.copyOf(hosts);
    }

    /** What clients connect to: {@code 0=host:port,1=host:port}. */
    public String ingressEndpoints() {
        return IntStream.range(0, hosts.size())
                .mapToObj(node -> node + "=" + endpoint(node, INGRESS))
                .collect(Collectors.joining(","));
    }

    /** The port of a node's archive for requests. */
    public int archivePort(int node) {
        return base + node * OF_A_NODE + ARCHIVE;
    }

    /** How Aeron Cluster wants its members described. */
    String members() {
        return IntStream.range(0, hosts.size())
                .mapToObj(node -> String.join(
                        ",",
                        String.valueOf(node),
                        endpoint(node, INGRESS),
                        endpoint(node, CONSENSUS),
                        endpoint(node, LOG),
                        endpoint(node, CATCHUP),
                        endpoint(node, ARCHIVE)))
                .collect(Collectors.joining("|"));
    }

    String archive(int node) {
        return endpoint(node, ARCHIVE);
    }

    String logControl(int node) {
        return endpoint(node, LOG_CONTROL);
    }

    private String endpoint(int node, int which) {
        return hosts.get(node) + ":" + (base + node * OF_A_NODE + which);
    }
}
