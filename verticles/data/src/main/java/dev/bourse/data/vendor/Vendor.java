package dev.bourse.data.vendor;

import java.util.HashMap;
import java.util.Map;

/**
 * What is known of a vendor: how far its records were dealt with, and up to where all that became ticks is safe, in the
 * log of its partition. Only what is safe is acknowledged; where something is lost on the way the vendor is asked to
 * send again from there. Used by one thread.
 */
public final class Vendor {
    private final String name;
    private final Map<Integer, UnderWay> underWay = new HashMap<>();
    private final boolean keeping;
    private long lastSequence;
    private long kept;
    private long losses;

    private static final class UnderWay {
        long first;
        long last;
    }

    /**
     * A vendor that has sent nothing yet.
     *
     * @param keeping whether others must know how far it came, by {@link #kept}, before it is told
     */
    public Vendor(String name, boolean keeping) {
        this.name = name;
        this.keeping = keeping;
    }

    public String name() {
        return name;
    }

    /** The sequence of the last record that was taken or rejected for good; 0 before the first. */
    public long lastSequence() {
        return lastSequence;
    }

    /** Goes on after this sequence. */
    public void lastSequence(long sequence) {
        lastSequence = sequence;
    }

    /** A record became a tick of that partition, which is not safe yet. */
    public void underWay(int partition, long sequence) {
        UnderWay ticks = underWay.get(partition);
        if (ticks == null) {
            ticks = new UnderWay();
            ticks.first = sequence;
            underWay.put(partition, ticks);
        }
        ticks.last = Math.max(ticks.last, sequence);
    }

    /** All ticks of that partition up to this sequence are safe. */
    public void logged(int partition, long sequence) {
        UnderWay ticks = underWay.get(partition);
        if (ticks != null && sequence >= ticks.last) {
            underWay.remove(partition);
        } else if (ticks != null) {
            ticks.first = Math.max(ticks.first, sequence + 1);
        }
    }

    /** True where ticks of that partition are not safe yet. */
    public boolean waitsFor(int partition) {
        return underWay.containsKey(partition);
    }

    /** Everything up to this sequence is rejected or safe. */
    public long safe() {
        long safe = lastSequence;
        for (UnderWay ticks : underWay.values()) {
            safe = Math.min(safe, ticks.first - 1);
        }
        return safe;
    }

    /** What may be acknowledged: it is safe, and others know that. */
    public long promised() {
        return keeping ? Math.min(kept, safe()) : safe();
    }

    /** True where others do not know yet what is safe. */
    public boolean toKeep() {
        return keeping && safe() > kept;
    }

    /** Others know that everything up to here is safe. */
    public void kept(long sequence) {
        kept = Math.max(kept, sequence);
    }

    /** What is under way is lost, or may be: goes back to what is safe. */
    public void rewind() {
        lastSequence = safe();
        underWay.clear();
        losses++;
    }

    /** What is under way is lost, or may be, and nobody can send it again under its numbers. */
    public void abandon() {
        underWay.clear();
        losses++;
    }

    /** How often something was lost. */
    public long losses() {
        return losses;
    }

    /** Another process has dealt with this vendor up to here, all of it is safe, and others know that. */
    public void resume(long safeElsewhere) {
        kept(safeElsewhere);
        if (safeElsewhere > lastSequence) {
            lastSequence = safeElsewhere;
            underWay.clear();
        }
    }
}
