package dev.bourse.web.view;

/**
 * When a client may have his next frame. At most one in {@code frameMillis}; at most {@link #CREDIT} that he has not
 * acknowledged. A frame that was due but had to wait is counted, once in each {@code frameMillis}, and told with the
 * next. Times are milliseconds of the time of day; a clock that is set back delays no frame by more than one interval.
 */
final class Pace {
    /** The most frames on their way to a client. */
    static final int CREDIT = 2;

    private final long frameMillis;
    private long sent;
    private long acknowledged;
    private long lastFrameMillis;
    private long lastSkipMillis;
    private long waitingSinceMillis;
    private boolean waiting;
    private long skipped;

    Pace(long frameMillis, long nowMillis) {
        this.frameMillis = frameMillis;
        this.lastFrameMillis = nowMillis - frameMillis;
        this.lastSkipMillis = lastFrameMillis;
    }

    /** True where a frame, if there is anything to tell, is not too early. */
    boolean due(long nowMillis) {
        return Math.abs(nowMillis - lastFrameMillis) >= frameMillis;
    }

    boolean silentFor(long nowMillis, long millis) {
        return Math.abs(nowMillis - lastFrameMillis) >= millis;
    }

    boolean hasCredit() {
        return sent - acknowledged < CREDIT;
    }

    /** A frame is sent; gives its sequence. */
    long send(long nowMillis) {
        lastFrameMillis = nowMillis;
        lastSkipMillis = nowMillis;
        waiting = false;
        skipped = 0;
        return ++sent;
    }

    /** A frame that was due has to wait; true where that is one more to count. */
    boolean hold(long nowMillis) {
        if (!waiting || nowMillis < waitingSinceMillis) {
            waiting = true;
            waitingSinceMillis = nowMillis;
        }
        if (Math.abs(nowMillis - lastSkipMillis) < frameMillis) {
            return false;
        }
        lastSkipMillis = nowMillis;
        skipped++;
        return true;
    }

    /** How long a frame has been waiting without any acknowledgement. */
    long heldMillis(long nowMillis) {
        return waiting ? nowMillis - waitingSinceMillis : 0;
    }

    long skipped() {
        return skipped;
    }

    /**
     * The client has dealt with all frames up to that one.
     *
     * @throws IllegalArgumentException if it was never sent
     */
    void acknowledge(long sequence, long nowMillis) {
        if (sequence < 1 || sequence > sent) {
            throw new IllegalArgumentException(
                    "sequence: '" + sequence + "' is not allowed; allowed is 1 to " + sent + ", the last frame sent");
        }
        acknowledged = Math.max(acknowledged, sequence);
        waitingSinceMillis = nowMillis;
    }
}
