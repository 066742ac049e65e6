package dev.bourse.exchange.risk;

import dev.bourse.exchange.account.Money;
import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;

/**
 * The limits of one instrument, the same for every account; 0 is none. The price collar is a distance from the price of
 * the last trade or, before the first, from the reference price. One thread.
 */
public final class InstrumentLimits {
    private int collarBps;
    private long maxOrderQuantity;
    private long maxOrderValue;
    private long maxPosition;
    private long maxDayVolume;

    /** Sets all limits; each is 0 (none) or more. */
    public void set(int collarBps, long maxOrderQuantity, long maxOrderValue, long maxPosition, long maxDayVolume) {
        this.collarBps = collarBps;
        this.maxOrderQuantity = maxOrderQuantity;
        this.maxOrderValue = maxOrderValue;
        this.maxPosition = maxPosition;
        this.maxDayVolume = maxDayVolume;
    }

    /** Most lots in an order, 0 for no limit. */
    public long maxOrderQuantity() {
        return maxOrderQuantity;
    }

    /** Highest value of an order in quote units, 0 for no limit. */
    public long maxOrderValue() {
        return maxOrderValue;
    }

    /** Most lots of the base asset owned or being bought by one account, 0 for no limit. */
    public long maxPosition() {
        return maxPosition;
    }

    /** Most lots traded or open by one account in a day, 0 for no limit. */
    public long maxDayVolume() {
        return maxDayVolume;
    }

    /** Whether a limit price lies outside the collar around {@code center}; without collar or center none does. */
    public boolean isOutsideCollar(long price, long center) {
        return collarBps != 0 && center > 0 && Math.abs(price - center) > Money.fee(center, collarBps);
    }

    /** Writes the limits. */
    public void save(StateWriter out) {
        out.putLong(collarBps);
        out.putLong(maxOrderQuantity);
        out.putLong(maxOrderValue);
        out.putLong(maxPosition);
        out.putLong(maxDayVolume);
    }

    /** Replaces the limits. */
    public void load(StateReader in) {
        collarBps = in.getInt("collar", 0, Money.FULL_BPS);
        maxOrderQuantity = in.getLong();
        maxOrderValue = in.getLong();
        maxPosition = in.getLong();
        maxDayVolume = in.getLong();
    }
}
