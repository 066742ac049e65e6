package dev.bourse.data.format;

import dev.bourse.data.record.SymbolTable;
import dev.bourse.data.record.TickSink;
import dev.bourse.data.record.Verdict;
import dev.bourse.shared.instrument.Instrument;
import java.time.LocalDate;

/**
 * Lines of {@code symbol,date,open,close}: each gives two ticks of size 0, since the file names no volume, at the
 * exchange's opening (9:30) and closing (16:00) of that day. An instrument that is added gets 4 price decimals unless
 * configured.
 */
final class DailyCsv implements LineFormat {
    /** Its first line. */
    static final String HEADER = "symbol,date,open,close";

    private static final int COLUMNS = 4;
    private static final int PRICE_DECIMALS = 4;
    private static final long OPEN = (9 * 60 + 30) * 60_000L;
    private static final long CLOSE = 16 * 3_600_000L;

    private final Columns columns = new Columns();
    private final FormatOptions options;
    private final SymbolTable symbols;
    private final int priceDecimals;
    private boolean begun;

    DailyCsv(FormatOptions options, SymbolTable symbols) {
        this.options = options;
        this.symbols = symbols;
        this.priceDecimals = options.priceDecimals().orElse(PRICE_DECIMALS);
    }

    @Override
    public Verdict line(byte[] bytes, int from, int to, TickSink sink) {
        if (!begun) {
            begun = true;
            return Verdict.HEADER;
        }
        columns.split(bytes, from, to);
        if (columns.count() != COLUMNS) {
            return columns.count() < COLUMNS ? Verdict.TRUNCATED : Verdict.MALFORMED;
        }
        long day = Times.day(bytes, columns.from(1), columns.to(1));
        if (day < 0) {
            return day == Times.NOT_A_TIME ? Verdict.TIME : Verdict.TIME_RANGE;
        }
        int symbol = columns.from(0);
        int symbolEnd = columns.to(0);
        Instrument instrument = symbols.find(bytes, symbol, symbolEnd);
        int decimals = instrument == null ? priceDecimals : instrument.priceDecimals();
        long open = Digits.decimal(bytes, columns.from(2), columns.to(2), decimals);
        if (open <= 0 || open > Instrument.MAX_PRICE) {
            return Digits.ofPrice(open);
        }
        long close = Digits.decimal(bytes, columns.from(3), columns.to(3), decimals);
        if (close <= 0 || close > Instrument.MAX_PRICE) {
            return Digits.ofPrice(close);
        }
        if (instrument == null) {
            instrument = symbols.introduce(
                    bytes,
                    symbol,
                    symbolEnd,
                    priceDecimals,
                    options.sizeDecimals().orElse(0));
            if (instrument == null) {
                return SymbolTable.refusal(bytes, symbol, symbolEnd);
            }
            if (instrument.priceDecimals() != priceDecimals) {
                return line(bytes, from, to, sink);
            }
        }
        long midnight = options.midnight(LocalDate.ofEpochDay(day));
        sink.tick(instrument.id(), midnight + OPEN, open, 0);
        sink.tick(instrument.id(), midnight + CLOSE, close, 0);
        return Verdict.ACCEPTED;
    }
}
