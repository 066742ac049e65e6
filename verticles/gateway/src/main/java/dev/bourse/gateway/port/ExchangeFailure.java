package dev.bourse.gateway.port;

/** A command got no answer. */
public final class ExchangeFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean applied;

    private ExchangeFailure(String message, boolean applied) {
        super(message, null, false, false);
        this.applied = applied;
    }

    /** The command was not sent and will never be applied. */
    public static ExchangeFailure unavailable(String why) {
        return new ExchangeFailure(why, false);
    }

    /** The command was sent; whether it was applied, or still will be, is not known. */
    public static ExchangeFailure unknownOutcome(String why) {
        return new ExchangeFailure(why, true);
    }

    /** Whether the command may have been applied. */
    public boolean mayBeApplied() {
        return applied;
    }
}
