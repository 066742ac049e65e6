package dev.bourse.data.record;

/** Hears of each rejected record, on the thread that reads the feed. */
@FunctionalInterface
public interface RejectionListener {
    /** This record was refused. */
    void rejected(Rejection rejection);

    /** Listens to nothing. */
    RejectionListener NONE = rejection -> {};
}
