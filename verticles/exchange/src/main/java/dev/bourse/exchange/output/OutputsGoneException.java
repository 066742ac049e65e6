package dev.bourse.exchange.output;

/** The outputs that a reader needs next were purged from every node: it must start from a copy of the state instead. */
public final class OutputsGoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public OutputsGoneException(String message) {
        super(message);
    }
}
