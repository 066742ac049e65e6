package dev.bourse.exchange.snapshot;

/** A snapshot cannot be used: truncated, damaged, of another version, or not of this core. The message says which. */
public final class SnapshotException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SnapshotException(String message) {
        super(message);
    }

    public SnapshotException(String message, Throwable cause) {
        super(message, cause);
    }
}
