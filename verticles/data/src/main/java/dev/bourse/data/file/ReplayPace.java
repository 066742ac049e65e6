package dev.bourse.data.file;

/**
 * When a recorded tick is due in a replay: as long after the first one as it was then, divided by the speed. A tick
 * older than one before it is due at once, so the order stays. Used by one thread.
 */
public final class ReplayPace {
    /** As fast as the receivers take it. */
    public static final double MAXIMUM = Double.POSITIVE_INFINITY;

    private final double speed;
    private long firstEvent = -1;
    private long begunMillis;

    /** @param speed 1 for as it was, N for N times as fast, {@link #MAXIMUM} for no pace */
    public ReplayPace(double speed) {
        if (!(speed > 0)) {
            throw new IllegalArgumentException("speed: '" + speed + "' is not allowed; allowed is above 0");
        }
        this.speed = speed;
    }

    /**
     * How long to wait for a tick, 0 where it is due.
     *
     * @param eventTime the tick's time, milliseconds since 1970
     * @param nowMillis the clock
     */
    public long delayMillis(long eventTime, long nowMillis) {
        if (speed == MAXIMUM) {
            return 0;
        }
        if (firstEvent < 0) {
            firstEvent = eventTime;
            begunMillis = nowMillis;
        }
        long due = begunMillis + (long) Math.ceil((eventTime - firstEvent) / speed);
        return Math.max(0, due - nowMillis);
    }

    /**
     * Reads a speed: {@code max}, or a number from 0.001 to 1,000,000 with an x behind it.
     *
     * @throws IllegalArgumentException where it is none
     */
    public static double parse(String text) {
        if (text.equals("max")) {
            return MAXIMUM;
        }
        try {
            double speed = text.endsWith("x") ? Double.parseDouble(text.substring(0, text.length() - 1)) : -1;
            if (speed >= 0.001 && speed <= 1_000_000) {
                return speed;
            }
        } catch (NumberFormatException noNumber) {
            // Said below, as for a number out of range.
        }
        throw new IllegalArgumentException("'" + text + "' is not allowed; allowed is max, or 0.001x to 1000000x");
    }
}
