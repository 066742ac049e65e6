package dev.bourse.marketdata.bus;

import dev.bourse.marketdata.publish.Newest;
import dev.bourse.marketdata.publish.TradeBatch;
import dev.bourse.marketdata.rest.Directory;
import dev.bourse.shared.rest.Problem;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;

/**
 * The processes that watch books over the event bus. Each says wholly what it watches and repeats it; who falls silent
 * for {@link #LEASE_MILLIS} is forgotten. Each gets what it watches alone, snapshots first and numbered changes from
 * then on. Used by one thread; what it counts may be read by any.
 */
public final class Readers {
    /** How long a reader's word holds. */
    public static final long LEASE_MILLIS = 10_000;

    /** The deepest book that is sent. */
    public static final int DEEPEST = 50;

    private static final int MOST_READERS = 1_000;
    private static final int MOST_SYMBOLS = 10_000;

    private final Newest newest;
    private final Directory directory;
    private final String server;
    private final Map<String, Reader> readers = new HashMap<>();
    private volatile int size;
    private volatile long watched;
    private volatile long sent;
    private volatile long expired;

    /** @param server tells this process's messages from those of others */
    public Readers(Newest newest, Directory directory, String server) {
        this.newest = newest;
        this.directory = directory;
        this.server = server;
    }

    /** With a name of its own. */
    public Readers(Newest newest, Directory directory) {
        this(newest, directory, UUID.randomUUID().toString());
    }

    /** This process's name in answers and messages. */
    public String server() {
        return server;
    }

    /** Registers what is counted. */
    public void measure(Telemetry telemetry) {
        telemetry.gauge("marketdata.bus.readers", "processes that watch books over the event bus", () -> size);
        telemetry.gauge("marketdata.bus.watched", "books that they watch, all together", () -> watched);
        telemetry.gauge("marketdata.bus.books", "books and changes sent to them", () -> sent);
        telemetry.gauge("marketdata.bus.expired", "readers forgotten since they fell silent", () -> expired);
    }

    /**
     * What a reader watches from now on, in place of what it watched before; nothing ends it.
     *
     * @return {@code server}, and {@code unlisted}: the symbols that have no book here
     * @throws Problem naming the field that is not allowed; nothing changes then
     */
    public JsonObject watch(JsonObject question, long nowMillis) {
        String name = text(question, "reader");
        String address = text(question, "address");
        Map<String, Integer> books = books(question);
        Set<String> again = new HashSet<>();
        question.getJsonArray("again", new JsonArray()).forEach(symbol -> again.add(String.valueOf(symbol)));
        Reader reader = readers.get(name);
        if (books.isEmpty()) {
            readers.remove(name);
            count();
            return new JsonObject().put("server", server).put("unlisted", new JsonArray());
        }
        if (reader == null || !reader.address().equals(address)) {
            if (reader == null && readers.size() >= MOST_READERS) {
                throw Problem.ofField(503, "too-many-readers", "reader", "No more readers are served", "fewer readers");
            }
            reader = new Reader(address);
            readers.put(name, reader);
        }
        reader.heard(nowMillis);
        reader.keep(books.keySet(), again);
        JsonArray unlisted = new JsonArray();
        for (Map.Entry<String, Integer> book : books.entrySet()) {
            if (!watch(reader, book.getKey(), book.getValue())) {
                unlisted.add(book.getKey());
            }
        }
        count();
        return new JsonObject().put("server", server).put("unlisted", unlisted);
    }

    /** Trades that those who watch their instruments are told with the next message. */
    public void trades(List<TradeBatch> batches) {
        if (readers.isEmpty()) {
            return;
        }
        for (TradeBatch batch : batches) {
            String symbol = newest.get(batch.instrument()).definition().symbol();
            readers.values().forEach(reader -> reader.trades(batch, symbol));
        }
    }

    /**
     * Tells each what is new, and forgets who is silent.
     *
     * @param send takes an address and a message for it
     */
    public void tell(long nowMillis, BiConsumer<String, JsonObject> send) {
        int before = readers.size();
        readers.values().removeIf(reader -> reader.silentFor(nowMillis, LEASE_MILLIS));
        if (readers.size() != before) {
            add(before - readers.size(), 0);
            count();
        }
        for (Reader reader : readers.values()) {
            reader.message(newest, server).ifPresent(message -> {
                add(0, message.getJsonArray("books").size());
                send.accept(reader.address(), message);
            });
        }
    }

    private boolean watch(Reader reader, String symbol, int depth) {
        Optional<Integer> place = directory.find(symbol);
        Optional<BookScale> scale = place.map(newest::get).flatMap(copy -> BookScale.of(copy.definition()));
        scale.ifPresent(fits -> reader.watch(symbol, place.orElseThrow(), fits, depth));
        return scale.isPresent();
    }

    private static String text(JsonObject question, String field) {
        if (question.getValue(field) instanceof String text && !text.isEmpty()) {
            return text;
        }
        throw Problem.ofField(400, "invalid-field", field, "'" + field + "' is missing or no text", "a text");
    }

    private static Map<String, Integer> books(JsonObject question) {
        if (!(question.getValue("books") instanceof JsonObject given) || given.size() > MOST_SYMBOLS) {
            throw Problem.ofField(
                    400,
                    "invalid-field",
                    "books",
                    "'books' is missing or not allowed",
                    "an object of at most " + MOST_SYMBOLS + " symbols with depths");
        }
        Map<String, Integer> books = new HashMap<>();
        for (String symbol : given.fieldNames()) {
            if (!(given.getValue(symbol) instanceof Integer depth) || depth < 1 || depth > DEEPEST) {
                throw Problem.ofField(
                        400,
                        "invalid-field",
                        "books." + symbol,
                        "The depth '" + given.getValue(symbol) + "' is not allowed",
                        "1 to " + DEEPEST);
            }
            books.put(symbol, depth);
        }
        return books;
    }

    private void count() {
        size = readers.size();
        watched = readers.values().stream().mapToLong(Reader::size).sum();
    }

    /** One thread writes them; anyone reads them. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void add(long moreExpired, long moreSent) {
        expired += moreExpired;
        sent += moreSent;
    }
}
