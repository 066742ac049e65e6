package dev.bourse.marketdata.multicast;

import dev.bourse.marketdata.feed.FeedListener;
import dev.bourse.marketdata.feed.FeedReceiver;
import dev.bourse.marketdata.protocol.MessageHeaderEncoder;
import dev.bourse.marketdata.protocol.RetransmitRequestEncoder;
import io.aeron.Aeron;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes the feed: the library for programs that want every instrument's book by order. Make one, call {@link #poll}
 * again and again on one thread, look at {@link #feed} between two calls.
 */
public final class MulticastReceiver implements AutoCloseable {
    private static final int FRAGMENTS = 64;
    private static final int USUAL_CAPACITY = 1 << 16;

    private final Subscription live;
    private final Subscription repair;
    private final Subscription snapshots;
    private final Publication requests;
    private final FeedReceiver feed;
    private final FragmentHandler handler;
    private final UnsafeBuffer request =
            new UnsafeBuffer(new byte[MessageHeaderEncoder.ENCODED_LENGTH + RetransmitRequestEncoder.BLOCK_LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final RetransmitRequestEncoder encoder = new RetransmitRequestEncoder();

    /**
     * Joins the feed.
     *
     * @param aeron a client of a media driver; not closed by this
     * @param reliable whether Aeron itself asks for lost datagrams first, which is quicker than asking for events
     */
    public MulticastReceiver(Aeron aeron, MulticastChannels channels, boolean reliable, FeedListener listener) {
        String channel = channels.receiving(reliable);
        live = aeron.addSubscription(channel, MulticastChannels.LIVE);
        repair = aeron.addSubscription(channel, MulticastChannels.REPAIR);
        snapshots = aeron.addSubscription(channel, MulticastChannels.SNAPSHOTS);
        requests = aeron.addPublication(channels.requesting(), MulticastChannels.REQUESTS);
        feed = new FeedReceiver(USUAL_CAPACITY, listener, this::request);
        handler = (buffer, offset, length, position) -> feed.onMessage(buffer, offset, length);
    }

    /** What was received. */
    public FeedReceiver feed() {
        return feed;
    }

    /**
     * Takes what has come.
     *
     * @param nowNanos of a clock that never goes back
     * @return how many messages
     */
    public int poll(long nowNanos) {
        int taken = live.poll(handler, FRAGMENTS);
        taken += repair.poll(handler, FRAGMENTS);
        taken += snapshots.poll(handler, FRAGMENTS);
        feed.work(nowNanos);
        return taken;
    }

    @Override
    public void close() {
        live.close();
        repair.close();
        snapshots.close();
        requests.close();
    }

    private void request(long after, long until) {
        encoder.wrapAndApplyHeader(request, 0, header).after(after).until(until);
        // One that cannot be sent now is made again soon.
        requests.offer(request);
    }
}
