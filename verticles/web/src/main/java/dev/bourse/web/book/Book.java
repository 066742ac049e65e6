package dev.bourse.web.book;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The newest book and trades of one instrument. Each change takes the next <em>version</em>, so that a client who
 * remembers the version of his last look knows whether there is news, and how much he was not told. Used by one thread.
 */
public final class Book {
    /** Trades that are kept. */
    public static final int TRADES = 50;

    private final String symbol;
    private final TreeMap<Integer, Integer> usersByDepth = new TreeMap<>();
    private final Deque<BookTrade> trades = new ArrayDeque<>();
    private Availability availability = Availability.WAITING;
    private @Nullable BookState state;
    private long version;
    private long tradeCount;
    boolean needsWhole;

    /** Whether there is a book to show. */
    public enum Availability {
        /** It was asked for and has not come yet. */
        WAITING,
        /** It is kept up to date. */
        LIVE,
        /** Market data knows no such instrument. */
        UNLISTED,
        /** Nobody answers for market data. */
        ABSENT
    }

    Book(String symbol) {
        this.symbol = symbol;
    }

    /** The instrument's symbol. */
    public String symbol() {
        return symbol;
    }

    /** The version of the newest change. */
    public long version() {
        return version;
    }

    /** Whether there is a book to show. */
    public Availability availability() {
        return availability;
    }

    /** The newest book, null unless it is {@link Availability#LIVE}. */
    public @Nullable BookState state() {
        return availability == Availability.LIVE ? state : null;
    }

    /** How many trades came since the book is looked at, with those that were missed. */
    public long tradeCount() {
        return tradeCount;
    }

    /** The trades that are kept of those from a count on, oldest first. */
    public List<BookTrade> tradesSince(long count) {
        List<BookTrade> kept = new ArrayList<>(trades);
        int wanted = Math.clamp(tradeCount - count, 0, kept.size());
        return kept.subList(kept.size() - wanted, kept.size());
    }

    int users() {
        return usersByDepth.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** The depth of who looks deepest. */
    int depth() {
        return usersByDepth.lastKey();
    }

    void use(int depth) {
        usersByDepth.merge(depth, 1, Integer::sum);
    }

    void leave(int depth) {
        usersByDepth.computeIfPresent(depth, (key, users) -> users == 1 ? null : users - 1);
    }

    /** False where the book that this changes is not the one that is here. */
    boolean take(BookUpdate update) {
        take(update.trades(), update.tradesMissed());
        version++;
        BookState before = state;
        if (update.previous() == BookUpdate.WHOLE) {
            state = update.state();
        } else if (before != null
                && !needsWhole
                && before.number() == update.previous()
                && before.depth() == update.state().depth()) {
            state = before.with(update.state());
        } else {
            return false;
        }
        needsWhole = false;
        availability = Availability.LIVE;
        return true;
    }

    void become(Availability now) {
        if (availability != now) {
            availability = now;
            state = null;
            version++;
        }
    }

    private void take(List<BookTrade> fresh, long missed) {
        tradeCount += missed + fresh.size();
        fresh.forEach(trades::addLast);
        while (trades.size() > TRADES) {
            trades.removeFirst();
        }
    }
}
