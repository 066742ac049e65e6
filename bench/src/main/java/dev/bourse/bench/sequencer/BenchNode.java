package dev.bourse.bench.sequencer;

import dev.bourse.exchange.sequencer.NodeOptions;
import dev.bourse.exchange.sequencer.OutputSink;
import dev.bourse.exchange.sequencer.SequencerNode;
import dev.bourse.exchange.sequencer.SequencerService;
import java.io.IOException;
import java.nio.file.Path;

/** A node of the exchange, or of nothing, in this process or as one of its own. */
final class BenchNode {
    private BenchNode() {}

    /** What runs on the node. */
    enum Kind {
        /** A service that only answers. */
        NOTHING,
        /** The exchange, whose outputs go nowhere. */
        UNRECORDED,
        /** The exchange as it is. */
        EXCHANGE
    }

    /**
     * Runs a node until the process is killed or whoever started it has ended. Arguments: kind, directory, node, nodes,
     * port.
     */
    public static void main(String[] arguments) throws IOException {
        NodeOptions options = NodeOptions.local(
                Path.of(arguments[1]),
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]),
                Integer.parseInt(arguments[4]));
        start(Kind.valueOf(arguments[0]), options);
        while (System.in.read() >= 0) {
            // Nothing is said there: it closes with the benchmark.
        }
        Runtime.getRuntime().halt(0);
    }

    static SequencerNode start(Kind kind, NodeOptions options) {
        return switch (kind) {
            case NOTHING -> SequencerNode.start(options, BenchNode::ended, node -> new NullService());
            case UNRECORDED ->
                SequencerNode.start(
                        options,
                        BenchNode::ended,
                        node -> new SequencerService(
                                options, (cluster, next) -> OutputSink.none(), node::requestSnapshot, node.counts()));
            case EXCHANGE -> SequencerNode.start(options, BenchNode::ended);
        };
    }

    private static void ended(String why) {
        System.err.println("the node ended: " + why);
        System.exit(3);
    }
}
