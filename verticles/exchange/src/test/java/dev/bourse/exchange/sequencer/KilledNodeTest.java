package dev.bourse.exchange.sequencer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.exchange.client.ClientOptions;
import io.aeron.cluster.RecordingLog;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.agrona.IoUtil;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process leaves behind: C2, E9. */
class KilledNodeTest {
    private static final int PAGE = 4_096;

    @TempDir
    Path directory;

    @Test
    @DisplayName(
            "A node killed in the middle of a write starts again without the torn end, and with all that it answered")
    void startsOverATornWrite() throws Exception {
        int port = NodeUnderTest.freePorts(Ports.OF_A_NODE);
        NodeOptions options = NodeUnderTest.options(directory, 0, 1, port);
        TestMarket market = new TestMarket();
        List<byte[]> sent = new ArrayList<>(market.opening());
        sent.addAll(market.orders(1_000));
        NodeProcess process = NodeProcess.start(directory, 0, 1, port);
        try (MediaDriver driver = MediaDriver.launch(new MediaDriver.Context()
                        .aeronDirectoryName(directory.resolve("driver").toString())
                        .threadingMode(ThreadingMode.SHARED)
                        .sharedIdleStrategy(new BackoffIdleStrategy())
                        .dirDeleteOnStart(true));
                TestClient client = new TestClient(
                        driver.aeronDirectoryName(),
                        new ClientOptions(
                                options.ingressEndpoints(),
                                "127.0.0.1",
                                4_096,
                                1_344,
                                Duration.ofMinutes(2),
                                Duration.ofMillis(50)))) {
            client.sendAll(sent);
            client.awaitAnswers();
            process.kill();
            tearTheJournal(options);

            List<String> ends = new ArrayList<>();
            try (SequencerNode node = SequencerNode.start(options, ends::add)) {
                byte[] mark = market.markSnapshot(1);
                sent.add(mark);
                client.send(mark);
                client.awaitAnswers();

                List<String> outputs = client.outputs(options.outputSources("127.0.0.1"), 1, client.lastOutput());
                assertThat(outputs).isEqualTo(Replayed.outputs(sent, outputs));
                assertThat(node.ended()).isNull();
            }
            assertThat(ends).isEmpty();
            assertThat(client.unknown).isEmpty();
        } finally {
            process.kill();
            IoUtil.delete(options.driverDirectory().toFile(), true);
        }
    }

    /** Leaves the header of a fragment that reaches into the next page behind the last one, and nothing of the rest. */
    private static void tearTheJournal(NodeOptions options) throws IOException {
        long recording;
        try (RecordingLog log = new RecordingLog(options.clusterDirectory().toFile(), false)) {
            recording = log.findLastTermRecordingId();
        }
        Path file = options.archiveDirectory().resolve(recording + "-0.rec");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer length = ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            long at = 0;
            channel.read(length.clear(), at);
            while (length.getInt(0) > 0) {
                at += (length.getInt(0) + 31) & -32;
                channel.read(length.clear(), at);
            }
            length.clear().putInt(0, (int) (PAGE - at % PAGE) + 64);
            channel.write(length.rewind(), at);
        }
    }
}
