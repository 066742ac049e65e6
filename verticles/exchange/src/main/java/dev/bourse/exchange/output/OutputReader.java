package dev.bourse.exchange.output;

import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.exceptions.AeronException;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Follows the exchange's outputs from a number on, without a gap and without a repeat. Whoever reads keeps
 * {@link #next} together with what it made of the outputs, and starts again from there after a failure of its own.
 *
 * <p>It reads from one node at a time, which for a replica that serves many readers is better a follower. Each node
 * says something at least once a second of the log's time; one that is silent for longer than the patience, whose
 * archive cannot be reached, that lacks the number or is behind what was read elsewhere is left for the next in the
 * list, and so on in turn. A reader that is slow slows neither the node nor other readers: it is behind. Outputs come
 * about as soon as the node has recorded them.
 *
 * <p>One thread, which is the caller's. {@link #poll} blocks for some milliseconds while it changes the node, and for
 * at most a few seconds while a node does not answer.
 */
public final class OutputReader implements FollowedOutputs {
    private static final int FRAGMENTS = 16;
    /** After so many rounds without a node that has the output, those that answered are enough. */
    private static final int MOST_ROUNDS = 10;

    private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Aeron aeron;
    private final List<OutputSource> sources;
    private final long patienceNanos;
    private final OutputSequence sequence;
    private final FragmentAssembler assembler =
            Replay.assembling((buffer, offset, length, header) -> onBatch(buffer, offset, length));
    private OutputConsumer consumer = (number, buffer, offset, length) -> {};
    private int sourceIndex;
    private @Nullable AeronArchive archive;
    private @Nullable Replay replay;
    private boolean gap;
    private @Nullable OtherExchangeException other;
    /** Nodes that said, since the last output came, that they have purged the next one. */
    private final BitSet purged = new BitSet();
    /** Attempts at a node since then. */
    private int attempts;

    private int delivered;
    private long lastHeard;
    private long lastAbreast;
    private long notBefore;
    private long changes;
    private String state = "not connected yet";

    /**
     * A reader that is not connected yet.
     *
     * @param aeron a client of the media driver to use; not closed by this
     * @param sources the nodes, in the order in which to try them; 1 or more
     * @param from the number of the first output that is wanted, 1 or more
     * @param patienceMillis after how long a silence to go to another node; more than 1,000
     */
    public OutputReader(Aeron aeron, List<OutputSource> sources, long from, long patienceMillis) {
        if (sources.isEmpty() || from < 1) {
            throw new IllegalArgumentException("a reader needs a node and a number of 1 or more, not " + from);
        }
        this.aeron = aeron;
        this.sources = List.copyOf(sources);
        patienceNanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
        sequence = new OutputSequence(from);
        notBefore = System.nanoTime();
    }

    /** The number of the output that comes next: all before it were handed over. */
    public long next() {
        return sequence.next();
    }

    @Override
    public long time() {
        return sequence.time();
    }

    @Override
    public long end() {
        return sequence.end();
    }

    /** How often the node was changed, or looked for in vain. */
    public long changes() {
        return changes;
    }

    @Override
    public String state() {
        return state;
    }

    /**
     * Hands over what has come.
     *
     * @return how many outputs
     * @throws OutputsGoneException if all nodes, or in the long run all that answer, have purged the next output
     * @throws OtherExchangeException if a node has another output under the number of the last that was handed over
     */
    @Override
    public int poll(OutputConsumer taker) {
        Replay current = replay;
        if (current == null) {
            return System.nanoTime() - notBefore < 0 ? 0 : connect();
        }
        consumer = taker;
        delivered = 0;
        int fragments = current.poll(assembler, FRAGMENTS);
        long now = System.nanoTime();
        if (fragments > 0) {
            lastHeard = now;
        }
        OtherExchangeException foreign = other;
        if (foreign != null) {
            other = null;
            leave(String.valueOf(foreign.getMessage()));
            throw foreign;
        }
        if (sequence.end() >= sequence.next()) {
            lastAbreast = now;
        }
        if (gap) {
            leave("it lacks output " + sequence.next());
        } else if (fragments == 0 && current.isOver()) {
            leave("its recording ended");
        } else if (now - lastHeard > patienceNanos) {
            leave("it was silent for " + TimeUnit.NANOSECONDS.toMillis(patienceNanos) + " ms");
        } else if (sources.size() > 1 && now - lastAbreast > patienceNanos) {
            leave("it has only the outputs before " + sequence.end() + ", and " + sequence.next() + " is wanted");
        }
        return delivered;
    }

    @Override
    public void close() {
        disconnect();
    }

    private void onBatch(DirectBuffer buffer, int offset, int length) {
        if (gap || other != null) {
            return;
        }
        try {
            int taken = sequence.take(buffer, offset, length, consumer);
            gap = taken < 0;
            delivered += Math.max(0, taken);
        } catch (OtherExchangeException found) {
            // Aeron would keep it for itself.
            other = found;
        }
    }

    private int connect() {
        OutputSource source = sources.get(sourceIndex);
        attempts++;
        try {
            AeronArchive connected = source.connect(aeron, patienceNanos);
            archive = connected;
            begin(connected, source);
        } catch (AeronException | IllegalStateException | IllegalArgumentException unreachable) {
            leave(String.valueOf(unreachable.getMessage()));
        }
        return 0;
    }

    private void begin(AeronArchive connected, OutputSource source) {
        RecordingProbe probe = new RecordingProbe(connected, source);
        OutputRecording chosen = null;
        long oldest = Long.MAX_VALUE;
        for (OutputRecording recording : OutputRecording.list(connected)) {
            if (recording.first() <= sequence.next() && !recording.isEmpty()) {
                chosen = recording;
            }
            oldest = Math.min(oldest, recording.first());
        }
        if (chosen != null) {
            oldest = probe.firstOf(chosen);
        }
        if (oldest > sequence.next() && oldest < Long.MAX_VALUE) {
            lacks(oldest);
            return;
        }
        if (chosen == null) {
            leave("it has no outputs up to " + sequence.next());
            return;
        }
        purged.clear();
        attempts = 0;
        long from = probe.positionOf(chosen, sequence.from());
        sequence.move();
        replay = Replay.open(connected, source, chosen.id(), from, AeronArchive.REPLAY_ALL_AND_FOLLOW);
        lastHeard = System.nanoTime();
        lastAbreast = lastHeard;
        state = "reading from " + source.name();
    }

    /**
     * One node that has purged the output, or never had it, may be a new one among others that have it; a node that
     * does not answer at all is not waited for without end.
     */
    private void lacks(long oldest) {
        purged.set(sourceIndex);
        leave("its outputs begin at " + oldest);
        if (purged.cardinality() == sources.size() || attempts > MOST_ROUNDS * sources.size()) {
            throw new OutputsGoneException("output " + sequence.next() + " was purged from " + purged.cardinality()
                    + " of " + sources.size() + " nodes; " + state);
        }
    }

    private void leave(String why) {
        state = sources.get(sourceIndex).name() + ": " + why;
        disconnect();
        gap = false;
        changes++;
        sourceIndex = (sourceIndex + 1) % sources.size();
        notBefore = System.nanoTime() + RETRY_NANOS;
    }

    private void disconnect() {
        try {
            if (replay != null) {
                replay.close();
            }
            if (archive != null) {
                archive.close();
            }
        } catch (ArchiveException | IllegalStateException gone) {
            state = state + "; " + gone.getMessage();
        } finally {
            replay = null;
            archive = null;
        }
    }
}
