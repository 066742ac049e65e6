package dev.bourse.exchange.output;

import io.aeron.FragmentAssembler;
import io.aeron.archive.client.AeronArchive;

/**
 * Looks up numbers in recordings of outputs: where to start for a number, what the first and the last one are. A batch
 * starts at each border of a term, so the place of a number is found by halving, without an index. Blocks its thread,
 * for a few milliseconds a look. One thread.
 */
public final class RecordingProbe {
    private static final long PATIENCE_NANOS = 5_000_000_000L;
    private static final int FRAGMENTS = 10;
    private static final long NOTHING = -1;

    private final AeronArchive archive;
    private final OutputSource source;
    private final OutputSequence sequence = new OutputSequence(1);
    private long first;
    private long end;

    /** With a client of the archive, and how its node is reached. */
    public RecordingProbe(AeronArchive archive, OutputSource source) {
        this.archive = archive;
        this.source = source;
    }

    /**
     * Where to start to meet the output of a number: the last border of a term with no later batch behind it, or the
     * start of the recording if the number is before everything in it.
     */
    public long positionOf(OutputRecording recording, long number) {
        long stop = stopOf(recording);
        long low = recording.start() / recording.termLength();
        long high = Math.max(low, (stop - 1) / recording.termLength());
        while (low < high) {
            long middle = (low + high + 1) >>> 1;
            if (firstAt(recording, middle * recording.termLength(), stop) <= number) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return Math.max(recording.start(), low * recording.termLength());
    }

    /** The number behind the last output of a recording that has ended; its first, where it holds none. */
    public long endOf(OutputRecording recording) {
        long lastTerm = (recording.stop() - 1) / recording.termLength() * recording.termLength();
        replay(recording, Math.max(recording.start(), lastTerm), recording.stop(), true);
        return end == NOTHING ? recording.first() : end;
    }

    /** The number of the first output that is still there. */
    public long firstOf(OutputRecording recording) {
        long stop = stopOf(recording);
        return recording.start() == 0 || stop <= recording.start()
                ? recording.first()
                : firstAt(recording, recording.start(), stop);
    }

    private long stopOf(OutputRecording recording) {
        return recording.grows() ? archive.getRecordingPosition(recording.id()) : recording.stop();
    }

    private long firstAt(OutputRecording recording, long position, long stop) {
        replay(recording, position, Math.min(stop, position + recording.termLength()), false);
        if (first == NOTHING) {
            throw new IllegalStateException(
                    "recording " + recording.id() + " of outputs has no batch at position " + position);
        }
        return first;
    }

    private void replay(OutputRecording recording, long from, long to, boolean whole) {
        first = NOTHING;
        end = NOTHING;
        if (from >= to) {
            return;
        }
        FragmentAssembler handler = Replay.assembling((buffer, offset, length, header) -> {
            if (first == NOTHING) {
                first = sequence.first(buffer, offset, length);
            }
            end = sequence.end(buffer, offset, length);
        });
        try (Replay replay = Replay.open(archive, source, recording.id(), from, to - from)) {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            while (replay.position() < to && (whole || first == NOTHING)) {
                int read = replay.poll(handler, FRAGMENTS);
                replay.pause(read);
                if (read > 0) {
                    deadline = System.nanoTime() + PATIENCE_NANOS;
                } else if (replay.isOver() || System.nanoTime() - deadline > 0) {
                    throw new IllegalStateException("recording " + recording.id()
                            + " of outputs cannot be read behind position " + replay.position());
                }
            }
        }
    }
}
