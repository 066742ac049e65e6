package dev.bourse.standalone.chaos;

import java.util.List;

/**
 * Two network namespaces on a bridge: the first process of each group in one, the second in the other, and between them
 * a cable that can be pulled. The observer is beside the bridge, so that the first half is the larger one. Needs root.
 */
final class TwoMachines implements Surroundings {
    private static final String BRIDGE = "bourse-br0";
    private static final String HERE = "10.213.77.254";
    private static final List<String> NAMES = List.of("bourse-a", "bourse-b");

    TwoMachines() {
        close();
        Shell.must("ip", "link", "add", BRIDGE, "type", "bridge");
        Shell.must("ip", "addr", "add", HERE + "/24", "dev", BRIDGE);
        Shell.must("ip", "link", "set", BRIDGE, "up");
        for (int half = 1; half <= 2; half++) {
            String name = NAMES.get(half - 1);
            Shell.must("ip", "netns", "add", name);
            Shell.must("ip", "link", "add", cable(half), "type", "veth", "peer", "name", "eth0", "netns", name);
            Shell.must("ip", "link", "set", cable(half), "master", BRIDGE);
            Shell.must("ip", "link", "set", cable(half), "up");
            in(name, "ip", "addr", "add", host(half) + "/24", "dev", "eth0");
            in(name, "ip", "link", "set", "eth0", "up");
            in(name, "ip", "link", "set", "lo", "up");
        }
    }

    /** Whether this machine allows it. */
    static boolean possible() {
        boolean possible = Shell.run("ip", "netns", "add", "bourse-try").code() == 0
                && Shell.run("ip", "link", "add", "bourse-try0", "type", "veth", "peer", "name", "bourse-try1")
                                .code()
                        == 0;
        Shell.run("ip", "link", "del", "bourse-try0");
        Shell.run("ip", "netns", "del", "bourse-try");
        return possible;
    }

    /** The smaller half hears nothing of the larger one any more. */
    void cut() {
        Shell.must("ip", "link", "set", cable(2), "down");
    }

    void mend() {
        Shell.must("ip", "link", "set", cable(2), "up");
    }

    private static void in(String namespace, String... command) {
        String[] all = new String[command.length + 4];
        System.arraycopy(new String[] {"ip", "netns", "exec", namespace}, 0, all, 0, 4);
        System.arraycopy(command, 0, all, 4, command.length);
        Shell.must(all);
    }

    private static String cable(int half) {
        return "bourse-v" + half;
    }

    private static String host(int half) {
        return "10.213.77." + half;
    }

    @Override
    public List<String> hosts() {
        return List.of(HERE, host(1), host(2));
    }

    /** Else what has both of its copies in the smaller half is gone when that is cut off. */
    @Override
    public String backupApart() {
        return "host";
    }

    @Override
    public Place observer() {
        return new Place(HERE, List.of());
    }

    @Override
    public Place placeOf(String name) {
        int half = name.endsWith("-2") ? 2 : 1;
        return new Place(host(half), List.of("ip", "netns", "exec", NAMES.get(half - 1)));
    }

    @Override
    public void close() {
        Shell.run("ip", "link", "del", cable(1));
        Shell.run("ip", "link", "del", cable(2));
        NAMES.forEach(name -> Shell.run("ip", "netns", "del", name));
        Shell.run("ip", "link", "del", BRIDGE);
    }
}
