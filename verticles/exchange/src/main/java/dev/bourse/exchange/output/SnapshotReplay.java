package dev.bourse.exchange.output;

import dev.bourse.exchange.snapshot.SnapshotReader;
import io.aeron.FragmentAssembler;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.SnapshotMark;
import io.aeron.cluster.codecs.SnapshotMarkerDecoder;
import java.util.function.Function;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Gives the bytes of a recorded snapshot of the exchange: what the cluster writes in front, up to its mark of the end,
 * is passed over. One thread.
 */
final class SnapshotReplay implements SnapshotReader.BlockInput {
    private static final long PATIENCE_NANOS = 10_000_000_000L;
    private static final int FRAGMENTS = 10;

    private final Replay replay;
    private final FragmentAssembler handler =
            Replay.assembling((buffer, offset, length, header) -> onBytes(buffer, offset, length));
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SnapshotMarkerDecoder marker = new SnapshotMarkerDecoder();
    private final ExpandableArrayBuffer arrived = new ExpandableArrayBuffer(1 << 17);
    private boolean begun;
    private int begin;
    private int end;

    private SnapshotReplay(Replay replay) {
        this.replay = replay;
    }

    /** Reads a snapshot, or as much of it as the reader wants. */
    static <T> T read(
            AeronArchive archive, OutputSource source, Recording recording, Function<SnapshotReader, T> reading) {
        long length = recording.stop() - recording.start();
        try (Replay replay = Replay.open(archive, source, recording.id(), recording.start(), length)) {
            return reading.apply(new SnapshotReader(new SnapshotReplay(replay)));
        }
    }

    @Override
    public int read(byte[] into, int length) {
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (end - begin < length) {
            if (begin == end) {
                begin = 0;
                end = 0;
            }
            int fragments = replay.poll(handler, FRAGMENTS);
            if (fragments > 0) {
                deadline = System.nanoTime() + PATIENCE_NANOS;
            } else if (replay.isOver() || System.nanoTime() - deadline > 0) {
                break;
            }
            replay.pause(fragments);
        }
        int given = Math.min(length, end - begin);
        arrived.getBytes(begin, into, 0, given);
        begin += given;
        return given;
    }

    private void onBytes(DirectBuffer buffer, int offset, int length) {
        if (begun) {
            arrived.putBytes(end, buffer, offset, length);
            end += length;
            return;
        }
        header.wrap(buffer, offset);
        begun = header.schemaId() == SnapshotMarkerDecoder.SCHEMA_ID
                && header.templateId() == SnapshotMarkerDecoder.TEMPLATE_ID
                && marker.wrapAndApplyHeader(buffer, offset, header).mark() == SnapshotMark.END;
    }
}
