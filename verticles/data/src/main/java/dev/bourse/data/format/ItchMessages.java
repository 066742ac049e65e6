package dev.bourse.data.format;

import dev.bourse.data.record.SymbolTable;
import dev.bourse.data.record.TickSink;
import dev.bourse.data.record.Verdict;
import dev.bourse.shared.instrument.Instrument;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * NASDAQ TotalView-ITCH 5.0: executions of visible orders (E, C), trades of hidden ones (P) and crosses (Q) become
 * ticks. E names its order only, so open orders are followed through A, F, U, X and D. An instrument that is added gets
 * 4 price decimals and none for sizes.
 */
final class ItchMessages {
    /** The length of each message by its type, 0 for a type that there is not. */
    private static final int[] LENGTHS = lengths();

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final int DECIMALS = 4;
    private static final long DAY_NANOS = 86_400_000_000_000L;

    private final SymbolTable symbols;
    private final OpenOrders orders;
    private final long midnight;

    ItchMessages(FormatOptions options, SymbolTable symbols, LocalDate day) {
        this.symbols = symbols;
        this.orders = new OpenOrders(options.mostOrders());
        this.midnight = options.midnight(day);
    }

    /** The length of a message of this type, 0 where there is no such type. */
    static int length(byte type) {
        return type < 0 ? 0 : LENGTHS[type];
    }

    /** Judges the message at {@code at}, which is as long as its type says. */
    Verdict message(byte[] bytes, int at, TickSink sink) {
        long nanos = (long) LONG.get(bytes, at + 3) & 0xffff_ffff_ffffL;
        if (nanos >= DAY_NANOS) {
            return Verdict.TIME_RANGE;
        }
        long time = midnight + nanos / 1_000_000;
        return switch (bytes[at]) {
            case 'A', 'F' -> add(bytes, at);
            case 'E' -> execute(bytes, at, time, sink);
            case 'C' -> executeAtPrice(bytes, at, time, sink);
            case 'X' -> cancel(bytes, at);
            case 'D' -> delete(bytes, at);
            case 'U' -> replace(bytes, at);
            case 'P' -> print(bytes, at + 24, unsigned(bytes, at + 20), unsigned(bytes, at + 32), time, sink);
            case 'Q' -> cross(bytes, at, time, sink);
            case 'B' -> Verdict.BROKEN_TRADE;
            default -> Verdict.REFERENCE;
        };
    }

    private Verdict add(byte[] bytes, int at) {
        Instrument instrument = instrument(bytes, at + 24);
        if (instrument == null) {
            return SymbolTable.refusal(bytes, at + 24, symbolEnd(bytes, at + 24));
        }
        return open(
                (long) LONG.get(bytes, at + 11), instrument, unsigned(bytes, at + 32), (int) INT.get(bytes, at + 20));
    }

    private Verdict open(long reference, Instrument instrument, long price, int shares) {
        if (price == 0) {
            return Verdict.PRICE_RANGE;
        }
        if (shares <= 0) {
            return Verdict.SIZE_RANGE;
        }
        return orders.add(reference, instrument, price, shares) ? Verdict.BOOK : Verdict.ORDERS_FULL;
    }

    private Verdict execute(byte[] bytes, int at, long time, TickSink sink) {
        int order = orders.find((long) LONG.get(bytes, at + 11));
        return order < 0 ? Verdict.UNKNOWN_ORDER : fill(bytes, at, order, orders.price(order), time, sink);
    }

    private Verdict executeAtPrice(byte[] bytes, int at, long time, TickSink sink) {
        int order = orders.find((long) LONG.get(bytes, at + 11));
        if (order < 0) {
            return Verdict.UNKNOWN_ORDER;
        }
        if (bytes[at + 31] == 'Y') {
            return fill(bytes, at, order, unsigned(bytes, at + 32), time, sink);
        }
        Verdict reduced = reduce(bytes, at, order);
        return reduced == Verdict.BOOK ? Verdict.NOT_PRINTABLE : reduced;
    }

    private Verdict fill(byte[] bytes, int at, int order, long price, long time, TickSink sink) {
        Instrument instrument = orders.instrument(order);
        long shares = unsigned(bytes, at + 19);
        Verdict reduced = reduce(bytes, at, order);
        return reduced == Verdict.BOOK && instrument != null ? tick(instrument, time, price, shares, sink) : reduced;
    }

    private Verdict cancel(byte[] bytes, int at) {
        int order = orders.find((long) LONG.get(bytes, at + 11));
        return order < 0 ? Verdict.UNKNOWN_ORDER : reduce(bytes, at, order);
    }

    private Verdict reduce(byte[] bytes, int at, int order) {
        int shares = (int) INT.get(bytes, at + 19);
        if (shares <= 0) {
            return Verdict.SIZE_RANGE;
        }
        if (shares > orders.remaining(order)) {
            return Verdict.OVERFILLED;
        }
        orders.reduce(order, shares);
        return Verdict.BOOK;
    }

    private Verdict delete(byte[] bytes, int at) {
        int order = orders.find((long) LONG.get(bytes, at + 11));
        if (order < 0) {
            return Verdict.UNKNOWN_ORDER;
        }
        orders.remove(order);
        return Verdict.BOOK;
    }

    private Verdict replace(byte[] bytes, int at) {
        int order = orders.find((long) LONG.get(bytes, at + 11));
        Instrument instrument = order < 0 ? null : orders.instrument(order);
        if (instrument == null) {
            return Verdict.UNKNOWN_ORDER;
        }
        int shares = (int) INT.get(bytes, at + 27);
        long price = unsigned(bytes, at + 31);
        if (shares <= 0 || price == 0) {
            return shares <= 0 ? Verdict.SIZE_RANGE : Verdict.PRICE_RANGE;
        }
        orders.remove(order);
        return open((long) LONG.get(bytes, at + 19), instrument, price, shares);
    }

    private Verdict cross(byte[] bytes, int at, long time, TickSink sink) {
        long shares = (long) LONG.get(bytes, at + 11);
        return shares == 0 ? Verdict.EMPTY_CROSS : print(bytes, at + 19, shares, unsigned(bytes, at + 27), time, sink);
    }

    private Verdict print(byte[] bytes, int stock, long shares, long price, long time, TickSink sink) {
        Instrument instrument = instrument(bytes, stock);
        return instrument == null
                ? SymbolTable.refusal(bytes, stock, symbolEnd(bytes, stock))
                : tick(instrument, time, price, shares, sink);
    }

    private static Verdict tick(Instrument instrument, long time, long price, long shares, TickSink sink) {
        long scaledPrice = Digits.rescale(price, DECIMALS, instrument.priceDecimals());
        if (scaledPrice <= 0 || scaledPrice > Instrument.MAX_PRICE) {
            return Digits.ofPrice(scaledPrice);
        }
        long scaledSize = Digits.rescale(shares, 0, instrument.sizeDecimals());
        if (shares <= 0 || scaledSize <= 0 || scaledSize > Instrument.MAX_SIZE) {
            return Verdict.SIZE_RANGE;
        }
        sink.tick(instrument.id(), time, scaledPrice, scaledSize);
        return Verdict.ACCEPTED;
    }

    private @Nullable Instrument instrument(byte[] bytes, int stock) {
        int end = symbolEnd(bytes, stock);
        Instrument known = symbols.find(bytes, stock, end);
        return known != null ? known : symbols.introduce(bytes, stock, end, DECIMALS, 0);
    }

    /** Symbols are eight characters, filled with spaces on the right. */
    private static int symbolEnd(byte[] bytes, int stock) {
        int end = stock + 8;
        while (end > stock && bytes[end - 1] == ' ') {
            end--;
        }
        return end;
    }

    private static long unsigned(byte[] bytes, int at) {
        return (int) INT.get(bytes, at) & 0xffff_ffffL;
    }

    private static int[] lengths() {
        int[] lengths = new int[128];
        String types = "SRHYLVWKJhAFECXDUPQBINO";
        int[] values = {12, 39, 25, 20, 26, 35, 12, 28, 35, 21, 36, 40, 31, 36, 23, 19, 35, 44, 40, 19, 50, 20, 48};
        for (int index = 0; index < values.length; index++) {
            lengths[types.charAt(index)] = values[index];
        }
        return lengths;
    }
}
