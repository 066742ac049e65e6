package dev.bourse.shared.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.internal.serialization.InternalSerializationService;
import com.hazelcast.internal.serialization.impl.DefaultSerializationServiceBuilder;
import com.hazelcast.internal.serialization.impl.HeapData;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.log.AppendResult;
import dev.bourse.shared.log.Checkpoint;
import dev.bourse.shared.log.Checkpoints;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogHead;
import dev.bourse.shared.log.LogMark;
import dev.bourse.shared.log.LogSlice;
import dev.bourse.shared.log.Overflow;
import dev.bourse.shared.log.PartitionLog;
import dev.bourse.shared.message.Batch;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.message.StateField;
import dev.bourse.shared.message.StateLayout;
import dev.bourse.shared.message.TickBatch;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * B5: what a process of the first version has written, into the cluster or onto the bus, is read by this one. The bytes
 * are in {@code formats/1} and stay there: a later form is tested beside them.
 */
class FirstFormatsTest {
    private static final BatchHeader HEADER = new BatchHeader(3, 7, 9, 1_700_000_000_000L, 13, 15);
    private static final List<LogEntry> ENTRIES =
            List.of(new LogEntry(5, new byte[] {1, 2}, new byte[] {3}), new LogEntry(6, new byte[] {4}, new byte[0]));
    private static final LogMark MARK = new LogMark(5, new byte[] {9, 8});

    private final InternalSerializationService cluster = service();

    static Stream<Arguments> batches() {
        StateLayout layout = new StateLayout(List.of(20));
        long[] record = new long[layout.stride()];
        Arrays.setAll(record, column -> column == 4 ? StateField.ABSENT : 100L + column);
        Signal signal = new Signal(
                5,
                "^ÜBER",
                "range",
                "1",
                "NEW_HIGH",
                5_000,
                41,
                1_700_000_000_123L,
                List.of(new Signal.Input("last", 10_100, 2), new Signal.Input("maximum", StateField.ABSENT, 4)));
        return Stream.of(
                Arguments.of(
                        "ticks",
                        new TickBatch(
                                HEADER,
                                new int[] {5, 69},
                                new long[] {1, 2},
                                new long[] {3, 4},
                                new long[] {-1, 6},
                                new long[] {7, 0})),
                Arguments.of("states", new StateBatch(HEADER, layout, new int[] {5}, record)),
                Arguments.of("signals", new SignalBatch(HEADER, List.of(signal))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("batches")
    void aBatchOfTheFirstVersionIsRead(String name, Batch batch) {
        assertThat(BatchCodec.decode(ByteBuffer.wrap(bytes(name)))).isEqualTo(batch);
        assertThat(BatchCodec.encode(batch)).isEqualTo(bytes(name));
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                Arguments.of("head", new LogHead(7, 5, 6, 99, MARK, new byte[] {3})),
                Arguments.of("slice", new LogSlice(5, 6, ENTRIES)),
                Arguments.of("result", new AppendResult(AppendResult.Outcome.FENCED, 6, 99)),
                Arguments.of("checkpoints", new Checkpoints(7, List.of(new Checkpoint(6, new byte[] {1})))),
                Arguments.of("lease", new Lease(1_700_000_000_000L, "node")),
                Arguments.of("acquire", new AcquireLease("node", Set.of("dead"), 1_700_000_000_000L)),
                Arguments.of("give-back", new GiveBackLease("node", 7)),
                Arguments.of("first-value", new FirstValue(64)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void whatMembersOfTheFirstVersionKeepAndSendIsRead(String name, Object form) {
        assertThat(read(name)).isEqualTo(form);
        assertThat(cluster.toData(form).toByteArray()).isEqualTo(bytes(name));
    }

    static Stream<Arguments> calls() {
        return Stream.of(
                Arguments.of("open", new LogProcessors.Open(7)),
                Arguments.of(
                        "append",
                        new LogProcessors.Append(7, ENTRIES, Optional.of(MARK), 1_000_000, Overflow.DROP_OLDEST)),
                Arguments.of("trim", new LogProcessors.Trim(5)),
                Arguments.of("read", new LogProcessors.Read(5, 1_000)),
                Arguments.of("look", new LogProcessors.Head()),
                Arguments.of("keep", new KeepCheckpoint(7, new Checkpoint(6, new byte[] {1}), 5)),
                Arguments.of("keep-nothing", new KeepCheckpoint(7)));
    }

    /** They have no equals: what was read is written again. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void whatMembersOfTheFirstVersionAskOfALogIsRead(String name, Object call) {
        assertThat(cluster.toData(call).toByteArray()).isEqualTo(bytes(name));
        assertThat(read(name)).hasSameClassAs(call);
        assertThat(cluster.toData(read(name)).toByteArray()).isEqualTo(bytes(name));
    }

    @Test
    void aLogOfTheFirstVersionIsRead() {
        PartitionLog log = PartitionLog.of(bytes("log"));
        assertThat(log.head())
                .isEqualTo(new LogHead(7, 1, 2, log.head().bytes(), new LogMark(2, new byte[] {9}), new byte[0]));
        assertThat(log.read(0, 1_000).entries())
                .containsExactly(
                        new LogEntry(1, new byte[] {1, 2}, new byte[] {3}),
                        new LogEntry(2, new byte[] {4}, new byte[0]));
        assertThat(log.toBytes()).isEqualTo(bytes("log"));
        assertThat(((PartitionLog) read("log-form")).toBytes()).isEqualTo(bytes("log"));
    }

    @Test
    void anInstrumentOfTheFirstVersionIsRead() {
        String row = "7,ACME,2,0,5,100,12345";
        Instrument instrument = new Instrument(7, "ACME", 2, 0, 5, 100, 12_345);
        assertThat(InstrumentRow.read(row)).isEqualTo(instrument);
        assertThat(InstrumentRow.of(instrument)).isEqualTo(row);
    }

    private Object read(String name) {
        return Objects.requireNonNull(cluster.toObject(new HeapData(bytes(name))));
    }

    private static InternalSerializationService service() {
        SerializationConfig config = new SerializationConfig();
        LogForms.register(config);
        return new DefaultSerializationServiceBuilder().setConfig(config).build();
    }

    private static byte[] bytes(String name) {
        try (InputStream in = FirstFormatsTest.class.getResourceAsStream("/formats/1/" + name + ".hex")) {
            String hex = new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
