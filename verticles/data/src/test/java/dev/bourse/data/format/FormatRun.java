package dev.bourse.data.format;

import dev.bourse.data.record.LocalInstruments;
import dev.bourse.data.record.RejectionListener;
import dev.bourse.data.record.SymbolTable;
import dev.bourse.data.record.Tally;
import dev.bourse.data.record.Verdict;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.Universe;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs a format over bytes and keeps what it gave, as values. */
final class FormatRun {
    static final Instrument ABC = new Instrument(7, "ABC", 2, 0, 1, 1, 0);

    final List<String> ticks = new ArrayList<>();
    final Tally tally = new Tally(RejectionListener.NONE);
    private final RecordFormat format;

    private FormatRun(RecordFormat format) {
        this.format = format;
    }

    /** A universe with ABC alone; unknown symbols are refused. */
    static FormatRun closed(TickFormat format) {
        return of(format, new LocalInstruments(Universe.of(List.of(ABC)), false));
    }

    /** No universe; unknown symbols are added. */
    static FormatRun open(TickFormat format) {
        return of(format, new LocalInstruments(Universe.EMPTY, true));
    }

    private static FormatRun of(TickFormat format, LocalInstruments instruments) {
        FormatOptions options = FormatOptions.of(instruments).orDate(Optional.of(LocalDate.of(2013, 10, 7)));
        return new FormatRun(format.reader(options, new SymbolTable(instruments)));
    }

    FormatRun read(String text) {
        return read(text.getBytes(StandardCharsets.UTF_8));
    }

    FormatRun read(byte[] bytes) {
        int taken = take(bytes, true);
        if (taken != bytes.length) {
            throw new AssertionError("took " + taken + " of " + bytes.length + " bytes at the end");
        }
        return this;
    }

    int take(byte[] bytes, boolean end) {
        return format.take(
                bytes,
                0,
                bytes.length,
                end,
                (instrument, time, price, size) -> ticks.add(instrument + " " + time + " " + price + " " + size),
                tally);
    }

    /** The verdicts and how often each was given. */
    Map<Verdict, Long> verdicts() {
        Map<Verdict, Long> verdicts = new EnumMap<>(Verdict.class);
        for (Verdict verdict : Verdict.values()) {
            if (tally.count(verdict) > 0) {
                verdicts.put(verdict, tally.count(verdict));
            }
        }
        return verdicts;
    }
}
