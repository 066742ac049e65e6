package dev.bourse.shared.log;

/** What a log does with an entry for which it has no room. */
public enum Overflow {
    /** It refuses the entry: the writer waits until the readers need less. */
    REFUSE,
    /** It forgets its oldest entries, whatever the readers need. */
    DROP_OLDEST
}
