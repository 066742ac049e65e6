package dev.bourse.classification.partition;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Acts on results in the order in which they were asked for, whatever the order in which they come. After the first
 * failure it acts on nothing any more. Used by one thread.
 */
public final class InOrder {
    private final ArrayDeque<Result> awaited = new ArrayDeque<>();
    private final Consumer<Throwable> failed;
    private boolean acting;
    private boolean ended;

    /** @param failed hears the first failure, when everything before it has been acted on */
    public InOrder(Consumer<Throwable> failed) {
        this.failed = failed;
    }

    /** A result that will come. Used by the same thread. */
    public final class Result {
        private Optional<Runnable> action = Optional.empty();

        private Result() {}

        /** It is here: acts on it once everything asked for before it is dealt with. */
        public void done(Runnable then) {
            action = Optional.of(then);
            act();
        }

        /** It will never come. */
        public void failed(Throwable failure) {
            done(() -> {
                end();
                failed.accept(failure);
            });
        }
    }

    /** Asks for the next result. */
    public Result next() {
        Result result = new Result();
        if (!ended) {
            awaited.add(result);
        }
        return result;
    }

    /** Acts on nothing any more. */
    public void end() {
        ended = true;
        awaited.clear();
    }

    private void act() {
        if (acting) {
            return;
        }
        acting = true;
        try {
            while (!awaited.isEmpty() && awaited.element().action.isPresent()) {
                awaited.remove().action.get().run();
            }
        } finally {
            acting = false;
        }
    }
}
