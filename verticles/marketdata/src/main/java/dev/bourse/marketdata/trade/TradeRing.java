package dev.bourse.marketdata.trade;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import dev.bourse.marketdata.trade.Trade.Aggressor;
import java.util.ArrayList;
import java.util.List;

/** The newest trades of one instrument: a ring of fixed size, allocated once. One thread. */
public final class TradeRing {
    private static final int FIELDS = 6;
    private static final Aggressor[] AGGRESSORS = Aggressor.values();

    private final long[] fields;
    private final int capacity;
    private long count;

    /** An empty ring for so many trades, 1 or more. */
    public TradeRing(int capacity) {
        this.capacity = capacity;
        fields = new long[capacity * FIELDS];
    }

    /** Adds a trade, over the oldest where there is no more room. */
    public void add(long number, long matchId, long time, long price, long quantity, Aggressor aggressor) {
        int at = at(count++);
        fields[at] = number;
        fields[at + 1] = matchId;
        fields[at + 2] = time;
        fields[at + 3] = price;
        fields[at + 4] = quantity;
        fields[at + 5] = aggressor.ordinal();
    }

    /** How many trades there ever were. */
    public long count() {
        return count;
    }

    /** The trade that was added as number {@code index} from 0; one of those that are still held. */
    public Trade get(long index) {
        int at = at(index);
        return new Trade(
                fields[at],
                fields[at + 1],
                fields[at + 2],
                fields[at + 3],
                fields[at + 4],
                AGGRESSORS[(int) fields[at + 5]]);
    }

    /** The index of the oldest that is held. */
    public long oldest() {
        return Math.max(0, count - capacity);
    }

    /** The newest trades, at most so many, between two times (from on, before to), oldest first. */
    public List<Trade> between(long fromMicros, long toMicros, int limit) {
        List<Trade> found = new ArrayList<>();
        for (long index = count - 1; index >= oldest() && found.size() < limit; index--) {
            long time = fields[at(index) + 2];
            if (time < fromMicros) {
                break;
            }
            if (time < toMicros) {
                found.add(get(index));
            }
        }
        return found.reversed();
    }

    /** Writes the trades that are held, oldest first. */
    public void save(StateWriter out) {
        out.putLong(count);
        out.putLong(count - oldest());
        for (long index = oldest(); index < count; index++) {
            out.putLongs(fields, at(index), at(index) + FIELDS);
        }
    }

    /** Reads into an empty ring what another saved; of more than fit the newest. */
    public void load(StateReader in) {
        count = in.getLong();
        for (long left = in.getInt("trades", 0, Integer.MAX_VALUE); left > 0; left--) {
            int at = at(count - left);
            in.getLongs(fields, at, at + FIELDS);
        }
    }

    private int at(long index) {
        return (int) (index % capacity) * FIELDS;
    }
}
