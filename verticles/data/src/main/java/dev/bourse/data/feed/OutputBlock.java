package dev.bourse.data.feed;

import dev.bourse.data.record.TickBlock;

/**
 * The ticks of some outputs of the exchange, on their way from the thread that reads them; a tick's record is its
 * output's number. One thread owns it at a time.
 */
final class OutputBlock {
    private final TickBlock ticks = new TickBlock();
    private long turn;
    private long number;
    private long time;

    TickBlock ticks() {
        return ticks;
    }

    /** Which seeking it belongs to. */
    long turn() {
        return turn;
    }

    /** The last output that was read for it, with or without a tick. */
    long number() {
        return number;
    }

    /** Nothing from before this time, in milliseconds, comes behind it. */
    long time() {
        return time;
    }

    /** Says what it holds. */
    void close(long ofTurn, long upTo, long upToTime) {
        turn = ofTurn;
        number = upTo;
        time = upToTime;
    }
}
