package dev.bourse.marketdata.rest;

import dev.bourse.marketdata.market.InstrumentCopy;
import dev.bourse.marketdata.publish.Newest;
import dev.bourse.shared.rest.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds instruments by their symbols among the newest copies. One event loop. */
public final class Directory {
    private final Newest newest;
    private final Map<String, Integer> places = new HashMap<>();
    private int known;

    /** A directory of these copies. */
    public Directory(Newest newest) {
        this.newest = newest;
    }

    /**
     * The place of an instrument.
     *
     * @throws Problem where there is no such symbol
     */
    public int place(String symbol) {
        return find(symbol)
                .orElseThrow(() -> Problem.ofField(
                        404,
                        "unknown-instrument",
                        "symbol",
                        "No instrument has the symbol '" + symbol + "'",
                        "a symbol of /v1/instruments"));
    }

    /** The place of an instrument, empty where there is no such symbol. */
    public Optional<Integer> find(String symbol) {
        refresh();
        return Optional.ofNullable(places.get(symbol));
    }

    /** The newest copy of an instrument; as {@link #place}. */
    InstrumentCopy instrument(String symbol) {
        return newest.get(place(symbol));
    }

    /** The instruments whose symbols have a part, whatever the case, by symbol. */
    List<InstrumentCopy> search(@Nullable String part) {
        refresh();
        String wanted = part == null ? "" : part.toLowerCase(Locale.ROOT);
        List<String> symbols = new ArrayList<>();
        for (String symbol : places.keySet()) {
            if (symbol.toLowerCase(Locale.ROOT).contains(wanted)) {
                symbols.add(symbol);
            }
        }
        symbols.sort(null);
        return symbols.stream().map(this::instrument).toList();
    }

    private void refresh() {
        while (known < newest.size()) {
            places.put(newest.get(known).definition().symbol(), known);
            known++;
        }
    }
}
