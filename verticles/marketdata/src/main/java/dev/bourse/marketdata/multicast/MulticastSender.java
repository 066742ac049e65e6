package dev.bourse.marketdata.multicast;

import dev.bourse.marketdata.feed.FeedPublisher;
import dev.bourse.marketdata.market.Market;
import dev.bourse.marketdata.market.MarketListener;
import dev.bourse.marketdata.reader.MarketReader;
import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.agrona.DirectBuffer;
import org.jspecify.annotations.Nullable;

/** Sends the feed by multicast and takes requests for what was lost. One thread, the market's. */
public final class MulticastSender implements MarketReader.Sender {
    private static final int REQUESTS_AT_ONCE = 8;

    private final ExclusivePublication live;
    private final ExclusivePublication repair;
    private final ExclusivePublication snapshots;
    private final Subscription requests;
    private final FeedPublisher publisher;
    private final FragmentHandler onRequest;
    private final long nanosOfSnapshotMessage;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong requested = new AtomicLong();
    private FeedPublisher.@Nullable Rounds rounds;
    private long snapshotsDueAt = System.nanoTime();

    /**
     * Opens the streams.
     *
     * @param kept events that can be sent again, a power of two
     * @param snapshotMessages messages of copies in a second at most
     */
    public MulticastSender(Aeron aeron, MulticastChannels channels, int kept, int snapshotMessages) {
        live = aeron.addExclusivePublication(channels.sending(), MulticastChannels.LIVE);
        repair = aeron.addExclusivePublication(channels.sending(), MulticastChannels.REPAIR);
        snapshots = aeron.addExclusivePublication(channels.sending(), MulticastChannels.SNAPSHOTS);
        requests = aeron.addSubscription(channels.requesting(), MulticastChannels.REQUESTS);
        publisher = new FeedPublisher(
                kept,
                (buffer, offset, length) -> offer(live, buffer, offset, length),
                (buffer, offset, length) -> offer(repair, buffer, offset, length),
                (buffer, offset, length) -> offer(snapshots, buffer, offset, length));
        onRequest = (buffer, offset, length, header) -> publisher.onRequest(buffer, offset, length);
        nanosOfSnapshotMessage = TimeUnit.SECONDS.toNanos(1) / snapshotMessages;
    }

    /** Hears of the market. */
    public MarketListener listener() {
        return publisher.listener();
    }

    /** The market whose books go round from now on. */
    @Override
    public void follow(Market market) {
        publisher.begin(market.number());
        rounds = publisher.rounds(market);
    }

    /** The sending side without its sockets, for its counts. */
    public FeedPublisher publisher() {
        return publisher;
    }

    /** Messages that were sent. Safe for all threads. */
    public long sent() {
        return sent.get();
    }

    /** Requests for events that came. Safe for all threads. */
    public long requested() {
        return requested.get();
    }

    @Override
    public void skipHistory() {
        publisher.skip();
    }

    @Override
    public int work(long nowNanos) {
        FeedPublisher.Rounds of = rounds;
        if (of == null) {
            return 0;
        }
        int done = requests.poll(onRequest, REQUESTS_AT_ONCE);
        requested.lazySet(publisher.requests());
        int due = 0;
        if (snapshots.isConnected()) {
            due = (int) Math.min(256, Math.max(0, (nowNanos - snapshotsDueAt) / nanosOfSnapshotMessage));
        }
        if (due > 0) {
            snapshotsDueAt = nowNanos;
        }
        return done + publisher.work(nowNanos, of, due);
    }

    @Override
    public void close() {
        live.close();
        repair.close();
        snapshots.close();
        requests.close();
    }

    /** Nobody listens: then there is nobody to send it again to either. */
    private boolean offer(ExclusivePublication to, DirectBuffer buffer, int offset, int length) {
        long position = to.offer(buffer, offset, length);
        if (position > 0) {
            sent.lazySet(sent.get() + 1);
            return true;
        }
        if (position == Publication.NOT_CONNECTED) {
            return true;
        }
        if (position == Publication.CLOSED || position == Publication.MAX_POSITION_EXCEEDED) {
            throw new IllegalStateException(
                    "the multicast stream " + to.streamId() + " has ended: " + Publication.errorString(position));
        }
        return false;
    }
}
