package dev.bourse.state.instrument;

/** What became of a tick. */
public enum TickOutcome {
    /** It is the instrument's newest. */
    APPLIED,
    /** It is older than the newest, within the lateness: it corrected what it belongs to. */
    CORRECTED,
    /** It is older than the lateness allows, and was dropped. */
    TOO_LATE,
    /** Its sequence was seen before: dropped. */
    DUPLICATE,
    /**
     * A time before 1970 or after 9999, a price outside 1 to 10^13, a size outside 0 to 10^13, or a volume that would
     * pass 2^63: dropped.
     */
    INVALID
}
