package dev.bourse.shared.log;

/**
 * What became of entries that were to be appended.
 *
 * @param outcome what became of the first one that was not appended, or APPENDED
 * @param last the log's newest entry now
 * @param bytes what the log's entries take now
 */
public record AppendResult(Outcome outcome, long last, long bytes) {
    /** What a log says. */
    public enum Outcome {
        /** All are in the log; those that were there before were left as they are. */
        APPENDED,
        /** Another writer has succeeded this one; none was appended. */
        FENCED,
        /** There is no room for the rest. */
        FULL,
        /** Entries are missing before the rest. */
        OUT_OF_ORDER
    }
}
