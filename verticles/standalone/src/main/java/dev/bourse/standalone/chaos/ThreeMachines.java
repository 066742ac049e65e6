package dev.bourse.standalone.chaos;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A network namespace for each of three nodes of the exchange, on a bridge, with a cable each that can be pulled.
 * Clients and readers are beside the bridge. Needs root.
 */
final class ThreeMachines implements Surroundings {
    private static final String BRIDGE = "bourse-br1";
    private static final String NETWORK = "10.213.78.";
    private static final String HERE = NETWORK + "254";
    private static final int MACHINES = 3;

    ThreeMachines() {
        close();
        Shell.must("ip", "link", "add", BRIDGE, "type", "bridge");
        Shell.must("ip", "addr", "add", HERE + "/24", "dev", BRIDGE);
        Shell.must("ip", "link", "set", BRIDGE, "up");
        for (int node = 0; node < MACHINES; node++) {
            String name = name(node);
            Shell.must("ip", "netns", "add", name);
            Shell.must("ip", "link", "add", cable(node), "type", "veth", "peer", "name", "eth0", "netns", name);
            Shell.must("ip", "link", "set", cable(node), "master", BRIDGE);
            Shell.must("ip", "link", "set", cable(node), "up");
            Shell.must("ip", "-n", name, "addr", "add", host(node) + "/24", "dev", "eth0");
            Shell.must("ip", "-n", name, "link", "set", "eth0", "up");
            Shell.must("ip", "-n", name, "link", "set", "lo", "up");
        }
    }

    /** A node hears nobody any more, and nobody hears it. */
    void cut(int node) {
        Shell.must("ip", "link", "set", cable(node), "down");
    }

    void mend(int node) {
        Shell.must("ip", "link", "set", cable(node), "up");
    }

    @Override
    public List<String> hosts() {
        return IntStream.range(0, MACHINES).mapToObj(ThreeMachines::host).toList();
    }

    @Override
    public Place observer() {
        return new Place(HERE, List.of());
    }

    @Override
    public Place placeOf(String name) {
        int node = Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
        return new Place(host(node), List.of("ip", "netns", "exec", name(node)));
    }

    @Override
    public void close() {
        for (int node = 0; node < MACHINES; node++) {
            Shell.run("ip", "link", "del", cable(node));
            Shell.run("ip", "netns", "del", name(node));
        }
        Shell.run("ip", "link", "del", BRIDGE);
    }

    private static String name(int node) {
        return "bourse-n" + node;
    }

    private static String cable(int node) {
        return "bourse-w" + node;
    }

    private static String host(int node) {
        return NETWORK + (node + 1);
    }
}
