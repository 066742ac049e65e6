package dev.bourse.data.batch;

/** What becomes of a tick whose lane is full. */
public enum FullPolicy {
    /** It is not taken; the feed waits and offers it again. */
    BLOCK,
    /** It is dropped and counted. It gets no sequence, so there is no gap. */
    SHED,
    /** It replaces the instrument's tick that waits already: newest time and price, sizes added up. Counted. */
    CONFLATE
}
