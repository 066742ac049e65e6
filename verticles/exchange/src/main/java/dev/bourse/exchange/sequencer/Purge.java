package dev.bourse.exchange.sequencer;

import dev.bourse.exchange.output.OutputRecording;
import dev.bourse.exchange.output.OutputSource;
import dev.bourse.exchange.output.Recording;
import dev.bourse.exchange.output.RecordingProbe;
import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.ArchiveException;
import io.aeron.cluster.RecordingLog;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes from a node's archive what is older than what it keeps, by whole files. One thread; blocks. */
final class Purge {
    private static final Logger LOG = LoggerFactory.getLogger(Purge.class);

    private static final String IN_USE = "replay in progress";

    private final NodeOptions options;
    private final AeronArchive archive;

    /** What of a recording is to go: all before a position, or everything. */
    record Deletion(long recording, long before) {
        static final long EVERYTHING = Long.MAX_VALUE;
    }

    Purge(NodeOptions options, AeronArchive archive) {
        this.options = options;
        this.archive = archive;
    }

    /** Deletes the journal before the oldest snapshot that is kept, and the snapshots before that. */
    void journal() {
        List<RecordingLog.Entry> snapshots = new ArrayList<>();
        long journal;
        try (RecordingLog log = new RecordingLog(options.clusterDirectory().toFile(), false)) {
            log.entries().stream()
                    .filter(entry -> entry.type == RecordingLog.ENTRY_TYPE_SNAPSHOT && entry.isValid)
                    .forEach(snapshots::add);
            journal = log.findLastTermRecordingId();
        }
        List<Long> positions = snapshots.stream()
                .map(entry -> entry.logPosition)
                .distinct()
                .sorted()
                .toList();
        if (positions.size() < options.retainedSnapshots() || journal == Aeron.NULL_VALUE) {
            return;
        }
        long keepFrom = positions.get(positions.size() - options.retainedSnapshots());
        purgeBefore(journal, keepFrom);
        for (RecordingLog.Entry entry : snapshots) {
            if (entry.logPosition < keepFrom
                    && Recording.find(archive, entry.recordingId).isPresent()) {
                archive.purgeRecording(entry.recordingId);
            }
        }
    }

    /**
     * What to delete of the outputs: the oldest while there are more than are kept; those of the present run are never
     * all deleted, and none behind the newest snapshot, with which a reader begins that lacks what is deleted. To find
     * out is to look into the recordings, which an archive takes for reading for some time: delete later.
     *
     * @param snapshotOutput the last output that is in the newest snapshot
     */
    List<Deletion> oldOutputs(long snapshotOutput) {
        List<Deletion> found = new ArrayList<>();
        List<OutputRecording> recordings = OutputRecording.list(archive);
        RecordingProbe probe = new RecordingProbe(archive, OutputSource.local());
        long kept = 0;
        long next = Long.MAX_VALUE;
        for (OutputRecording recording : recordings.reversed()) {
            long stop = recording.grows() ? archive.getRecordingPosition(recording.id()) : recording.stop();
            long room = options.retainedOutputBytes() - kept;
            boolean needed = next > snapshotOutput + 1;
            if (room <= 0 && !recording.grows() && !needed) {
                found.add(new Deletion(recording.id(), Deletion.EVERYTHING));
            } else if (stop - recording.start() > room) {
                long least = needed ? probe.positionOf(recording, snapshotOutput + 1) : stop;
                found.add(new Deletion(recording.id(), Math.min(least, stop - Math.max(0, room))));
            }
            kept += stop - recording.start();
            next = recording.first();
        }
        return found;
    }

    /** Deletes; gives what could not be deleted yet, since somebody reads it. */
    List<Deletion> delete(List<Deletion> deletions) {
        List<Deletion> left = new ArrayList<>();
        for (Deletion each : deletions) {
            try {
                if (each.before() != Deletion.EVERYTHING) {
                    purgeBefore(each.recording(), each.before());
                } else if (Recording.find(archive, each.recording()).isPresent()) {
                    archive.purgeRecording(each.recording());
                }
            } catch (ArchiveException refused) {
                if (!String.valueOf(refused.getMessage()).contains(IN_USE)) {
                    throw refused;
                }
                left.add(each);
            }
        }
        return left;
    }

    private void purgeBefore(long recordingId, long position) {
        Recording.find(archive, recordingId).ifPresent(found -> {
            long base = AeronArchive.segmentFileBasePosition(
                    found.start(), Math.max(found.start(), position), found.termLength(), found.segmentLength());
            if (base > found.start()) {
                long files = archive.purgeSegments(recordingId, base);
                LOG.info(
                        "node {} deleted {} files of recording {} before {}", options.node(), files, recordingId, base);
            }
        });
    }
}
