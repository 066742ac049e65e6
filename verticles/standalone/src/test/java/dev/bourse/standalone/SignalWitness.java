package dev.bourse.standalone;

import dev.bourse.shared.bus.Stage;
import dev.bourse.shared.cluster.TestNode;
import dev.bourse.shared.flow.InboundSequence;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.standalone.chaos.SignalRow;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Hears every signal that the cluster publishes, as one more observer. It must be there before classification is; then
 * {@link #whole} says whether it has missed none.
 */
final class SignalWitness {
    private final Map<String, List<String>> rows = new TreeMap<>();
    private long count;
    private boolean whole = true;

    /** Starts to listen, and returns when batches from anywhere in the cluster come here. */
    static SignalWitness on(TestNode node) {
        SignalWitness witness = new SignalWitness();
        Vertx vertx = node.node().vertx();
        for (int partition = 0; partition < node.node().partitions().count(); partition++) {
            InboundSequence sequence = new InboundSequence();
            TestNode.await(vertx.eventBus()
                    .<SignalBatch>consumer(
                            Stage.SIGNALS.address(partition), message -> witness.take(message.body(), sequence))
                    .completion());
        }
        return witness;
    }

    /** Signals so far. */
    synchronized long count() {
        return count;
    }

    /** True where the batches of each partition have come one after the other from the first on. */
    synchronized boolean whole() {
        return whole;
    }

    /** The signals of a symbol in the order in which they came, as rows of {@code signals.csv}. */
    synchronized List<String> rows(String symbol) {
        return List.copyOf(rows.getOrDefault(symbol, List.of()));
    }

    private synchronized void take(SignalBatch batch, InboundSequence sequence) {
        whole &= sequence.receive(batch.header().epoch(), batch.header().sequence()) == InboundSequence.Verdict.APPLY;
        for (Signal signal : batch.signals()) {
            count++;
            rows.computeIfAbsent(signal.symbol(), symbol -> new ArrayList<>()).add(SignalRow.of(signal));
        }
    }
}
