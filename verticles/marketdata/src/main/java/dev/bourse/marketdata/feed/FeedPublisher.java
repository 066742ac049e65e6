package dev.bourse.marketdata.feed;

import dev.bourse.marketdata.book.AuctionIndication;
import dev.bourse.marketdata.market.InstrumentMarket;
import dev.bourse.marketdata.market.Market;
import dev.bourse.marketdata.market.MarketListener;
import dev.bourse.marketdata.protocol.AuctionIndicatedEncoder;
import dev.bourse.marketdata.protocol.HeartbeatEncoder;
import dev.bourse.marketdata.protocol.MessageHeaderDecoder;
import dev.bourse.marketdata.protocol.MessageHeaderEncoder;
import dev.bourse.marketdata.protocol.RetransmitRefusedEncoder;
import dev.bourse.marketdata.protocol.RetransmitRequestDecoder;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The sending side of the multicast feed: events as they happen, a heartbeat and auctions' indications each second,
 * copies of all books round and round, and events again for whoever lacks some. Never waits: what a stream does not
 * take now is offered again by the next {@link #work}. One thread.
 */
public final class FeedPublisher {
    /** Events that one request can bring again. */
    public static final int MOST_RETRANSMITTED = 4_096;

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final int EVENTS_AT_ONCE = 256;

    private final EventStore store;
    private final EventEncoder encoder;
    private final Outlet live;
    private final Outlet repair;
    private final Outlet snapshots;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final HeartbeatEncoder heartbeat = new HeartbeatEncoder();
    private final AuctionIndicatedEncoder indicated = new AuctionIndicatedEncoder();
    private final RetransmitRefusedEncoder refused = new RetransmitRefusedEncoder();
    private final MessageHeaderDecoder requestHeader = new MessageHeaderDecoder();
    private final RetransmitRequestDecoder request = new RetransmitRequestDecoder();
    private long sent;
    private long sentNumber;
    private long repairFrom;
    private long repairTo;
    private long lastBeat = Long.MIN_VALUE;
    private long unsent;
    private long requests;
    private long refusals;

    /**
     * A publisher before the first event.
     *
     * @param kept events that can be sent again, a power of two
     * @param live the stream of events
     * @param repair the stream of events that are sent again
     * @param snapshots the stream of copies
     */
    public FeedPublisher(int kept, Outlet live, Outlet repair, Outlet snapshots) {
        store = new EventStore(kept);
        encoder = new EventEncoder(store);
        this.live = live;
        this.repair = repair;
        this.snapshots = snapshots;
    }

    /** Hears of the market and keeps its events until {@link #work} sends them. */
    public MarketListener listener() {
        return encoder;
    }

    /** The number of the newest event, 0 before the first. */
    public long lastNumber() {
        return store.lastNumber();
    }

    /** Events that were overwritten before the stream took them: receivers see a gap and mend it by the copies. */
    public long unsent() {
        return unsent;
    }

    /** Requests for events that were answered or refused. */
    public long requests() {
        return requests;
    }

    /** Requests for events that are no longer kept. */
    public long refusals() {
        return refusals;
    }

    /** What goes round for this market. Make one, and give it to {@link #work}. */
    public Rounds rounds(Market market) {
        return new Rounds(market, new SnapshotCycle(market, store, snapshots));
    }

    /** Copies of a market's books that go round and round. */
    public static final class Rounds {
        private final Market market;
        private final SnapshotCycle cycle;

        private Rounds(Market market, SnapshotCycle cycle) {
            this.market = market;
            this.cycle = cycle;
        }

        /** How many times the copies of all instruments were sent. */
        public long count() {
            return cycle.rounds();
        }
    }

    /**
     * Sends what is due and can be sent now.
     *
     * @param nowNanos of a clock that never goes back
     * @param snapshotMessages messages of copies at most
     * @return how many messages were sent
     */
    public int work(long nowNanos, Rounds rounds, int snapshotMessages) {
        int done = sendEvents() + sendRepairs();
        if (lastBeat == Long.MIN_VALUE || nowNanos - lastBeat >= SECOND) {
            lastBeat = nowNanos;
            done += beat(rounds.market);
        }
        return done + rounds.cycle.send(snapshotMessages);
    }

    /** Begins anew behind a number: the market has what was before, and nobody can be sent that again. */
    public void begin(long number) {
        store.begin(number);
        repairFrom = 0;
        repairTo = 0;
        skip();
    }

    /** Passes over all events so far, as they are history that a start reads again: nobody is sent them unasked. */
    public void skip() {
        sent = store.count();
        sentNumber = store.lastNumber();
    }

    /** Takes a request for events; what is no request is passed over. */
    public void onRequest(DirectBuffer message, int offset, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + RetransmitRequestDecoder.BLOCK_LENGTH) {
            return;
        }
        requestHeader.wrap(message, offset);
        if (requestHeader.schemaId() != RetransmitRequestDecoder.SCHEMA_ID
                || requestHeader.templateId() != RetransmitRequestDecoder.TEMPLATE_ID) {
            return;
        }
        request.wrapAndApplyHeader(message, offset, requestHeader);
        requests++;
        long after = request.after();
        long first = store.firstAfter(after);
        boolean gone = first == store.count()
                ? store.lastNumber() < after || (first == 0 && store.lastNumber() > after)
                : store.previous(first) > after;
        if (gone) {
            refuse(after);
            return;
        }
        long behind = Math.min(store.firstAfter(request.until()), first + MOST_RETRANSMITTED);
        boolean idle = repairFrom >= repairTo;
        repairFrom = idle ? first : Math.min(repairFrom, first);
        repairTo = idle ? behind : Math.min(Math.max(repairTo, behind), repairFrom + MOST_RETRANSMITTED);
    }

    private void refuse(long after) {
        refusals++;
        refused.wrapAndApplyHeader(buffer, 0, header)
                .after(after)
                .oldest(store.count() == 0 ? 0 : store.number(store.oldest()));
        // One that is not taken is asked for again.
        repair.offer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + RetransmitRefusedEncoder.BLOCK_LENGTH);
    }

    private int sendEvents() {
        if (sent < store.oldest()) {
            unsent += store.oldest() - sent;
            sent = store.oldest();
        }
        int done = 0;
        while (sent < store.count()
                && done < EVENTS_AT_ONCE
                && live.offer(store.buffer(), store.offset(sent), store.length(sent))) {
            sentNumber = store.number(sent);
            sent++;
            done++;
        }
        return done;
    }

    private int sendRepairs() {
        repairFrom = Math.max(repairFrom, store.oldest());
        int done = 0;
        while (repairFrom < repairTo
                && done < EVENTS_AT_ONCE
                && repair.offer(store.buffer(), store.offset(repairFrom), store.length(repairFrom))) {
            repairFrom++;
            done++;
        }
        return done;
    }

    private int beat(Market market) {
        heartbeat.wrapAndApplyHeader(buffer, 0, header).number(sentNumber).time(market.time());
        live.offer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + HeartbeatEncoder.BLOCK_LENGTH);
        for (InstrumentMarket instrument : market.instruments()) {
            if (instrument.phase().collects()) {
                indicate(instrument);
            }
        }
        return 1;
    }

    private void indicate(InstrumentMarket instrument) {
        AuctionIndication found = instrument.auction();
        if (found.price != AuctionIndication.NO_PRICE) {
            indicated
                    .wrapAndApplyHeader(buffer, 0, header)
                    .number(store.lastNumber())
                    .price(found.price)
                    .volume(found.volume)
                    .surplus(found.surplus)
                    .instrumentId(instrument.definition().id());
            live.offer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + AuctionIndicatedEncoder.BLOCK_LENGTH);
        }
    }
}
