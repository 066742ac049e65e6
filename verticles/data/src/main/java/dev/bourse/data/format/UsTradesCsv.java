package dev.bourse.data.format;

import dev.bourse.data.record.SymbolTable;
import dev.bourse.data.record.TickSink;
import dev.bourse.data.record.Verdict;
import dev.bourse.shared.instrument.Instrument;
import java.time.LocalDate;

/**
 * Lines of {@code ms_since_midnight_NY,symbol,price_x10000,size,exchange,sale_condition,suspicious}: one day of trades.
 * An instrument that is added gets 4 price decimals and none for sizes.
 */
final class UsTradesCsv implements LineFormat {
    /** How its first line begins. */
    static final String HEADER = "ms_since_midnight";

    private static final int COLUMNS = 7;
    private static final int PRICE_DECIMALS = 4;
    private static final long DAY = 86_400_000L;

    private final Columns columns = new Columns();
    private final SymbolTable symbols;
    private final long midnight;
    private boolean begun;

    UsTradesCsv(FormatOptions options, SymbolTable symbols, LocalDate day) {
        this.symbols = symbols;
        this.midnight = options.midnight(day);
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
        long millis = Digits.whole(bytes, columns.from(0), columns.to(0));
        if (millis < 0 || millis >= DAY) {
            return millis == Digits.NOT_A_NUMBER || millis == Digits.TOO_FINE ? Verdict.TIME : Verdict.TIME_RANGE;
        }
        long price = Digits.whole(bytes, columns.from(2), columns.to(2));
        if (price <= 0) {
            return Digits.ofPrice(price);
        }
        long size = Digits.whole(bytes, columns.from(3), columns.to(3));
        if (size <= 0) {
            return Digits.ofSize(size == 0 ? Digits.TOO_LARGE : size);
        }
        int flag = columns.from(6);
        if (columns.to(6) - flag != 1 || bytes[flag] != '0') {
            return columns.to(6) == flag ? Verdict.TRUNCATED : Verdict.SUSPICIOUS;
        }
        return trade(bytes, midnight + millis, price, size, sink);
    }

    private Verdict trade(byte[] bytes, long time, long price, long size, TickSink sink) {
        int symbol = columns.from(1);
        int symbolEnd = columns.to(1);
        Instrument instrument = symbols.find(bytes, symbol, symbolEnd);
        int decimals = instrument == null ? PRICE_DECIMALS : instrument.priceDecimals();
        long scaledPrice = Digits.rescale(price, PRICE_DECIMALS, decimals);
        if (scaledPrice < 0 || scaledPrice > Instrument.MAX_PRICE) {
            return Digits.ofPrice(scaledPrice);
        }
        long scaledSize = instrument == null ? size : Digits.rescale(size, 0, instrument.sizeDecimals());
        if (scaledSize < 0 || scaledSize > Instrument.MAX_SIZE) {
            return Digits.ofSize(scaledSize);
        }
        if (instrument == null) {
            instrument = symbols.introduce(bytes, symbol, symbolEnd, PRICE_DECIMALS, 0);
            if (instrument == null) {
                return SymbolTable.refusal(bytes, symbol, symbolEnd);
            }
            if (instrument.priceDecimals() != PRICE_DECIMALS || instrument.sizeDecimals() != 0) {
                return trade(bytes, time, price, size, sink);
            }
        }
        sink.tick(instrument.id(), time, scaledPrice, scaledSize);
        return Verdict.ACCEPTED;
    }
}
