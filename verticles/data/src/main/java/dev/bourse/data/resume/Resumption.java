package dev.bourse.data.resume;

import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogHead;
import dev.bourse.shared.message.Batch;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.TickBatch;
import dev.bourse.shared.partition.Partitions;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds out from a partition's log where its next owner goes on: the positions stand beside the newest batch, the
 * instruments' sequences in the mark and in the batches after it. Used by one thread.
 */
public final class Resumption {
    private final Partitions partitions;
    private final long end;
    private final long after;
    private final PartitionNote note;
    private long read;
    private long[] sequences;

    /**
     * To go on after what the log holds.
     *
     * @throws IllegalArgumentException if its note or mark is of a version that this code does not know
     */
    public Resumption(Partitions partitions, LogHead head) {
        this(partitions, head, head.last());
    }

    /**
     * The same of a log that may be gone.
     *
     * @param after the number after which the next batch comes; later than what the log holds where that is gone
     */
    public Resumption(Partitions partitions, LogHead head, long after) {
        this.partitions = partitions;
        this.end = head.last();
        this.after = after;
        this.note = PartitionNote.of(head.note());
        this.read = head.mark().sequence();
        this.sequences = PartitionMark.of(head.mark().bytes()).sequences();
    }

    /** The number of the last batch in the log. */
    public long last() {
        return end;
    }

    /** The number after which the next batch comes. */
    public long after() {
        return after;
    }

    /** Batches up to this number are nowhere any more, 0 where the log has what it should. */
    public long goneUpTo() {
        return after > end ? after : 0;
    }

    /** The last batch that is taken into account; more are needed until it is {@link #last}. */
    public long read() {
        return read;
    }

    /** True once all batches after the mark have been given to {@link #take}. */
    public boolean complete() {
        return read >= end;
    }

    /**
     * The next batch after {@link #read}.
     *
     * @throws IllegalArgumentException if it is no batch of ticks, or not the next one
     */
    public void take(LogEntry entry) {
        if (entry.sequence() > read + 1) {
            throw new IllegalArgumentException(
                    "batch " + entry.sequence() + " of the log follows " + read + ": those between are missing");
        }
        Batch batch = BatchCodec.decode(ByteBuffer.wrap(entry.batch()));
        if (!(batch instanceof TickBatch ticks)) {
            throw new IllegalArgumentException("batch " + entry.sequence() + " of the log holds no ticks");
        }
        if (entry.sequence() == read + 1 && !complete()) {
            for (int i = 0; i < ticks.size(); i++) {
                raise(partitions.slot(ticks.instrument(i)), ticks.sequence(i));
            }
            read = entry.sequence();
        }
    }

    /** The last sequence of each instrument, by its place in the partition; right once {@link #complete}. */
    public long[] sequences() {
        return sequences.clone();
    }

    /** Where a feed stands; empty where it never gave anything. */
    public Optional<FeedPosition> position(String feed) {
        return Optional.ofNullable(note.positions().get(feed));
    }

    /** The watermark of the newest batch; the next ones must not go back behind it. */
    public long watermark() {
        return note.watermark();
    }

    private void raise(int slot, long sequence) {
        if (slot >= sequences.length) {
            sequences = Arrays.copyOf(sequences, Math.max(slot + 1, sequences.length * 2));
        }
        sequences[slot] = Math.max(sequences[slot], sequence);
    }
}
