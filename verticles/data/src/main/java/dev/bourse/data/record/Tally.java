package dev.bourse.data.record;

import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts verdicts exactly and keeps the newest rejections. One thread counts; any thread may ask for the
 * {@link #report}.
 */
public final class Tally {
    /** How many rejections are kept word by word; all are counted, and the listener hears of all. */
    public static final int KEPT = 1_000;

    private static final Verdict[] VERDICTS = Verdict.values();
    private static final int TICKS = VERDICTS.length;

    private final AtomicLongArray counts = new AtomicLongArray(VERDICTS.length + 1);
    private final ArrayDeque<Rejection> newest = new ArrayDeque<>();
    private final RejectionListener listener;
    private long records;

    /** Counts from zero. */
    public Tally(RejectionListener listener) {
        this(listener, 0);
    }

    /** Numbers records from the one after {@code recordsBefore} on, and counts from zero. */
    public Tally(RejectionListener listener, long recordsBefore) {
        this.listener = listener;
        this.records = recordsBefore;
    }

    /** One record, whose first bytes are {@code bytes[from, to)}, ended with this verdict. */
    public void count(Verdict verdict, byte[] bytes, int from, int to) {
        records++;
        add(verdict.ordinal(), 1);
        if (verdict.rejected()) {
            reject(Rejection.of(records, verdict, bytes, from, to));
        }
    }

    /** This many ticks came out of the records. */
    public void ticks(long number) {
        add(TICKS, number);
    }

    /** The number of the newest record. For the counting thread. */
    public long records() {
        return records;
    }

    /** How many records had this verdict. */
    public long count(Verdict verdict) {
        return counts.get(verdict.ordinal());
    }

    /** Everything counted so far. */
    public FeedReport report() {
        Map<Verdict, Long> notTicks = new EnumMap<>(Verdict.class);
        Map<Verdict, Long> rejected = new EnumMap<>(Verdict.class);
        long total = 0;
        for (Verdict verdict : VERDICTS) {
            long count = counts.get(verdict.ordinal());
            total += count;
            if (count > 0 && verdict != Verdict.ACCEPTED) {
                (verdict.rejected() ? rejected : notTicks).put(verdict, count);
            }
        }
        return new FeedReport(
                total, counts.get(Verdict.ACCEPTED.ordinal()), counts.get(TICKS), notTicks, rejected, rejections());
    }

    private List<Rejection> rejections() {
        synchronized (newest) {
            return List.copyOf(newest);
        }
    }

    private void reject(Rejection rejection) {
        synchronized (newest) {
            if (newest.size() == KEPT) {
                newest.removeFirst();
            }
            newest.addLast(rejection);
        }
        listener.rejected(rejection);
    }

    /** A plain read and an ordered write suffice where only one thread counts. */
    private void add(int index, long number) {
        counts.setRelease(index, counts.getPlain(index) + number);
    }
}
