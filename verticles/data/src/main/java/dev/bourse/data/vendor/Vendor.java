package dev.bourse.data.vendor;

/**
 * What is kept of a vendor between its connections: the sequence of the last record that was dealt with. Used by one
 * thread.
 */
public final class Vendor {
    private final String name;
    private long lastSequence;

    /** A vendor that has sent nothing yet. */
    public Vendor(String name) {
        this.name = name;
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
}
