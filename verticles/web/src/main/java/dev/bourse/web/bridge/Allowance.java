package dev.bourse.web.bridge;

/** How many messages a socket may still send: so many a second, and twice as many at once after a pause. Plain Java. */
final class Allowance {
    private final long perSecond;
    private long thousandths;
    private long lastMillis;

    Allowance(int perSecond, long nowMillis) {
        this.perSecond = perSecond;
        this.thousandths = 2_000L * perSecond;
        this.lastMillis = nowMillis;
    }

    /** Takes one; false where none is left. */
    boolean take(long nowMillis) {
        long elapsed = Math.clamp(nowMillis - lastMillis, 0L, 2_000L);
        lastMillis = nowMillis;
        thousandths = Math.min(2_000 * perSecond, thousandths + elapsed * perSecond);
        if (thousandths < 1_000) {
            return false;
        }
        thousandths -= 1_000;
        return true;
    }
}
