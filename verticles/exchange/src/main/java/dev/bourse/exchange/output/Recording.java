package dev.bourse.exchange.output;

import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.RecordingDescriptorConsumer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A recording in an archive.
 *
 * @param id the archive's number of it
 * @param start the first position that is still there
 * @param stop the position behind its last byte, {@link AeronArchive#NULL_POSITION} while it grows
 * @param termLength bytes of a term
 * @param segmentLength bytes of a file
 * @param channel what was recorded
 */
public record Recording(long id, long start, long stop, int termLength, int segmentLength, String channel) {
    private static final int ALL = Integer.MAX_VALUE;

    /** The recordings of a stream with a part of their channel's text, in the order in which they began. */
    public static List<Recording> list(AeronArchive archive, String part, int stream) {
        List<Recording> found = new ArrayList<>();
        archive.listRecordingsForUri(0, ALL, part, stream, into(found));
        return found;
    }

    /** The recording of that number. */
    public static Optional<Recording> find(AeronArchive archive, long id) {
        List<Recording> found = new ArrayList<>();
        archive.listRecording(id, into(found));
        return found.stream().findFirst();
    }

    /** Whether it still grows. */
    public boolean grows() {
        return stop == AeronArchive.NULL_POSITION;
    }

    private static RecordingDescriptorConsumer into(List<Recording> found) {
        return (control,
                correlation,
                id,
                began,
                ended,
                start,
                stop,
                initialTerm,
                segmentLength,
                termLength,
                mtu,
                session,
                stream,
                stripped,
                channel,
                source) -> found.add(new Recording(id, start, stop, termLength, segmentLength, channel));
    }
}
