package dev.bourse.data.format;

import dev.bourse.data.record.SymbolTable;
import dev.bourse.data.record.TickSink;
import dev.bourse.data.record.Verdict;

/**
 * Lines of {@code timestamp,symbol,price,size} in the order that the first line names; further columns are passed over.
 * Times are read by {@link Times}. An instrument that is added gets 6 price decimals and 4 size decimals unless
 * configured.
 */
final class GenericCsv implements LineFormat {
    private final GenericColumns columns = new GenericColumns();
    private final TickFields fields;

    GenericCsv(FormatOptions options, SymbolTable symbols) {
        this.fields = new TickFields(options, symbols);
    }

    @Override
    public Verdict line(byte[] bytes, int from, int to, TickSink sink) {
        Verdict found = columns.find(bytes, from, to);
        if (found != Verdict.ACCEPTED) {
            return found;
        }
        Verdict verdict = fields.read(bytes, columns.fieldPlaces());
        if (verdict == Verdict.ACCEPTED) {
            sink.tick(fields.instrument(), fields.time(), fields.price(), fields.size());
        }
        return verdict;
    }
}
