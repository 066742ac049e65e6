package dev.bourse.marketdata.bus;

import dev.bourse.marketdata.market.InstrumentCopy;
import dev.bourse.marketdata.publish.Newest;
import dev.bourse.marketdata.publish.TradeBatch;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A process that watches books: which, how deep, and how far it was told. Used by one thread. */
final class Reader {
    /** Trades of an instrument in a message; of more the newest. */
    static final int MOST_TRADES = 50;

    private static final class Watched {
        private final int place;
        private final BookScale scale;
        private int depth;
        private @Nullable InstrumentCopy told;
        private final List<JsonArray> trades = new ArrayList<>();
        private long tradesMissed;
        private long nextTrade = -1;

        Watched(int place, BookScale scale) {
            this.place = place;
            this.scale = scale;
        }
    }

    private final String address;
    private final Map<String, Watched> watched = new HashMap<>();
    private long sequence;
    private long heardMillis;

    Reader(String address) {
        this.address = address;
    }

    /** Where its messages go. */
    String address() {
        return address;
    }

    int size() {
        return watched.size();
    }

    boolean silentFor(long nowMillis, long millis) {
        return nowMillis - heardMillis >= millis;
    }

    void heard(long nowMillis) {
        heardMillis = nowMillis;
    }

    /** It watches nothing but these any more; those in {@code again} begin with a snapshot. */
    void keep(Set<String> symbols, Set<String> again) {
        watched.keySet().retainAll(symbols);
        for (String symbol : again) {
            Watched one = watched.get(symbol);
            if (one != null) {
                one.told = null;
            }
        }
    }

    void watch(String symbol, int place, BookScale scale, int depth) {
        Watched one = watched.computeIfAbsent(symbol, fresh -> new Watched(place, scale));
        if (one.depth != depth) {
            one.depth = depth;
            one.told = null;
        }
    }

    /** Trades that it is told with the next message. */
    void trades(TradeBatch batch, String symbol) {
        Watched one = watched.get(symbol);
        if (one == null) {
            return;
        }
        one.tradesMissed += one.nextTrade < 0 ? 0 : batch.first() - one.nextTrade;
        one.nextTrade = batch.first() + batch.trades().size();
        batch.trades().forEach(trade -> one.trades.add(BookMessages.trade(one.scale, trade)));
        int excess = one.trades.size() - MOST_TRADES;
        if (excess > 0) {
            one.tradesMissed += excess;
            one.trades.subList(0, excess).clear();
        }
    }

    /** What is new of what it watches, empty where nothing is. */
    Optional<JsonObject> message(Newest newest, String server) {
        JsonArray books = new JsonArray();
        for (Watched one : watched.values()) {
            InstrumentCopy copy = newest.get(one.place);
            InstrumentCopy before = one.told;
            boolean same =
                    before != null && before.book().number() == copy.book().number();
            if (same && one.trades.isEmpty()) {
                continue;
            }
            JsonObject book = before == null
                    ? BookMessages.snapshot(copy, one.scale, one.depth)
                    : BookMessages.change(before, copy, one.scale, one.depth);
            if (!one.trades.isEmpty()) {
                book.put("trades", new JsonArray(List.copyOf(one.trades)));
            }
            if (one.tradesMissed > 0) {
                book.put("tradesMissed", one.tradesMissed);
            }
            books.add(book);
            one.told = copy;
            one.trades.clear();
            one.tradesMissed = 0;
        }
        return books.isEmpty()
                ? Optional.empty()
                : Optional.of(new JsonObject()
                        .put("server", server)
                        .put("sequence", ++sequence)
                        .put("books", books));
    }
}
