package dev.bourse.gateway.problem;

/**
 * A request is refused, and has changed nothing. Without a stack trace: it is an answer, not a fault of the program.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refusal(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** What to tell the caller. */
    public Problem problem() {
        return problem;
    }
}
