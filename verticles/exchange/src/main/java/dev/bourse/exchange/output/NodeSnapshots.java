package dev.bourse.exchange.output;

import dev.bourse.exchange.session.SequencedExchange;
import dev.bourse.exchange.snapshot.SnapshotException;
import dev.bourse.exchange.snapshot.SnapshotReader;
import dev.bourse.exchange.world.World;
import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.exceptions.AeronException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the newest snapshot that the nodes have of the exchange itself, and copies the state in it. A node deletes no
 * output behind its newest snapshot, so that whoever begins with this state finds the outputs behind it. The nodes do
 * nothing for it but read a file. Blocks its thread, which is the caller's.
 */
public final class NodeSnapshots {
    private static final Logger LOG = LoggerFactory.getLogger(NodeSnapshots.class);
    /** The cluster's words for the snapshot of its service. */
    private static final String ALIAS = "alias=snapshot";

    private static final int STREAM = 106;
    private static final int EXPECTED_ORDERS = 1_000;

    private final Aeron aeron;
    private final List<OutputSource> sources;
    private final long patienceNanos;
    private final List<String> without = new ArrayList<>();

    /** A whole snapshot of a node, and up to which output it goes. */
    private record Found(OutputSource source, Recording recording, long number) {}

    private NodeSnapshots(Aeron aeron, List<OutputSource> sources, long patienceMillis) {
        this.aeron = aeron;
        this.sources = sources;
        patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
    }

    /**
     * The state in the newest snapshot of all nodes that answer.
     *
     * @param aeron a client of the media driver to use; not closed by this
     * @throws IllegalStateException if no node has one that can be read, with what each said
     */
    public static World newest(Aeron aeron, List<OutputSource> sources, long patienceMillis) {
        return new NodeSnapshots(aeron, sources, patienceMillis).newest();
    }

    private World newest() {
        List<Found> found = new ArrayList<>();
        for (OutputSource source : sources) {
            try (AeronArchive archive = source.connect(aeron, patienceNanos)) {
                List<Recording> whole = Recording.list(archive, ALIAS, STREAM).stream()
                        .filter(recording -> !recording.grows() && recording.stop() > recording.start())
                        .toList();
                for (Recording recording : whole) {
                    long number = SnapshotReplay.read(archive, source, recording, NodeSnapshots::numberOf);
                    found.add(new Found(source, recording, number));
                }
                if (whole.isEmpty()) {
                    without.add(source.name() + " has none");
                }
            } catch (AeronException | IllegalStateException | SnapshotException unreadable) {
                without.add(source.name() + ": " + unreadable.getMessage());
            }
        }
        found.sort(Comparator.comparingLong(Found::number).reversed());
        for (Found each : found) {
            try (AeronArchive archive = each.source().connect(aeron, patienceNanos)) {
                World world = SnapshotReplay.read(archive, each.source(), each.recording(), NodeSnapshots::load);
                LOG.info(
                        "the state after output {} was copied from {}",
                        each.number(),
                        each.source().name());
                return world;
            } catch (AeronException | IllegalStateException | SnapshotException unreadable) {
                LOG.warn("a snapshot of {} cannot be read", each.source().name(), unreadable);
                without.add(each.source().name() + ": " + unreadable.getMessage());
            }
        }
        throw new IllegalStateException("no node has a snapshot of the exchange that can be read: " + without);
    }

    /** The second number of a state, behind the version of its layout. */
    private static long numberOf(SnapshotReader reader) {
        reader.getLong();
        return reader.getLong();
    }

    private static World load(SnapshotReader reader) {
        SequencedExchange exchange = new SequencedExchange(EXPECTED_ORDERS, new Nobody());
        exchange.load(reader);
        reader.finish();
        return exchange.view().world();
    }

    /** Nothing is applied here. */
    private static final class Nobody implements SequencedExchange.Listener {
        @Override
        public void onAnswers(DirectBuffer buffer, int length, boolean refused) {
            // Nobody asked.
        }

        @Override
        public void onOutputs(long first, int outputs, DirectBuffer buffer, int length) {
            // They are read elsewhere.
        }
    }
}
