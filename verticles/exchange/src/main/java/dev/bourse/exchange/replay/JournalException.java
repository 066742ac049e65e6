package dev.bourse.exchange.replay;

/** A journal is not what it should be: no journal, cut off, damaged, or out of order. The message says where. */
public final class JournalException extends Exception {
    private static final long serialVersionUID = 1L;

    public JournalException(String message) {
        super(message);
    }
}
