package dev.bourse.marketdata.feed;

import dev.bourse.marketdata.protocol.AuctionIndicatedDecoder;
import dev.bourse.marketdata.protocol.DayClosedDecoder;
import dev.bourse.marketdata.protocol.HeartbeatDecoder;
import dev.bourse.marketdata.protocol.InstrumentListedDecoder;
import dev.bourse.marketdata.protocol.MessageHeaderDecoder;
import dev.bourse.marketdata.protocol.RetransmitRefusedDecoder;
import dev.bourse.marketdata.protocol.SnapshotEndedDecoder;
import dev.bourse.marketdata.protocol.SnapshotStartedDecoder;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The receiving side of the multicast feed: give it the messages of all streams as they come, and call {@link #work}
 * now and then. It keeps every instrument's book by order. A gap is asked for again; one that cannot be filled loses
 * the books, and the copies that go round bring them back. Memory is bounded. One thread.
 */
public final class FeedReceiver {
    private static final long ASK_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int MOST_TRIES = 25;

    private final int mostHeld;
    private final FeedListener listener;
    private final RetransmitRequester requester;
    private final EventApplier applier;
    private final SnapshotIntake intake;
    private final EventStore recent;
    /** Events behind a gap, by number. */
    private final TreeMap<Long, byte[]> held = new TreeMap<>();

    private final UnsafeBuffer heldBuffer = new UnsafeBuffer(0, 0);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final HeartbeatDecoder heartbeat = new HeartbeatDecoder();
    private final AuctionIndicatedDecoder indicated = new AuctionIndicatedDecoder();
    private final RetransmitRefusedDecoder refused = new RetransmitRefusedDecoder();
    private boolean started;
    /** The chain of events is known from behind this number on. */
    private long base;

    private long last;
    /** The highest number that is known to exist. */
    private long known;

    private long askedAt;
    private long askedAfter = -1;
    private int tries;
    private long gaps;
    private long losses;
    private long duplicates;
    private long now;

    /**
     * A receiver that has heard nothing yet.
     *
     * @param capacity events behind a gap, and events kept to bring copies up to date, at most; a power of two
     */
    public FeedReceiver(int capacity, FeedListener listener, RetransmitRequester requester) {
        this.mostHeld = capacity;
        this.listener = listener;
        this.requester = requester;
        applier = new EventApplier(listener);
        intake = new SnapshotIntake(applier.instruments());
        recent = new EventStore(capacity);
    }

    /** The instruments by their numbers; not to be changed. */
    public Map<Integer, ReceivedInstrument> instruments() {
        return Collections.unmodifiableMap(applier.instruments());
    }

    /** The number of the last event that was applied without a gap before it. */
    public long number() {
        return last;
    }

    /** Whether all instruments are known and whole, and no gap is open. */
    public boolean isWhole() {
        return started
                && known <= last
                && intake.listed() <= applier.instruments().size()
                && (intake.listed() >= 0 || base == 0)
                && applier.instruments().values().stream().allMatch(ReceivedInstrument::isWhole);
    }

    /** Gaps that were seen. */
    public long gaps() {
        return gaps;
    }

    /** Gaps that could not be filled, so that all books were lost. */
    public long losses() {
        return losses;
    }

    /** Events that came more than once. */
    public long duplicates() {
        return duplicates;
    }

    /** Takes a message of any stream. */
    public void onMessage(DirectBuffer buffer, int offset, int length) {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
            return;
        }
        header.wrap(buffer, offset);
        int template = header.templateId();
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength()
                || header.schemaId() != HeartbeatDecoder.SCHEMA_ID) {
            return;
        }
        if (template >= InstrumentListedDecoder.TEMPLATE_ID && template <= DayClosedDecoder.TEMPLATE_ID) {
            onEvent(buffer, offset, length);
        } else if (template >= SnapshotStartedDecoder.TEMPLATE_ID && template <= SnapshotEndedDecoder.TEMPLATE_ID) {
            onSnapshot(buffer, offset);
        } else if (template == HeartbeatDecoder.TEMPLATE_ID) {
            onHeartbeat(heartbeat.wrapAndApplyHeader(buffer, offset, header).number());
        } else if (template == RetransmitRefusedDecoder.TEMPLATE_ID) {
            refused.wrapAndApplyHeader(buffer, offset, header);
            if (started && known > last && refused.after() == last) {
                lose();
            }
        } else if (template == AuctionIndicatedDecoder.TEMPLATE_ID) {
            indicated.wrapAndApplyHeader(buffer, offset, header);
            listener.indicated(
                    indicated.number(),
                    indicated.instrumentId(),
                    indicated.price(),
                    indicated.volume(),
                    indicated.surplus());
        }
    }

    /** Asks for what is missing, again where no answer came; gives up after half a second. */
    public void work(long nowNanos) {
        now = nowNanos;
        if (started && known > last && now - askedAt >= ASK_AGAIN_NANOS) {
            ask();
        }
    }

    private void onHeartbeat(long number) {
        if (!started) {
            start(number);
        }
        known = Math.max(known, number);
        if (known > last && askedAfter != last) {
            gaps++;
            ask();
        }
    }

    private void start(long number) {
        started = true;
        base = number;
        last = number;
        known = number;
    }

    private void onEvent(DirectBuffer buffer, int offset, int length) {
        long number = buffer.getLong(offset + MessageHeaderDecoder.ENCODED_LENGTH, MessageHeaderDecoder.BYTE_ORDER);
        long previous = previous(buffer, offset);
        if (!started) {
            start(previous);
        }
        known = Math.max(known, number);
        if (number <= last) {
            duplicates++;
        } else if (previous == last) {
            apply(buffer, offset, length, number);
            applyHeld();
        } else {
            hold(buffer, offset, length, number);
        }
    }

    private static long previous(DirectBuffer buffer, int offset) {
        return buffer.getLong(
                offset + MessageHeaderDecoder.ENCODED_LENGTH + Long.BYTES, MessageHeaderDecoder.BYTE_ORDER);
    }

    private void hold(DirectBuffer buffer, int offset, int length, long number) {
        byte[] copy = new byte[length];
        buffer.getBytes(offset, copy);
        held.put(number, copy);
        if (held.size() > mostHeld) {
            lose();
        } else if (askedAfter != last) {
            gaps++;
            ask();
        }
    }

    private void apply(DirectBuffer buffer, int offset, int length, long number) {
        recent.buffer().putBytes(recent.nextOffset(), buffer, offset, length);
        recent.append(number, length);
        last = number;
        applier.apply(buffer, offset, 0);
    }

    private void applyHeld() {
        while (!held.isEmpty()) {
            Map.Entry<Long, byte[]> first = held.firstEntry();
            heldBuffer.wrap(first.getValue());
            if (first.getKey() > last && previous(heldBuffer, 0) != last) {
                return;
            }
            held.pollFirstEntry();
            if (first.getKey() > last) {
                apply(heldBuffer, 0, first.getValue().length, first.getKey());
            }
        }
    }

    private void ask() {
        tries = askedAfter == last ? tries + 1 : 0;
        askedAfter = last;
        askedAt = now;
        if (tries > MOST_TRIES) {
            lose();
            return;
        }
        long until = known;
        if (!held.isEmpty()) {
            heldBuffer.wrap(held.firstEntry().getValue());
            until = previous(heldBuffer, 0);
        }
        requester.request(last, until);
    }

    /** Gives up the gap: goes on behind it, with the books to come by copies. */
    private void lose() {
        losses++;
        long behind = known;
        if (!held.isEmpty()) {
            heldBuffer.wrap(held.firstEntry().getValue());
            behind = previous(heldBuffer, 0);
        }
        base = behind;
        last = behind;
        askedAfter = -1;
        recent.clear();
        intake.reset();
        applier.instruments().values().forEach(ReceivedInstrument::lose);
        listener.lost();
        applyHeld();
    }

    /** A copy older than the events at hand cannot be brought up to date. */
    private void onSnapshot(DirectBuffer buffer, int offset) {
        long oldest = recent.oldest() == 0 ? base : recent.previous(recent.oldest());
        ReceivedInstrument restored = intake.take(buffer, offset, started ? oldest : Long.MAX_VALUE);
        if (restored == null || restored.number() < oldest) {
            if (restored != null) {
                restored.lose();
            }
            return;
        }
        int id = restored.definition().id();
        listener.restored(restored.number(), id);
        for (long index = recent.firstAfter(restored.number()); index < recent.count(); index++) {
            applier.apply(recent.buffer(), recent.offset(index), id);
        }
    }
}
