package dev.bourse.standalone.analyse;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.LookbackField;
import dev.bourse.shared.message.StateField;
import dev.bourse.shared.message.StateLayout;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/** Writes {@code states.csv}: one row for each state that it is given, with all columns of the record. */
final class StatesCsv implements AutoCloseable {
    private static final StateField[] FIELDS = StateField.values();

    private final CsvFile file;
    private final int lookbacks;

    StatesCsv(Path directory, StateLayout layout) throws IOException {
        file = new CsvFile(directory.resolve("states.csv"), header(layout));
        lookbacks = layout.lookbacks().size();
    }

    private static String header(StateLayout layout) {
        StringBuilder header = new StringBuilder("symbol");
        for (StateField field : FIELDS) {
            header.append(',').append(field.name().toLowerCase(Locale.ROOT));
        }
        for (int lookback : layout.lookbacks()) {
            for (LookbackField field : LookbackField.values()) {
                header.append(',')
                        .append(field.name().toLowerCase(Locale.ROOT))
                        .append('_')
                        .append(lookback);
            }
        }
        return header.toString();
    }

    void write(Instrument instrument, long[] record) {
        int price = instrument.priceDecimals();
        int fine = price + StateField.FINE_DECIMALS;
        file.field(instrument.symbol().getBytes(StandardCharsets.US_ASCII));
        for (StateField field : FIELDS) {
            long value = record[field.ordinal()];
            switch (field) {
                case SEQUENCE, TIME, SESSION_TRADES -> file.field(value);
                case LAST, SESSION_OPEN, SESSION_HIGH, SESSION_LOW -> file.field(value, price);
                case SIZE, SESSION_VOLUME -> file.field(value, instrument.sizeDecimals());
                case SESSION_VWAP,
                        AVERAGE_1M,
                        AVERAGE_5M,
                        AVERAGE_15M,
                        AVERAGE_60M,
                        AVERAGE_SESSION,
                        EXPONENTIAL_SHORT,
                        EXPONENTIAL_LONG -> file.field(value, fine);
            }
        }
        int column = StateField.COUNT;
        for (int i = 0; i < lookbacks; i++) {
            file.field(record[column++], price);
            file.field(record[column++], price);
            file.field(record[column++], fine);
            file.field(record[column++], fine);
        }
        file.endRow();
    }

    long rows() {
        return file.rows();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
