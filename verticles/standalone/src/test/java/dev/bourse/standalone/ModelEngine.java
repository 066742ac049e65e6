package dev.bourse.standalone;

import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.engine.EngineFactory;
import dev.bourse.classification.engine.Rule;
import dev.bourse.classification.engine.StateView;
import dev.bourse.classification.engine.Verdict;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.StateField;
import dev.bourse.shared.message.StateLayout;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.CRC32;

/**
 * A heavy engine with a payload of the usual size, of which each megabyte has a say; it thinks over each state for some
 * thousands of steps.
 */
public final class ModelEngine implements EngineFactory {
    static final String ID = "model";
    private static final long PAYLOAD_BYTES = 300L << 20;
    private static final int BLOCK = 1 << 20;
    private static final int STEPS = 2_000;

    /** Writes a payload of 300 MB, almost all of it zeros. */
    static Path payload(Path file) throws IOException {
        try (RandomAccessFile out = new RandomAccessFile(file.toFile(), "rw")) {
            out.setLength(PAYLOAD_BYTES);
            for (long block = 0; block < PAYLOAD_BYTES; block += BLOCK) {
                out.seek(block);
                out.writeLong(block * 31 + 17);
            }
        }
        return file;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public Engine create(InputStream payload) throws IOException {
        long[] weights = new long[(int) (PAYLOAD_BYTES / BLOCK)];
        for (int block = 0; block < weights.length; block++) {
            byte[] bytes = payload.readNBytes(BLOCK);
            if (bytes.length < BLOCK) {
                throw new IllegalArgumentException("block " + block + " has only " + bytes.length + " bytes");
            }
            CRC32 sum = new CRC32();
            sum.update(bytes);
            weights[block] = sum.getValue();
        }
        return new Model(weights);
    }

    @SuppressWarnings("ArrayRecordComponent") // nobody writes to it or compares it
    private record Model(long[] weights) implements Engine {
        @Override
        public String id() {
            return ID;
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public Cost cost() {
            return Cost.HEAVY;
        }

        @Override
        public List<String> classes() {
            return List.of("A", "B", "C");
        }

        @Override
        public int restingClass() {
            return Verdict.NONE;
        }

        @Override
        public void require(StateLayout layout) {
            // It looks at the last price only, which every state has.
        }

        @Override
        public Rule rule(Instrument instrument, StateLayout layout) {
            return new Rule() {
                @Override
                public void judge(StateView state, Verdict verdict) {
                    long thought = state.value(StateField.LAST);
                    for (int step = 0; step < STEPS; step++) {
                        thought = thought * 6_364_136_223_846_793_005L
                                + weights[(int) Math.floorMod(thought, (long) weights.length)];
                    }
                    verdict.is((int) Math.floorMod(thought >> 20, 3L), 0);
                }

                @Override
                public void inputs(StateView state, Inputs inputs) {
                    inputs.input("last", state.value(StateField.LAST), instrument.priceDecimals());
                }
            };
        }
    }
}
