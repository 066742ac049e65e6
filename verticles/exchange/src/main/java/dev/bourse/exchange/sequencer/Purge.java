package dev.bourse.exchange.sequencer;

import dev.bourse.exchange.output.OutputRecording;
import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.RecordingLog;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes from a node's archive what is older than what it keeps, by whole files. One thread; blocks. */
final class Purge {
    private static final Logger LOG = LoggerFactory.getLogger(Purge.class);

    private final NodeOptions options;
    private final AeronArchive archive;

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
            if (entry.logPosition < keepFrom && exists(entry.recordingId)) {
                archive.purgeRecording(entry.recordingId);
            }
        }
    }

    /**
     * Deletes the oldest outputs while there are more than are kept; those of the present run are never all deleted.
     */
    void outputs() {
        List<OutputRecording> recordings = OutputRecording.list(archive);
        long kept = 0;
        for (OutputRecording recording : recordings.reversed()) {
            long stop = recording.grows() ? archive.getRecordingPosition(recording.id()) : recording.stop();
            long room = options.retainedOutputBytes() - kept;
            if (room <= 0 && !recording.grows()) {
                archive.purgeRecording(recording.id());
            } else if (stop - recording.start() > room) {
                purgeBefore(recording.id(), stop - Math.max(0, room));
            }
            kept += stop - recording.start();
        }
    }

    private void purgeBefore(long recordingId, long position) {
        long[] base = {0, 0};
        archive.listRecording(
                recordingId,
                (control,
                        correlation,
                        id,
                        began,
                        ended,
                        start,
                        stop,
                        initialTerm,
                        segment,
                        term,
                        mtu,
                        session,
                        stream,
                        stripped,
                        channel,
                        source) -> {
                    base[0] = start;
                    base[1] = AeronArchive.segmentFileBasePosition(start, Math.max(start, position), term, segment);
                });
        if (base[1] > base[0]) {
            long files = archive.purgeSegments(recordingId, base[1]);
            LOG.info("node {} deleted {} files of recording {} before {}", options.node(), files, recordingId, base[1]);
        }
    }

    private boolean exists(long recordingId) {
        return archive.listRecording(
                        recordingId,
                        (control,
                                correlation,
                                id,
                                began,
                                ended,
                                start,
                                stop,
                                initialTerm,
                                segment,
                                term,
                                mtu,
                                session,
                                stream,
                                stripped,
                                channel,
                                source) -> {})
                > 0;
    }
}
