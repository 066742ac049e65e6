package dev.bourse.web.observe;

import dev.bourse.web.book.BookUpdate;
import dev.bourse.web.book.Books;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says to market data over the cluster's event bus which books this process's browsers show, and gets those alone. One
 * market data process serves it; where that no longer answers, another does. For the clients' context, on which books
 * are taken too.
 */
public final class BookWatch {
    private static final Logger LOG = LoggerFactory.getLogger(BookWatch.class);
    private static final String WATCH = "marketdata.watch";
    private static final String BOOKS = "marketdata.books.";
    /** What is watched is repeated so often: well within the time for which it holds. */
    private static final long REPEAT_MILLIS = 3_000;
    /** The least between two words where one fails or something is lost. */
    private static final long AGAIN_MILLIS = 500;

    private final Vertx clustered;
    private final Context clusterContext;
    private final Context callerContext;
    private final Books books;
    private final DeliveryOptions options;
    private final String reader = UUID.randomUUID().toString();
    private @Nullable MessageConsumer<JsonObject> consumer;
    /** The process that serves this one; empty where none is known. */
    private String server = "";

    private long sequence;
    private long saidVersion;
    private long saidAtMillis = Long.MIN_VALUE / 2;
    private boolean watches;
    private boolean asking;
    private boolean failed;

    /** Must be made on the clients' context. */
    public BookWatch(Vertx clustered, Context callerContext, Books books, Duration timeout) {
        this.clustered = clustered;
        this.clusterContext = clustered.getOrCreateContext();
        this.callerContext = callerContext;
        this.books = books;
        this.options = new DeliveryOptions().setSendTimeout(timeout.toMillis());
    }

    /** Takes books from now on; completes once the cluster knows. */
    public Future<Void> start() {
        MessageConsumer<JsonObject> opened = clustered.eventBus().consumer(BOOKS + reader);
        consumer = opened;
        opened.handler(message -> callerContext.runOnContext(run -> take(message.body())));
        return opened.completion();
    }

    /** Takes no more. */
    public Future<Void> stop() {
        MessageConsumer<JsonObject> open = consumer;
        return open == null ? Future.succeededFuture() : open.unregister();
    }

    /** To be called often: says what is watched where that has changed, is due to be repeated, or has a gap. */
    public void look(long nowMillis) {
        boolean wants = books.size() > 0;
        if (asking || (!wants && !watches)) {
            return;
        }
        long passed = Math.abs(nowMillis - saidAtMillis);
        boolean changed = saidVersion != books.wantedVersion() && !failed;
        boolean again = (failed || books.hasGap()) && passed >= AGAIN_MILLIS;
        if (changed || again || passed >= REPEAT_MILLIS) {
            say(nowMillis);
        }
    }

    private void say(long nowMillis) {
        JsonObject wanted = new JsonObject();
        books.wanted().forEach(wanted::put);
        JsonObject question = new JsonObject()
                .put("reader", reader)
                .put("address", BOOKS + reader)
                .put("books", wanted)
                .put("again", new JsonArray(new ArrayList<>(books.takeIncomplete())));
        asking = true;
        saidAtMillis = nowMillis;
        saidVersion = books.wantedVersion();
        watches = !wanted.isEmpty();
        String address = server.isEmpty() ? WATCH : WATCH + "." + server;
        clusterContext.runOnContext(now -> clustered
                .eventBus()
                .<JsonObject>request(address, question, options)
                .onComplete(answer -> callerContext.runOnContext(back -> answered(answer))));
    }

    private void answered(AsyncResult<Message<JsonObject>> answer) {
        asking = false;
        failed = answer.failed();
        if (failed) {
            // The next word goes to any other process.
            if (server.isEmpty()) {
                books.absent();
            }
            server = "";
            return;
        }
        JsonObject body = answer.result().body();
        String serves = body.getString("server");
        if (!server.isEmpty() && !server.equals(serves)) {
            books.lostSomething();
        }
        follow(serves);
        List<String> unlisted = new ArrayList<>();
        body.getJsonArray("unlisted").forEach(symbol -> unlisted.add(String.valueOf(symbol)));
        books.unlisted(unlisted);
    }

    private void follow(String serves) {
        if (!server.equals(serves)) {
            server = serves;
            sequence = 0;
        }
    }

    /** The first message may be here before the answer. */
    private void take(JsonObject message) {
        if (server.isEmpty()) {
            follow(message.getString("server"));
        }
        if (!server.equals(message.getString("server"))) {
            return;
        }
        long number = message.getLong("sequence");
        boolean lost = sequence > 0 && number != sequence + 1 && number != 1;
        sequence = number;
        List<BookUpdate> updates = new ArrayList<>();
        try {
            for (Object book : message.getJsonArray("books")) {
                updates.add(BookMessage.read((JsonObject) book));
            }
        } catch (RuntimeException unreadable) {
            LOG.warn("a message with books cannot be read", unreadable);
            lost = true;
        }
        if (lost) {
            books.lostSomething();
        }
        updates.forEach(books::take);
    }
}
