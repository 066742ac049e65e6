package dev.bourse.standalone.analyse;

import dev.bourse.shared.instrument.Instrument;
import dev.bourse.state.bar.BarPeriod;
import dev.bourse.state.instrument.InstrumentState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes {@code bars.csv}: instruments by symbol, then periods from short to long, then starts. */
final class BarsCsv implements AutoCloseable {
    private final CsvFile file;

    BarsCsv(Path directory) throws IOException {
        file = new CsvFile(directory.resolve("bars.csv"), "symbol,period,start,open,high,low,close,volume,trades");
    }

    void write(InstrumentState state) {
        Instrument instrument = state.instrument();
        byte[] symbol = instrument.symbol().getBytes(StandardCharsets.US_ASCII);
        int price = instrument.priceDecimals();
        for (BarPeriod period : BarPeriod.values()) {
            byte[] word = period.word().getBytes(StandardCharsets.US_ASCII);
            state.bars(period)
                    .forEach(
                            Integer.MAX_VALUE,
                            (start, open, high, low, close, volume, trades) -> file.field(symbol)
                                    .field(word)
                                    .field(start)
                                    .field(open, price)
                                    .field(high, price)
                                    .field(low, price)
                                    .field(close, price)
                                    .field(volume, instrument.sizeDecimals())
                                    .field(trades)
                                    .endRow());
        }
    }

    long rows() {
        return file.rows();
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
