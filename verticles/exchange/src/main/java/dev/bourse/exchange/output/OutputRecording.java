package dev.bourse.exchange.output;

import io.aeron.archive.client.AeronArchive;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One recording of outputs in the archive of a node: from a start of the node until its end.
 *
 * @param id the archive's number of it
 * @param first the number of the first output that was written to it
 * @param start the first position that is still there; later than 0 once old parts were purged
 * @param stop the position behind its last byte, {@link AeronArchive#NULL_POSITION} while it grows
 * @param termLength bytes of a term: a batch of outputs starts at each multiple of it
 * @param segmentLength bytes of a file
 */
public record OutputRecording(long id, long first, long start, long stop, int termLength, int segmentLength) {
    /** The stream of outputs, in every node. */
    public static final int STREAM = 2001;

    private static final String ALIAS = "bourse-outputs-";

    /** The channel on which a node publishes outputs from a number on to its own archive. */
    public static String channel(long first, int termLength) {
        return "aeron:ipc?term-length=" + termLength + "|alias=" + ALIAS + first;
    }

    /** All recordings of outputs of an archive, by the number of their first output. */
    public static List<OutputRecording> list(AeronArchive archive) {
        List<OutputRecording> found = new ArrayList<>();
        for (Recording each : Recording.list(archive, ALIAS, STREAM)) {
            found.add(new OutputRecording(
                    each.id(),
                    firstOf(each.channel()),
                    each.start(),
                    each.stop(),
                    each.termLength(),
                    each.segmentLength()));
        }
        found.sort(Comparator.comparingLong(OutputRecording::first).thenComparingLong(OutputRecording::id));
        return found;
    }

    /** Whether it still grows. */
    public boolean grows() {
        return stop == AeronArchive.NULL_POSITION;
    }

    /** Whether nothing was ever written to it. */
    public boolean isEmpty() {
        return stop == start && !grows();
    }

    private static long firstOf(String channel) {
        int from = channel.indexOf(ALIAS) + ALIAS.length();
        int to = from;
        while (to < channel.length() && Character.isDigit(channel.charAt(to))) {
            to++;
        }
        return Long.parseLong(channel, from, to, 10);
    }
}
