package dev.bourse.checks.architecture;

import java.util.List;
import java.util.Set;

/**
 * Which packages are wiring: they may know Vert.x, Hazelcast, files, threads and clocks. Every other package is core,
 * rules in plain Java, so that a new package is held to the stricter side until it is named here. This is the only
 * place that says so.
 */
final class Packages {
    /** Below {@code dev.bourse}; two dots at the end mean all below as well. */
    static final List<String> WIRING = List.of(
            // Run from the command line, before or beside the system.
            "bench..",
            "launcher",
            "style",
            "standalone..",
            "exchange",
            "exchange.commandfile",
            "exchange.replay",
            "exchange.sequencer",
            "exchange.client",
            "exchange.output",
            // Snapshots of readers' models: files, and a thread that writes them.
            "exchange.follow",
            // Sockets, files, the cluster and the process itself.
            "shared.bus",
            "shared.cluster",
            "shared.config",
            "shared.launch",
            "shared.management",
            "shared.rest",
            "shared.telemetry",
            "data",
            "data.feed",
            "data.file",
            "data.universe",
            "data.vendor",
            "state",
            "classification",
            "classification.log",
            "analytics",
            "analytics.reader",
            "analytics.rest",
            "marketdata",
            "marketdata.archive",
            "marketdata.bus",
            "marketdata.multicast",
            "marketdata.outputs",
            "marketdata.reader",
            "marketdata.rest",
            "marketdata.socket",
            "web",
            "web.bridge",
            "web.observe",
            "web.rest",
            "web.site",
            "gateway",
            "gateway.desk",
            "gateway.inprocess",
            "gateway.keep",
            "gateway.link",
            "gateway.port",
            "gateway.rest",
            "gateway.socket");

    /** Types in core packages that belong to the wiring all the same, each with its reason. */
    static final Set<String> WIRING_IN_CORE = Set.of(
            // The door to the instruments of the whole cluster: its answers come later, so they are futures.
            "dev.bourse.shared.instrument.InstrumentRegistry",
            // Feeds on several threads look symbols up in it and may add to it.
            "dev.bourse.data.record.LocalInstruments",
            // They find and open payloads; what is in them is read by core.
            "dev.bourse.classification.payload.ConfiguredPayloads",
            "dev.bourse.classification.payload.EngineLoader");

    /** Types that read the time of day, so that nobody else need do. */
    static final String[] CLOCKS = {"dev.bourse.shared.cluster.Clock"};

    /** Types whose thread is their own, so that they may wait on it. */
    static final String[] MAY_BLOCK = {
        // The main thread and the shutdown hook.
        "dev.bourse.shared.launch.Application",
        // A thread made to end the membership, since Vert.x's own end with it.
        "dev.bourse.shared.cluster.Membership",
        // The main thread and the shutdown hook of the supervisor.
        "dev.bourse.standalone.supervise.SuperviseCommand",
        // The main thread of the failure suite.
        "dev.bourse.standalone.chaos.Trial",
        // The thread that reads a file, which cannot go on without the instrument.
        "dev.bourse.data.feed.RegistryInstruments",
        // The thread that reads the exchange's trades, between two attempts.
        "dev.bourse.data.feed.ExchangeReading",
        // The main thread of a benchmark.
        "dev.bourse.bench.pipeline.PipelineRun",
        "dev.bourse.bench.cluster.Pause",
        "dev.bourse.bench.gateway.ServerProcess",
        "dev.bourse.bench.jdk17.ExchangeCorePipeline",
        "dev.bourse.bench.bus.BusBench",
        "dev.bourse.bench.bus.EventBusTransport",
        "dev.bourse.bench.peer.JetContender",
        "dev.bourse.bench.peer.KafkaTicks",
        "dev.bourse.bench.peer.Outputs",
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
