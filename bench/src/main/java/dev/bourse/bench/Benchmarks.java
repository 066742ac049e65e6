package dev.bourse.bench;

import dev.bourse.bench.bus.BusBench;
import dev.bourse.bench.cluster.ClusterBench;
import dev.bourse.bench.core.CoreBench;
import dev.bourse.bench.gateway.GatewayBench;
import dev.bourse.bench.matching.LevelBench;
import dev.bourse.bench.matching.MatchingBench;
import dev.bourse.bench.peer.PeerBench;
import dev.bourse.bench.pipeline.PipelineBench;
import dev.bourse.bench.pipeline.ScaleBench;
import dev.bourse.bench.sequencer.SequencerBench;
import java.util.Arrays;
import org.openjdk.jmh.Main;

/**
 * {@code bourse bench [NAME [ARGUMENT ...]]}: one benchmark with its arguments, or without a name all with their
 * defaults, but for those of JMH and those that start other processes.
 */
public final class Benchmarks {
    private Benchmarks() {}

    /** Runs them; exit code 2 for a name that there is not. */
    public static void main(String[] arguments) throws Exception {
        if (arguments.length == 0) {
            PipelineBench.main(arguments);
            MatchingBench.main(arguments);
            CoreBench.main(arguments);
            SequencerBench.main(arguments);
            return;
        }
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        switch (arguments[0]) {
            case "pipeline" -> PipelineBench.main(rest);
            case "cluster" -> ClusterBench.main(rest);
            case "peers" -> PeerBench.main(rest);
            case "bus" -> BusBench.main(rest);
            case "scale" -> ScaleBench.main(rest);
            case "match" -> MatchingBench.main(rest);
            case "levels" -> LevelBench.main(rest);
            case "core" -> CoreBench.main(rest);
            case "sequencer" -> SequencerBench.main(rest);
            case "gateway" -> GatewayBench.main(rest);
            case "jmh" -> Main.main(rest);
            default -> {
                System.err.println("bourse: bench: '" + arguments[0]
                        + "' is not known; there are pipeline, cluster, scale, peers, bus, match, levels, core,"
                        + " sequencer, gateway and jmh");
                System.exit(2);
            }
        }
    }
}
