package dev.bourse.standalone.analyse;

import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.engine.Rule;
import dev.bourse.classification.engine.StateView;
import dev.bourse.classification.partition.ClassListener;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.StateField;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes {@code signals.csv}: one row for each change of class, in the order of the file's ticks, then of the engines.
 */
final class SignalsCsv implements ClassListener, Rule.Inputs, AutoCloseable {
    private static final int STRENGTH_DECIMALS = 4;

    private final CsvFile file;
    private final byte[][] ids;
    private final byte[][] versions;
    private final byte[][][] classes;
    private final Map<String, byte[]> words = new HashMap<>();
    private boolean begins;

    SignalsCsv(Path directory, List<Engine> engines) throws IOException {
        file = new CsvFile(
                directory.resolve("signals.csv"), "time,symbol,sequence,engine,version,class,strength,price,inputs");
        ids = engines.stream().map(engine -> bytes(engine.id())).toArray(byte[][]::new);
        versions = engines.stream().map(engine -> bytes(engine.version())).toArray(byte[][]::new);
        classes = engines.stream()
                .map(engine -> engine.classes().stream().map(SignalsCsv::bytes).toArray(byte[][]::new))
                .toArray(byte[][][]::new);
    }

    @Override
    public void changed(Instrument instrument, int engine, int signalClass, long strength, StateView state, Rule rule) {
        file.field(state.value(StateField.TIME))
                .field(word(instrument.symbol()))
                .field(state.value(StateField.SEQUENCE))
                .field(ids[engine])
                .field(versions[engine])
                .field(classes[engine][signalClass])
                .field(strength, STRENGTH_DECIMALS)
                .field(state.value(StateField.LAST), instrument.priceDecimals());
        begins = true;
        rule.inputs(state, this);
        file.endRow();
    }

    @Override
    public void input(String name, long value, int decimals) {
        file.input(begins, word(name), value, decimals);
        begins = false;
    }

    long rows() {
        return file.rows();
    }

    private byte[] word(String text) {
        return words.computeIfAbsent(text, SignalsCsv::bytes);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
