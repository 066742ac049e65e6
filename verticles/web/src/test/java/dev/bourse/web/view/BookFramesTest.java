package dev.bourse.web.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.web.StateBatches;
import dev.bourse.web.book.BookState;
import dev.bourse.web.book.BookTrade;
import dev.bourse.web.book.BookUpdate;
import dev.bourse.web.book.Books;
import dev.bourse.web.chart.Charts;
import dev.bourse.web.market.Intake;
import dev.bourse.web.market.Listing;
import dev.bourse.web.market.MarketView;
import dev.bourse.web.market.Orders;
import dev.bourse.web.market.RowQuery;
import dev.bourse.web.market.SignalLog;
import dev.bourse.web.market.Sort;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** D1, D3, E5: a client gets the book that it shows, whole and then what changed, at its own pace. */
class BookFramesTest {
    private final MarketView market = new MarketView();
    private final SignalLog log = new SignalLog();
    private final Books books = new Books();
    private final Clients clients = new Clients(
            market,
            log,
            new Orders(market, 1_000),
            new Charts(market, 1_000),
            books,
            new Clients.Timing(100, 1_000, 30_000, 5_000));
    private final List<JsonObject> told = new ArrayList<>();
    private final Outlet outlet = new Outlet() {
        @Override
        public boolean hasRoom(Client client) {
            return true;
        }

        @Override
        public void frame(Client client, CharSequence json, long ingestedNanos) {
            JsonObject frame = new JsonObject(json.toString());
            clients.acknowledge(client, frame.getLong("sequence"), now);
            JsonObject book = frame.getJsonObject("book");
            if (book != null) {
                told.add(book);
            }
        }

        @Override
        public void held(Client client) {}

        @Override
        public void close(Client client, Reason reason) {}
    };
    private long now;

    @BeforeEach
    void tenInstruments() {
        new Intake().relist(Listing.of(StateBatches.universe(10)), market, log);
    }

    @Test
    @DisplayName("the first frame has the whole book within the depth, the next what changed, with the numbers of both")
    void wholeThenChanges() {
        showing(view("S00001", 2, 0));
        tick();
        assertThat(taken()).containsExactly("""
            {"symbol":"S00001","depth":2,"state":"waiting"}\
            """);
        books.take(whole(10, new long[] {100, 5, 1, 99, 7, 2, 98, 1, 1}, new long[] {101, 3, 1}));
        tick();
        assertThat(taken()).containsExactly("""
            {"symbol":"S00001","depth":2,"state":"live","priceDecimals":2,"sizeDecimals":0,"number":10,"time":1010,\
            "phase":"continuous","bids":[[100,5,1],[99,7,2]],"asks":[[101,3,1]]}\
            """);
        books.take(new BookUpdate(
                "S00001",
                10,
                state(11, new long[] {100, 0, 0}, new long[] {102, 4, 1}),
                List.of(new BookTrade("77", 1_011, 100, 5, "sell")),
                0));
        tick();
        assertThat(taken()).containsExactly("""
            {"symbol":"S00001","depth":2,"state":"live","priceDecimals":2,"sizeDecimals":0,"previous":10,"number":11,\
            "time":1011,"phase":"continuous","bids":[[100,0,0],[98,1,1]],"asks":[[102,4,1]],\
            "trades":[["77",1011,100,5,"sell"]]}\
            """);
    }

    @Test
    @DisplayName("a slow client gets the difference to the newest book in one, and is told how much that stands for")
    void conflated() {
        showing(view("S00001", 5, 0));
        books.take(whole(10, new long[] {100, 5, 1}, new long[0]));
        tick();
        taken();
        books.take(change(10, 11, new long[] {100, 6, 1}));
        books.take(change(11, 12, new long[] {100, 7, 1, 99, 1, 1}));
        books.take(change(12, 13, new long[] {99, 0, 0}));
        tick();
        assertThat(taken()).containsExactly("""
            {"symbol":"S00001","depth":5,"state":"live","priceDecimals":2,"sizeDecimals":0,"previous":10,"number":13,\
            "time":1013,"phase":"continuous","bids":[[100,7,1]],"asks":[],"conflated":2}\
            """);
        assertThat(books.conflated()).isEqualTo(2);
    }

    @Test
    @DisplayName("another take, depth or instrument begins with a whole book; the same view again with nothing")
    void wholeAgain() {
        Client client = showing(view("S00001", 5, 0));
        books.take(whole(10, new long[] {100, 5, 1}, new long[0]));
        tick();
        taken();
        clients.view(client, view("S00001", 5, 0), now);
        tick();
        assertThat(taken()).isEmpty();
        clients.view(client, view("S00001", 5, 1), now);
        tick();
        assertThat(taken())
                .singleElement()
                .asString()
                .contains("\"bids\":[[100,5,1]]")
                .doesNotContain("previous");
        clients.view(client, view("S00002", 5, 1), now);
        tick();
        assertThat(taken()).containsExactly("""
            {"symbol":"S00002","depth":5,"state":"waiting"}\
            """);
        clients.disconnect(client);
        assertThat(books.wanted()).isEmpty();
    }

    @Test
    @DisplayName("E5: more than five levels are denied until the client has shown that it may see them")
    void entitlement() {
        Client client = showing(view("S00001", 5, 0));
        assertThatThrownBy(() -> clients.view(client, view("S00002", 6, 0), now))
                .isInstanceOf(Clients.NotEntitled.class)
                .hasMessage(
                        "book.depth: '6' is not allowed; allowed is 1 to 5, and more with a key or an access token");
        assertThat(client.view()).isEqualTo(view("S00001", 5, 0));
        client.allow(10);
        clients.view(client, view("S00002", 10, 0), now);
        assertThat(books.wanted()).containsOnlyKeys("S00002").containsValue(10);
        assertThatThrownBy(() -> clients.view(client, view("S00002", 11, 0), now))
                .isInstanceOf(Clients.NotEntitled.class);
        assertThatThrownBy(() -> clients.view(client, view("NOPE", 5, 0), now))
                .hasMessage("book.symbol: 'NOPE' is not allowed; allowed is the symbol of an instrument");
        assertThatThrownBy(() -> view("S00001", 51, 0))
                .hasMessage("book.depth: '51' is not allowed; allowed is 1 to 50");
    }

    private Client showing(View view) {
        Client client = clients.connect(now);
        clients.view(client, view, now);
        return client;
    }

    private void tick() {
        now += 100;
        clients.tick(now, outlet);
    }

    private List<String> taken() {
        List<String> texts = told.stream().map(JsonObject::encode).toList();
        told.clear();
        return texts;
    }

    private static View view(String symbol, int depth, int take) {
        return new View(
                new RowQuery("", Sort.SYMBOL, false), 0, 0, null, false, new View.BookView(symbol, depth, take));
    }

    private static BookState state(long number, long[] bids, long[] asks) {
        return new BookState(5, 2, 0, number, 1_000 + number, "continuous", new long[0], bids, asks);
    }

    private static BookUpdate whole(long number, long[] bids, long[] asks) {
        return new BookUpdate("S00001", BookUpdate.WHOLE, state(number, bids, asks), List.of(), 0);
    }

    private static BookUpdate change(long previous, long number, long[] bids) {
        return new BookUpdate("S00001", previous, state(number, bids, new long[0]), List.of(), 0);
    }
}
