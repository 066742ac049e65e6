package dev.bourse.data.vendor;

import dev.bourse.data.format.TickFields;
import dev.bourse.data.record.Tally;
import dev.bourse.data.record.Verdict;

/**
 * Decides what becomes of one record of a vendor: by its sequence first, then by its fields, then by whether there is
 * room. Used by one thread.
 */
public final class VendorRecords {
    /** The sequence of a record that has none. */
    public static final long UNNUMBERED = -1;

    /** What became of a record. */
    public enum Result {
        /** It is a tick, and under way. */
        TAKEN,
        /** It had been dealt with before. */
        REPEATED,
        /** It is refused for good; {@link VendorRecords#verdict} says why. */
        REJECTED,
        /** Records before it are missing; nothing changed. */
        GAP,
        /** There is no room; nothing changed. */
        NO_ROOM,
        /** Its symbol might be added; nothing changed. */
        NEW_SYMBOL
    }

    private final TickFields fields;
    private final Tally tally;
    private final VendorTarget target;
    private Verdict verdict = Verdict.ACCEPTED;

    public VendorRecords(TickFields fields, Tally tally, VendorTarget target) {
        this.fields = fields;
        this.tally = tally;
        this.target = target;
    }

    /** Why the last record was rejected. */
    public Verdict verdict() {
        return verdict;
    }

    /**
     * One record in {@code bytes[from, to)}.
     *
     * @param sequence 1 or more, or {@link #UNNUMBERED}
     * @param places see {@link TickFields#read}
     * @param addable whether to answer {@link Result#NEW_SYMBOL} where the symbol is unknown
     */
    public Result take(Vendor vendor, long sequence, byte[] bytes, int from, int to, int[] places, boolean addable) {
        if (sequence != UNNUMBERED && sequence <= vendor.lastSequence()) {
            tally.count(Verdict.REPEATED, bytes, from, to);
            return Result.REPEATED;
        }
        if (sequence != UNNUMBERED && sequence != vendor.lastSequence() + 1) {
            refuse(Verdict.SEQUENCE, bytes, from, to);
            return Result.GAP;
        }
        Verdict judged = fields.read(bytes, places);
        if (judged == Verdict.UNKNOWN_SYMBOL && addable) {
            return Result.NEW_SYMBOL;
        }
        boolean right = judged == Verdict.ACCEPTED;
        if (right
                && !target.offer(vendor, sequence, fields.instrument(), fields.time(), fields.price(), fields.size())) {
            return Result.NO_ROOM;
        }
        if (sequence != UNNUMBERED) {
            vendor.lastSequence(sequence);
        }
        if (right) {
            tally.count(Verdict.ACCEPTED, bytes, from, to);
            tally.ticks(1);
            return Result.TAKEN;
        }
        return refuse(judged, bytes, from, to);
    }

    /** Counts a record that cannot even be told apart into its fields. */
    public Result refuse(Verdict why, byte[] bytes, int from, int to) {
        verdict = why;
        tally.count(why, bytes, from, to);
        return Result.REJECTED;
    }
}
