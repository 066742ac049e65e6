package dev.bourse.data.feed;

import dev.bourse.data.record.FeedReport;
import dev.bourse.data.resume.FeedPosition;
import dev.bourse.shared.config.Settings;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * A source of ticks. To add one: a class with a public constructor without arguments, and its name in
 * {@code META-INF/services/dev.bourse.data.feed.Feed}. All calls but {@link #report} and {@link #failure} come on the
 * context of the data verticle, in this order: {@link #configure}, {@link #start}, then partitions come and go, and
 * {@link #stop}.
 */
public interface Feed {
    /** The word that chooses it in {@code data.feed}, and names it in metrics and logs. */
    String name();

    /**
     * Reads its settings, all below {@code data.NAME.}, and notes what is wrong with them. Opens nothing. May be called
     * again.
     */
    void configure(Settings settings);

    /**
     * True where it can wait for room without losing anything or failing anyone: such a feed is never shed or
     * conflated.
     */
    default boolean waits() {
        return false;
    }

    /** True where it names no symbols itself, so that without a universe there would be nothing to give ticks of. */
    default boolean needsInstruments() {
        return false;
    }

    /**
     * Opens its doors. Fails with {@link dev.bourse.shared.config.StartFailure} where the user has to do something
     * about it. No ticks before the first partition is acquired.
     */
    Future<Void> start(FeedContext context);

    /**
     * Gives the ticks of this partition from now on.
     *
     * @param after where an earlier owner of the partition stopped, empty where there was none: nothing up to there is
     *     given again
     */
    Future<Void> acquire(int partition, Optional<FeedPosition> after);

    /** Gives no ticks of this partition any more, and tells where the next owner goes on. */
    Future<FeedPosition> release(int partition);

    /**
     * Where in its source the ticks of this partition stand that were taken so far: all that it has offered, without
     * the one that is being offered at the moment.
     */
    FeedPosition position(int partition);

    /**
     * All ticks of this partition up to this position are safe: in the log, or sent where there is none. Comes in the
     * order of the positions, for as long as the partition is held.
     */
    default void logged(int partition, FeedPosition upTo) {}

    /**
     * After a release: nothing of this partition is sent here any more. What was taken and of which {@link #logged} has
     * not told is to be given again by whoever has it.
     */
    default void gone(int partition) {}

    /** A lane that was full has room again: offer what was refused. */
    void resume();

    /** What it has read, and what became of it. Safe for any thread. */
    FeedReport report();

    /**
     * Why it gives no more ticks though it should, for the process's health; empty where all is well. Safe for any
     * thread.
     */
    default Optional<String> failure() {
        return Optional.empty();
    }

    /** Closes its doors. */
    Future<Void> stop();
}
