package dev.bourse.data.vendor;

import dev.bourse.data.format.Digits;
import dev.bourse.data.format.JsonFields;
import dev.bourse.data.record.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Ticks as lines of JSON, one object a line: {@code timestamp}, {@code symbol}, {@code price}, {@code size} and, where
 * the vendor numbers its records, {@code sequence}. Numbers may be JSON numbers or strings. Used by one thread.
 */
public final class NdjsonBody {
    /** How many faults are told one by one; the others are counted. */
    public static final int FAULTS_TOLD = 1_000;

    /** How far {@link #proceed} came. */
    public enum Progress {
        /** Every line is dealt with. */
        DONE,
        /** A tick waits for room. */
        NO_ROOM,
        /** A tick waits for {@link #newSymbol} to be added. */
        NEW_SYMBOL
    }

    /** A line, from 1, that was refused, and why. */
    public record Fault(int line, String reason) {}

    private final VendorRecords records;
    private final Vendor vendor;
    private final byte[] bytes;
    private final JsonFields json = new JsonFields();
    private final int[] places = new int[8];
    private final List<Fault> faults = new ArrayList<>();
    private int at;
    private int lines;
    private int accepted;
    private int repeated;
    private int rejected;
    private String newSymbol = "";

    /** All of a body. */
    public NdjsonBody(VendorRecords records, Vendor vendor, byte[] bytes) {
        this.records = records;
        this.vendor = vendor;
        this.bytes = bytes;
    }

    /**
     * Deals with lines for as long as it can.
     *
     * @param addable whether to stop for an unknown symbol or to reject its tick
     * @param firstAddable the same for the first line alone, since its symbol may have been refused just now
     */
    public Progress proceed(boolean addable, boolean firstAddable) {
        boolean adding = firstAddable;
        while (at < bytes.length) {
            int end = at;
            while (end < bytes.length && bytes[end] != '\n') {
                end++;
            }
            if (!isBlank(at, end)) {
                Progress stopped = line(at, end, adding);
                if (stopped != Progress.DONE) {
                    return stopped;
                }
                adding = addable;
            }
            lines++;
            at = end + 1;
        }
        return Progress.DONE;
    }

    /** The symbol that {@link Progress#NEW_SYMBOL} is about. */
    public String newSymbol() {
        return newSymbol;
    }

    /** Lines dealt with. */
    public int lines() {
        return lines;
    }

    /** Lines that became ticks. */
    public int accepted() {
        return accepted;
    }

    /** Lines whose sequence was dealt with earlier. */
    public int repeated() {
        return repeated;
    }

    /** Lines refused. */
    public int rejected() {
        return rejected;
    }

    /** The first of the refused lines. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /** The vendor that sent it. */
    public Vendor vendor() {
        return vendor;
    }

    private Progress line(int from, int to, boolean addable) {
        JsonFields.Result scanned = json.scan(bytes, from, to);
        if (scanned != JsonFields.Result.OK) {
            records.refuse(
                    scanned == JsonFields.Result.TRUNCATED ? Verdict.TRUNCATED : Verdict.MALFORMED, bytes, from, to);
            fault();
            return Progress.DONE;
        }
        int sequenceField = json.field("sequence");
        long sequence = sequenceField < 0
                ? VendorRecords.UNNUMBERED
                : Digits.whole(bytes, json.from(sequenceField), json.to(sequenceField));
        boolean whole = place(0, "timestamp") && place(1, "symbol") && place(2, "price") && place(3, "size");
        if (!whole || (sequenceField >= 0 && sequence < 1)) {
            records.refuse(whole ? Verdict.SEQUENCE : Verdict.TRUNCATED, bytes, from, to);
            fault();
            return Progress.DONE;
        }
        return answer(records.take(vendor, sequence, bytes, from, to, places, addable));
    }

    private Progress answer(VendorRecords.Result result) {
        switch (result) {
            case TAKEN -> accepted++;
            case REPEATED -> repeated++;
            case REJECTED, GAP -> fault();
            case NO_ROOM -> {
                return Progress.NO_ROOM;
            }
            case NEW_SYMBOL -> {
                newSymbol = json.text(json.field("symbol"));
                return Progress.NEW_SYMBOL;
            }
        }
        return Progress.DONE;
    }

    private boolean place(int field, String name) {
        int found = json.field(name);
        if (found >= 0) {
            places[2 * field] = json.from(found);
            places[2 * field + 1] = json.to(found);
        }
        return found >= 0;
    }

    private void fault() {
        rejected++;
        if (faults.size() < FAULTS_TOLD) {
            faults.add(new Fault(lines + 1, records.verdict().word()));
        }
    }

    private boolean isBlank(int from, int to) {
        for (int index = from; index < to; index++) {
            if (bytes[index] != ' ' && bytes[index] != '\r' && bytes[index] != '\t') {
                return false;
            }
        }
        return true;
    }
}
