package dev.bourse.checks.architecture;

import java.util.List;
import java.util.Set;

/**
 * What each package is: core (rules in plain Java) or wiring (it may know Vert.x, Hazelcast, files, threads and
 * clocks). This is the only place that says so. A package that is in neither list fails the build, so that the question
 * is asked when the package is made.
 */
final class Packages {
    /** Below {@code dev.bourse}. */
    static final List<String> CORE = List.of(
            "shared.flow",
            "shared.instrument",
            "shared.message",
            "shared.partition",
            "data.batch",
            "data.format",
            "data.generator",
            "data.record",
            "exchange.account",
            "exchange.core",
            "exchange.matching",
            "exchange.message",
            "exchange.protocol",
            "exchange.risk",
            "exchange.snapshot");

    /** Below {@code dev.bourse}; two dots at the end mean all below as well. */
    static final List<String> WIRING = List.of(
            "bench..",
            "launcher",
            "style",
            "shared.bus",
            "shared.cluster",
            "shared.config",
            "shared.launch",
            "shared.telemetry",
            "data",
            "data.feed",
            "data.file",
            "data.universe",
            "exchange",
            "exchange.commandfile",
            "exchange.replay");

    /** Types in core packages that belong to the wiring all the same, each with its reason. */
    static final Set<String> WIRING_IN_CORE = Set.of(
            // The door to the instruments of the whole cluster: its answers come later, so they are futures.
            "dev.bourse.shared.instrument.InstrumentRegistry",
            // Feeds on several threads look symbols up in it and may add to it.
            "dev.bourse.data.record.LocalInstruments");

    /** Types that read the time of day, so that nobody else need do. */
    static final String[] CLOCKS = {"dev.bourse.shared.cluster.Clock"};

    /** Types whose thread is their own, so that they may wait on it. */
    static final String[] MAY_BLOCK = {
        // A file with new symbols is read on a thread of its own, which waits until the cluster has them.
        "dev.bourse.data.feed.RegistryInstruments"
    };

    private Packages() {}

    static boolean isWiring(String name) {
        return WIRING.stream().anyMatch(wiring -> covers(wiring, name));
    }

    /** Whether an entry such as {@code shared.bus} or {@code bench..} means a package. */
    static boolean covers(String entry, String name) {
        if (!entry.endsWith("..")) {
            return entry.equals(name);
        }
        String stem = entry.substring(0, entry.length() - 2);
        return name.equals(stem) || name.startsWith(stem + ".");
    }
}
