package dev.bourse.exchange.sequencer;

import io.aeron.archive.Archive;
import io.aeron.archive.client.ArchiveException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts an archive whose process was killed in the middle of a write. The last fragment of a recording may then be
 * there in part, and the archive refuses to start over it. Such a fragment was never reported as recorded, so nothing
 * that was committed on its account is lost by cutting it off; every whole fragment before it stays. Recordings that
 * were ended in order are not looked at, nor is damage anywhere else.
 */
final class TornTail {
    private static final Logger LOG = LoggerFactory.getLogger(TornTail.class);
    private static final Pattern REFUSAL =
            Pattern.compile("incomplete last fragment straddling page boundary in file: (\\S+\\.rec)");
    /** A node records its journal, its outputs and at most two snapshots at a time. */
    private static final int MOST = 8;

    private static final int ALIGNMENT = 32;

    private TornTail() {}

    /** Launches an archive, cutting torn tails off as it finds them. */
    static Archive launch(Supplier<Archive.Context> context, NodeLock lock) {
        for (int cut = 0; ; cut++) {
            Archive.Context made = context.get();
            try {
                return Archive.launch(made);
            } catch (ArchiveException refused) {
                Matcher file = REFUSAL.matcher(String.valueOf(refused.getMessage()));
                if (cut == MOST || !file.find()) {
                    throw refused;
                }
                made.close();
                cut(Path.of(file.group(1)));
                lock.removeMarks();
            }
        }
    }

    /** Overwrites the last fragment of a segment file, which starts with a fragment, by zeros: the file ends before. */
    static void cut(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            long at = 0;
            int last = 0;
            while (at < channel.size()) {
                channel.read(length.clear(), at);
                int aligned = (length.getInt(0) + ALIGNMENT - 1) & -ALIGNMENT;
                if (aligned <= 0) {
                    break;
                }
                last = aligned;
                at += aligned;
            }
            long begin = at - last;
            ByteBuffer zeros = ByteBuffer.allocate((int) Math.min(last, channel.size() - begin));
            channel.write(zeros, begin);
            channel.force(false);
            LOG.warn("{} ended in a write that was cut short: {} bytes from {} on are dropped", file, last, begin);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
