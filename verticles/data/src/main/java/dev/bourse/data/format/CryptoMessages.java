package dev.bourse.data.format;

import dev.bourse.data.record.SymbolTable;
import dev.bourse.data.record.TickSink;
import dev.bourse.data.record.Verdict;
import dev.bourse.shared.instrument.Decimals;
import dev.bourse.shared.instrument.Instrument;

/**
 * A crypto venue's raw messages, one JSON object a line, with or without the receive time in nanoseconds in front.
 * Trades ({@code "e":"trade"}) become ticks at the venue's trade time {@code T}; changes and pictures of the book and
 * best bids and offers are recognised as no trades.
 */
final class CryptoMessages implements LineFormat {
    private static final int SIZE_DECIMALS = 8;

    private final JsonFields envelope = new JsonFields();
    private final JsonFields message = new JsonFields();
    private final FormatOptions options;
    private final SymbolTable symbols;

    CryptoMessages(FormatOptions options, SymbolTable symbols) {
        this.options = options;
        this.symbols = symbols;
    }

    @Override
    public Verdict line(byte[] bytes, int from, int to, TickSink sink) {
        int start = afterReceiveTime(bytes, from, to);
        if (start < 0) {
            return Verdict.MALFORMED;
        }
        JsonFields.Result result = envelope.scan(bytes, start, to);
        if (result != JsonFields.Result.OK) {
            return result == JsonFields.Result.TRUNCATED ? Verdict.TRUNCATED : Verdict.MALFORMED;
        }
        int data = envelope.field("data");
        if (data < 0) {
            return judge(envelope, bytes, sink);
        }
        if (message.scan(bytes, envelope.from(data), envelope.to(data)) != JsonFields.Result.OK) {
            return Verdict.MALFORMED;
        }
        return judge(message, bytes, sink);
    }

    /** Where the JSON begins: at once, or after digits and a space. Negative where neither is there. */
    private static int afterReceiveTime(byte[] bytes, int from, int to) {
        int index = from;
        while (index < to && bytes[index] >= '0' && bytes[index] <= '9') {
            index++;
        }
        if (index == from) {
            return from;
        }
        return index < to && bytes[index] == ' ' ? index + 1 : -1;
    }

    private Verdict judge(JsonFields fields, byte[] bytes, TickSink sink) {
        int event = fields.field("e");
        if (fields.is(event, "trade")) {
            return trade(fields, bytes, sink);
        }
        if (fields.is(event, "depthUpdate") || fields.field("lastUpdateId") >= 0) {
            return Verdict.BOOK;
        }
        boolean quote = fields.field("b") >= 0 && fields.field("B") >= 0 && fields.field("a") >= 0;
        return quote && (event < 0 || fields.is(event, "bookTicker")) ? Verdict.QUOTE : Verdict.UNKNOWN_MESSAGE;
    }

    private Verdict trade(JsonFields fields, byte[] bytes, TickSink sink) {
        int symbol = fields.field("s");
        int price = fields.field("p");
        int size = fields.field("q");
        int time = fields.field("T");
        if (symbol < 0 || price < 0 || size < 0 || time < 0) {
            return Verdict.TRUNCATED;
        }
        long millis = Digits.whole(bytes, fields.from(time), fields.to(time));
        if (millis < 0 || millis >= Times.END) {
            return millis == Digits.NOT_A_NUMBER || millis == Digits.TOO_FINE ? Verdict.TIME : Verdict.TIME_RANGE;
        }
        int symbolFrom = fields.from(symbol);
        int symbolTo = fields.to(symbol);
        Instrument instrument = symbols.find(bytes, symbolFrom, symbolTo);
        int priceDecimals = instrument == null
                ? priceDecimals(bytes, fields.from(price), fields.to(price))
                : instrument.priceDecimals();
        int sizeDecimals =
                instrument == null ? options.sizeDecimals().orElse(SIZE_DECIMALS) : instrument.sizeDecimals();
        long scaledPrice = Digits.decimal(bytes, fields.from(price), fields.to(price), priceDecimals);
        if (scaledPrice <= 0 || scaledPrice > Instrument.MAX_PRICE) {
            return Digits.ofPrice(scaledPrice);
        }
        long scaledSize = Digits.decimal(bytes, fields.from(size), fields.to(size), sizeDecimals);
        if (scaledSize <= 0 || scaledSize > Instrument.MAX_SIZE) {
            return Digits.ofSize(scaledSize == 0 ? Digits.TOO_LARGE : scaledSize);
        }
        if (instrument == null) {
            instrument = symbols.introduce(bytes, symbolFrom, symbolTo, priceDecimals, sizeDecimals);
            if (instrument == null) {
                return SymbolTable.refusal(bytes, symbolFrom, symbolTo);
            }
            if (instrument.priceDecimals() != priceDecimals || instrument.sizeDecimals() != sizeDecimals) {
                return trade(fields, bytes, sink);
            }
        }
        sink.tick(instrument.id(), millis, scaledPrice, scaledSize);
        return Verdict.ACCEPTED;
    }

    /**
     * The venue writes every price with 8 decimals, which says nothing of its steps; they follow the price: 2 decimals
     * from 1,000 on, 4 from 1 on, 8 below.
     */
    private int priceDecimals(byte[] bytes, int from, int to) {
        if (options.priceDecimals().isPresent()) {
            return options.priceDecimals().getAsInt();
        }
        long price = Digits.decimal(bytes, from, to, 8);
        return price >= 1_000 * Decimals.power(8) ? 2 : price >= Decimals.power(8) ? 4 : 8;
    }
}
