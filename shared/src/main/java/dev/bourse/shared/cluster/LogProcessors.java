package dev.bourse.shared.cluster;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.IdentifiedDataSerializable;
import dev.bourse.shared.log.AppendResult;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.LogHead;
import dev.bourse.shared.log.LogMark;
import dev.bourse.shared.log.LogSlice;
import dev.bourse.shared.log.Overflow;
import dev.bourse.shared.log.PartitionLog;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is sent to where a log stands, each a call of {@link PartitionLog}. The backup is given the same. */
@SuppressWarnings("NullAway.Init") // Hazelcast makes them empty and then reads their fields
final class LogProcessors {
    /** Makes them by number, in the place of Java's serialization. */
    static final int FACTORY = 0x426f;

    private LogProcessors() {}

    static IdentifiedDataSerializable create(int id) {
        return switch (id) {
            case Open.ID -> new Open(0);
            case Append.ID -> new Append();
            case Trim.ID -> new Trim(0);
            case Read.ID -> new Read(0, 0);
            case Head.ID -> new Head();
            case KeepCheckpoint.ID -> new KeepCheckpoint(0);
            default -> throw new IllegalArgumentException("processor " + id + " is not known");
        };
    }

    /** A processor of which every version writes its version first. */
    abstract static class Processor<V, R> implements EntryProcessor<Integer, V, R>, IdentifiedDataSerializable {
        private static final long serialVersionUID = 1L;

        @Override
        public final int getFactoryId() {
            return FACTORY;
        }

        @Override
        public final void writeData(ObjectDataOutput out) throws IOException {
            out.writeByte(LogForms.VERSION);
            write(out);
        }

        @Override
        public final void readData(ObjectDataInput in) throws IOException {
            LogForms.checkVersion(in);
            read(in);
        }

        abstract void write(ObjectDataOutput out) throws IOException;

        abstract void read(ObjectDataInput in) throws IOException;
    }

    /** One that changes a log. */
    abstract static class Change<R> extends Processor<PartitionLog, R> {
        private static final long serialVersionUID = 1L;

        @Override
        public final R process(Map.Entry<Integer, PartitionLog> entry) {
            PartitionLog found = entry.getValue();
            PartitionLog log = found == null ? new PartitionLog() : found;
            R result = change(log);
            entry.setValue(log);
            return result;
        }

        abstract R change(PartitionLog log);
    }

    static final class Open extends Change<LogHead> {
        static final int ID = 1;
        private static final long serialVersionUID = 1L;
        private long epoch;

        Open(long epoch) {
            this.epoch = epoch;
        }

        @Override
        LogHead change(PartitionLog log) {
            log.open(epoch);
            return log.head();
        }

        @Override
        void write(ObjectDataOutput out) throws IOException {
            out.writeLong(epoch);
        }

        @Override
        void read(ObjectDataInput in) throws IOException {
            epoch = in.readLong();
        }

        @Override
        public int getClassId() {
            return ID;
        }
    }

    static final class Append extends Change<AppendResult> {
        static final int ID = 2;
        private static final long serialVersionUID = 1L;
        private long epoch;
        private transient List<LogEntry> entries;
        private transient Optional<LogMark> mark;
        private long mostBytes;
        private Overflow overflow;

        Append() {}

        Append(long epoch, List<LogEntry> entries, Optional<LogMark> mark, long mostBytes, Overflow overflow) {
            this.epoch = epoch;
            this.entries = entries;
            this.mark = mark;
            this.mostBytes = mostBytes;
            this.overflow = overflow;
        }

        @Override
        AppendResult change(PartitionLog log) {
            AppendResult result = log.append(epoch, entries, mostBytes, overflow);
            mark.ifPresent(newer -> log.mark(epoch, newer));
            return result;
        }

        @Override
        void write(ObjectDataOutput out) throws IOException {
            out.writeLong(epoch);
            LogForms.writeEntries(out, entries);
            out.writeBoolean(mark.isPresent());
            if (mark.isPresent()) {
                LogForms.writeMark(out, mark.get());
            }
            out.writeLong(mostBytes);
            out.writeString(overflow.name());
        }

        @Override
        void read(ObjectDataInput in) throws IOException {
            epoch = in.readLong();
            entries = LogForms.readEntries(in);
            mark = in.readBoolean() ? Optional.of(LogForms.readMark(in)) : Optional.empty();
            mostBytes = in.readLong();
            overflow = Overflow.valueOf(in.readString());
        }

        @Override
        public int getClassId() {
            return ID;
        }
    }

    static final class Trim extends Change<LogHead> {
        static final int ID = 3;
        private static final long serialVersionUID = 1L;
        private long sequence;

        Trim(long sequence) {
            this.sequence = sequence;
        }

        @Override
        LogHead change(PartitionLog log) {
            log.trim(sequence);
            return log.head();
        }

        @Override
        void write(ObjectDataOutput out) throws IOException {
            out.writeLong(sequence);
        }

        @Override
        void read(ObjectDataInput in) throws IOException {
            sequence = in.readLong();
        }

        @Override
        public int getClassId() {
            return ID;
        }
    }

    static final class Read extends Processor<PartitionLog, LogSlice> implements ReadOnly {
        static final int ID = 4;
        private static final long serialVersionUID = 1L;
        private long after;
        private long mostBytes;

        Read(long after, long mostBytes) {
            this.after = after;
            this.mostBytes = mostBytes;
        }

        @Override
        public LogSlice process(Map.Entry<Integer, PartitionLog> entry) {
            PartitionLog log = entry.getValue();
            return log == null ? new LogSlice(1, 0, List.of()) : log.read(after, mostBytes);
        }

        @Override
        void write(ObjectDataOutput out) throws IOException {
            out.writeLong(after);
            out.writeLong(mostBytes);
        }

        @Override
        void read(ObjectDataInput in) throws IOException {
            after = in.readLong();
            mostBytes = in.readLong();
        }

        @Override
        public int getClassId() {
            return ID;
        }
    }

    static final class Head extends Processor<PartitionLog, LogHead> implements ReadOnly {
        static final int ID = 5;
        private static final long serialVersionUID = 1L;

        @Override
        public LogHead process(Map.Entry<Integer, PartitionLog> entry) {
            PartitionLog log = entry.getValue();
            return log == null ? new PartitionLog().head() : log.head();
        }

        @Override
        void write(ObjectDataOutput out) {}

        @Override
        void read(ObjectDataInput in) {}

        @Override
        public int getClassId() {
            return ID;
        }
    }
}
