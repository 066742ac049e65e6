package dev.bourse.marketdata.archive;

/** A candle file cannot be read: the message names the file, the byte and what is wrong. */
public final class ArchiveException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ArchiveException(String message) {
        super(message);
    }

    ArchiveException(String message, Throwable cause) {
        super(message, cause);
    }
}
