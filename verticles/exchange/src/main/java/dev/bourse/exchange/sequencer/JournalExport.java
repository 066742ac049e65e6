package dev.bourse.exchange.sequencer;

import dev.bourse.exchange.replay.JournalWriter;
import dev.bourse.exchange.session.SequencedExchange;
import dev.bourse.shared.config.StartFailure;
import io.aeron.Aeron;
import io.aeron.FragmentAssembler;
import io.aeron.Image;
import io.aeron.Subscription;
import io.aeron.archive.Archive;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.RecordingLog;
import io.aeron.driver.MediaDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.IdleStrategy;

/**
 * Writes the commands that a stopped node has in its journal to a journal file, with their numbers and times, for
 * {@code replay} on any machine. Works on the node's directory, which nobody else may use meanwhile.
 */
final class JournalExport implements SequencedExchange.Listener, AutoCloseable {
    private static final int STREAM = 2_010;
    private static final int FRAGMENTS = 100;
    private static final long PATIENCE_NANOS = 10_000_000_000L;

    private final JournalWriter writer;
    private final SequencedExchange exchange = new SequencedExchange(100_000, this);

    private JournalExport(JournalWriter writer) {
        this.writer = writer;
    }

    /**
     * Exports.
     *
     * @return how many commands were written
     * @throws StartFailure if there is no journal, it is in use or damaged, or its beginning was deleted
     * @throws IOException if the file cannot be written
     */
    static long export(Path directory, Path file) throws IOException {
        if (!Files.isDirectory(directory.resolve("archive"))) {
            throw new StartFailure(directory + " is not the directory of a node: it has no archive");
        }
        NodeOptions options = NodeOptions.local(directory, 0, 1, NodeOptions.DEFAULT_PORT);
        NodeErrors errors = new NodeErrors(options, why -> {});
        NodeContexts contexts = new NodeContexts(options, errors, () -> {});
        NodeLock lock = NodeLock.take(directory);
        try (lock;
                JournalExport export = new JournalExport(new JournalWriter(file));
                MediaDriver driver = MediaDriver.launch(contexts.driver());
                Archive archive = TornTail.launch(
                        () -> contexts.archive(driver).controlChannel(null).controlChannelEnabled(false), lock);
                AgentRunner transport = new AgentRunner(contexts.idle(), errors, null, new Transport(archive))) {
            AgentRunner.startOnThread(transport);
            export.read(options, contexts.idle());
            return export.exchange.commandNumber();
        } catch (RuntimeException failed) {
            throw errors.explain(failed);
        }
    }

    @Override
    public void onCommand(DirectBuffer buffer, int offset, int length, long timestampMicros) {
        try {
            writer.append(buffer, offset, length, timestampMicros);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    @Override
    public void onAnswers(DirectBuffer buffer, int length, boolean refused) {
        // There is nobody to answer.
    }

    @Override
    public void onOutputs(long first, int outputs, DirectBuffer buffer, int length) {
        // Whoever replays the file makes them again.
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }

    private void read(NodeOptions options, IdleStrategy idle) {
        long recording;
        try (RecordingLog log = new RecordingLog(options.clusterDirectory().toFile(), false)) {
            recording = log.findLastTermRecordingId();
        }
        if (recording == Aeron.NULL_VALUE) {
            throw new StartFailure(options.directory() + " has no journal yet");
        }
        LogReader log = new LogReader(exchange);
        FragmentAssembler handler =
                new FragmentAssembler((buffer, offset, length, header) -> log.onMessage(buffer, offset, length));
        try (AeronArchive archive = AeronArchive.connect(NodeContexts.archiveClient()
                .aeronDirectoryName(options.driverDirectory().toString()))) {
            if (archive.getStartPosition(recording) > 0) {
                throw new StartFailure("the beginning of the journal in " + options.directory()
                        + " was deleted after a snapshot; export a node that keeps it"
                        + " (exchange.retained-snapshots)");
            }
            long stop = archive.getStopPosition(recording);
            try (Subscription subscription = archive.replay(recording, 0, stop, "aeron:ipc", STREAM)) {
                poll(subscription, handler, stop, idle);
            }
        }
    }

    private static void poll(Subscription subscription, FragmentAssembler handler, long stop, IdleStrategy idle) {
        long position = 0;
        long deadline = System.nanoTime() + PATIENCE_NANOS;
        while (position < stop) {
            int fragments = subscription.poll(handler, FRAGMENTS);
            idle.idle(fragments);
            if (fragments > 0) {
                Image image = subscription.imageAtIndex(0);
                position = image.position();
                deadline = System.nanoTime() + PATIENCE_NANOS;
            } else if (System.nanoTime() - deadline > 0 || (position > 0 && subscription.hasNoImages())) {
                throw new StartFailure(
                        "the journal could be read up to position " + position + " of " + stop + " only");
            }
        }
    }
}
