package dev.bourse.classification.engine;

/** Where a rule leaves its judgement; used again and again. */
public final class Verdict {
    /** The class of a rule that cannot say anything yet. */
    public static final int NONE = -1;

    private int signalClass = NONE;
    private long strength;

    /** The instrument is in that class, an index into {@link Engine#classes}; {@code strength} is in 1/10,000. */
    public void is(int ofClass, long ofStrength) {
        signalClass = ofClass;
        strength = ofStrength;
    }

    /** The rule cannot say; the instrument stays in the class it was in. */
    public void unknown() {
        is(NONE, 0);
    }

    /** The class, or {@link #NONE}. */
    public int signalClass() {
        return signalClass;
    }

    /** How clear it is, in 1/10,000; what that means is the engine's to say. */
    public long strength() {
        return strength;
    }
}
