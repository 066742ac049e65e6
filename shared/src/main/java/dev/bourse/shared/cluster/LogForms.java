package dev.bourse.shared.cluster;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import dev.bourse.shared.log.AppendResult;
import dev.bourse.shared.log.Checkpoint;
import dev.bourse.shared.log.Checkpoints;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogHead;
import dev.bourse.shared.log.LogMark;
import dev.bourse.shared.log.LogSlice;
import dev.bourse.shared.log.PartitionLog;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The forms in which logs, checkpoints and answers about them travel between members, each behind a version. */
final class LogForms {
    /** The version that this code writes, and the only one that it reads. */
    static final byte VERSION = 1;

    private static final int FIRST_TYPE = 0x426f00;

    private LogForms() {}

    /** What a member must know to take part. */
    static void register(SerializationConfig config) {
        config.addDataSerializableFactory(LogProcessors.FACTORY, LogProcessors::create);
        add(config, 1, PartitionLog.class, LogForms::writeLog, in -> PartitionLog.of(bytes(in)));
        add(config, 2, LogHead.class, LogForms::writeHead, LogForms::readHead);
        add(config, 3, LogSlice.class, LogForms::writeSlice, LogForms::readSlice);
        add(config, 4, AppendResult.class, LogForms::writeResult, LogForms::readResult);
        add(config, 5, Checkpoints.class, LogForms::writeCheckpoints, LogForms::readCheckpoints);
    }

    static void checkVersion(ObjectDataInput in) throws IOException {
        byte version = in.readByte();
        if (version != VERSION) {
            throw new IOException("version " + version + " of a log's form is not known; known is " + VERSION);
        }
    }

    static void writeEntries(ObjectDataOutput out, List<LogEntry> entries) throws IOException {
        out.writeInt(entries.size());
        for (LogEntry entry : entries) {
            out.writeLong(entry.sequence());
            out.writeByteArray(entry.batch());
            out.writeByteArray(entry.note());
        }
    }

    static List<LogEntry> readEntries(ObjectDataInput in) throws IOException {
        int count = in.readInt();
        List<LogEntry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            entries.add(new LogEntry(in.readLong(), bytes(in), bytes(in)));
        }
        return entries;
    }

    static void writeMark(ObjectDataOutput out, LogMark mark) throws IOException {
        out.writeLong(mark.sequence());
        out.writeByteArray(mark.bytes());
    }

    static LogMark readMark(ObjectDataInput in) throws IOException {
        return new LogMark(in.readLong(), bytes(in));
    }

    static void writeCheckpoint(ObjectDataOutput out, Checkpoint checkpoint) throws IOException {
        out.writeLong(checkpoint.sequence());
        out.writeByteArray(checkpoint.bytes());
    }

    static Checkpoint readCheckpoint(ObjectDataInput in) throws IOException {
        return new Checkpoint(in.readLong(), bytes(in));
    }

    private static void writeLog(ObjectDataOutput out, PartitionLog log) throws IOException {
        out.writeByteArray(log.toBytes());
    }

    private static void writeHead(ObjectDataOutput out, LogHead head) throws IOException {
        out.writeLong(head.epoch());
        out.writeLong(head.first());
        out.writeLong(head.last());
        out.writeLong(head.bytes());
        writeMark(out, head.mark());
        out.writeByteArray(head.note());
    }

    private static LogHead readHead(ObjectDataInput in) throws IOException {
        return new LogHead(in.readLong(), in.readLong(), in.readLong(), in.readLong(), readMark(in), bytes(in));
    }

    private static void writeSlice(ObjectDataOutput out, LogSlice slice) throws IOException {
        out.writeLong(slice.first());
        out.writeLong(slice.last());
        writeEntries(out, slice.entries());
    }

    private static LogSlice readSlice(ObjectDataInput in) throws IOException {
        return new LogSlice(in.readLong(), in.readLong(), readEntries(in));
    }

    private static void writeResult(ObjectDataOutput out, AppendResult result) throws IOException {
        out.writeString(result.outcome().name());
        out.writeLong(result.last());
        out.writeLong(result.bytes());
    }

    private static AppendResult readResult(ObjectDataInput in) throws IOException {
        return new AppendResult(AppendResult.Outcome.valueOf(in.readString()), in.readLong(), in.readLong());
    }

    private static void writeCheckpoints(ObjectDataOutput out, Checkpoints checkpoints) throws IOException {
        out.writeLong(checkpoints.epoch());
        out.writeInt(checkpoints.newestFirst().size());
        for (Checkpoint checkpoint : checkpoints.newestFirst()) {
            writeCheckpoint(out, checkpoint);
        }
    }

    private static Checkpoints readCheckpoints(ObjectDataInput in) throws IOException {
        long epoch = in.readLong();
        int count = in.readInt();
        List<Checkpoint> newestFirst = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            newestFirst.add(readCheckpoint(in));
        }
        return new Checkpoints(epoch, newestFirst);
    }

    private static byte[] bytes(ObjectDataInput in) throws IOException {
        byte[] bytes = in.readByteArray();
        if (bytes == null) {
            throw new IOException("null where bytes were due");
        }
        return bytes;
    }

    private interface Writer<T> {
        void write(ObjectDataOutput out, T object) throws IOException;
    }

    private interface Reader<T> {
        T read(ObjectDataInput in) throws IOException;
    }

    private static <T> void add(
            SerializationConfig config, int number, Class<T> type, Writer<T> writer, Reader<T> reader) {
        config.addSerializerConfig(new SerializerConfig()
                .setTypeClass(type)
                .setImplementation(new Form<>(FIRST_TYPE + number, writer, reader)));
    }

    private record Form<T>(int typeId, Writer<T> writer, Reader<T> reader) implements StreamSerializer<T> {
        @Override
        public int getTypeId() {
            return typeId;
        }

        @Override
        public void write(ObjectDataOutput out, T object) throws IOException {
            out.writeByte(VERSION);
            writer.write(out, object);
        }

        @Override
        public T read(ObjectDataInput in) throws IOException {
            checkVersion(in);
            return reader.read(in);
        }
    }
}
