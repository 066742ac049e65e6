package dev.bourse.classification.checkpoint;

import dev.bourse.classification.partition.ClassificationPartition;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The classes of a partition's instruments after some batch of states.
 *
 * @param watermark of that batch, milliseconds since 1970
 * @param engines the engines
 * @param classes by instrument the class in the eyes of each engine, as its index there, or
 *     {@link ClassificationPartition#UNMET}
 * @param signals the last batch of signals that was out, 0 where none was or nobody wrote it down
 */
public record ClassificationCheckpoint(
        long watermark, List<EngineMark> engines, Map<Integer, int[]> classes, long signals) {
    /** Of a partition that nobody has judged. */
    public static final ClassificationCheckpoint NONE =
            new ClassificationCheckpoint(Long.MIN_VALUE, List.of(), Map.of(), 0);

    /** The version that this code writes, and the only one that it reads. */
    public static final int VERSION = 1;

    private static final int MAGIC = 0x424f434c;

    /** Keeps a copy of the list. */
    public ClassificationCheckpoint {
        engines = List.copyOf(engines);
    }

    /**
     * What tells an engine from any other that might judge otherwise.
     *
     * @param id its id
     * @param version the version that its payload names
     * @param checksum sha-256 of its payload, in hexadecimal digits
     */
    public record EngineMark(String id, String version, String checksum) {}

    /** The classes for these engines only, in their order; those of an engine that is not here are unmet. */
    public Map<Integer, int[]> classesFor(List<EngineMark> wanted) {
        Map<Integer, int[]> found = new TreeMap<>();
        classes.forEach((id, known) -> {
            int[] own = new int[wanted.size()];
            for (int i = 0; i < own.length; i++) {
                int at = engines.indexOf(wanted.get(i));
                own[i] = at < 0 ? ClassificationPartition.UNMET : known[at];
            }
            found.put(id, own);
        });
        return found;
    }

    /** The classes of two groups of engines as those of all. */
    public static Map<Integer, int[]> join(
            Map<Integer, int[]> first, int firstEngines, Map<Integer, int[]> second, int secondEngines) {
        Map<Integer, int[]> all = new TreeMap<>();
        first.forEach((id, classes) -> all.put(id, Arrays.copyOf(classes, firstEngines + secondEngines)));
        all.forEach((id, classes) -> {
            if (!second.containsKey(id)) {
                Arrays.fill(classes, firstEngines, classes.length, ClassificationPartition.UNMET);
            }
        });
        second.forEach((id, classes) -> {
            int[] joined = all.computeIfAbsent(id, absent -> {
                int[] unmet = new int[firstEngines + secondEngines];
                Arrays.fill(unmet, 0, firstEngines, ClassificationPartition.UNMET);
                return unmet;
            });
            System.arraycopy(classes, 0, joined, firstEngines, secondEngines);
        });
        return all;
    }

    /**
     * Its bytes: magic number, version, watermark, the engines, each instrument with its classes, then the signals,
     * which older processes neither write nor miss.
     */
    public byte[] bytes() {
        int size = 2 * Integer.BYTES + Long.BYTES + 2 * Integer.BYTES;
        for (EngineMark engine : engines) {
            size += 3 * Integer.BYTES
                    + utf8(engine.id()).length
                    + utf8(engine.version()).length
                    + utf8(engine.checksum()).length;
        }
        size += classes.size() * (1 + engines.size()) * Integer.BYTES + Long.BYTES;
        ByteBuffer out = ByteBuffer.allocate(size);
        out.putInt(MAGIC).putInt(VERSION).putLong(watermark).putInt(engines.size());
        for (EngineMark engine : engines) {
            putText(out, engine.id());
            putText(out, engine.version());
            putText(out, engine.checksum());
        }
        out.putInt(classes.size());
        classes.forEach((id, own) -> {
            out.putInt(id);
            for (int signalClass : own) {
                out.putInt(signalClass);
            }
        });
        out.putLong(signals);
        return out.array();
    }

    /**
     * What {@link #bytes} has written.
     *
     * @throws IllegalArgumentException if the bytes are of another version or damaged
     */
    public static ClassificationCheckpoint of(byte[] written) {
        ByteBuffer in = ByteBuffer.wrap(written);
        try {
            if (in.getInt() != MAGIC) {
                throw new IllegalArgumentException("these are not the classes of a partition");
            }
            int version = in.getInt();
            if (version != VERSION) {
                throw new IllegalArgumentException(
                        "checkpoint version " + version + " is not known; known is " + VERSION);
            }
            long watermark = in.getLong();
            EngineMark[] engines = new EngineMark[in.getInt()];
            for (int i = 0; i < engines.length; i++) {
                engines[i] = new EngineMark(getText(in), getText(in), getText(in));
            }
            Map<Integer, int[]> classes = new TreeMap<>();
            int count = in.getInt();
            for (int i = 0; i < count; i++) {
                int id = in.getInt();
                int[] own = new int[engines.length];
                for (int engine = 0; engine < own.length; engine++) {
                    own[engine] = in.getInt();
                }
                classes.put(id, own);
            }
            long signals = in.hasRemaining() ? in.getLong() : 0;
            return new ClassificationCheckpoint(watermark, List.of(engines), classes, signals);
        } catch (BufferUnderflowException | NegativeArraySizeException truncated) {
            throw new IllegalArgumentException("a checkpoint of " + written.length + " bytes is cut short", truncated);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static void putText(ByteBuffer out, String text) {
        byte[] bytes = utf8(text);
        out.putInt(bytes.length).put(bytes);
    }

    private static String getText(ByteBuffer in) {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
