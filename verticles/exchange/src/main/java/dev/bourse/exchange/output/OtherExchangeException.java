package dev.bourse.exchange.output;

/**
 * What is called the exchange here is another than the one that was read before: its journal was deleted, or an older
 * copy was put in its place. What was made of the outputs so far is of no use for it.
 */
public final class OtherExchangeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OtherExchangeException(String message) {
        super(message);
    }
}
