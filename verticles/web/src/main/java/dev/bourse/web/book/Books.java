package dev.bourse.web.book;

import dev.bourse.web.book.Book.Availability;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The books that clients look at: each is asked for once, as deep as who looks deepest, however many look. Used by one
 * thread; what it counts may be read by any.
 */
public final class Books {
    /** Levels of a side that anybody may see. */
    public static final int PUBLIC_DEPTH = 5;

    /** The most levels of a side that anyone may see. */
    public static final int DEEPEST = 50;

    private final Map<String, Book> books = new HashMap<>();
    private long wantedVersion;
    private boolean gap;
    private volatile int size;
    private volatile long updates;
    private volatile long gaps;
    private volatile long conflated;

    /** The book, for one user more. Give it back with {@link #release}. */
    public Book acquire(String symbol, int depth) {
        Book book = books.get(symbol);
        if (book == null) {
            book = new Book(symbol);
            books.put(symbol, book);
            size = books.size();
            wantedVersion++;
        } else if (depth > book.depth()) {
            wantedVersion++;
        }
        book.use(depth);
        return book;
    }

    /** One user less; the last one's departure forgets the book. */
    public void release(Book book, int depth) {
        int before = book.depth();
        book.leave(depth);
        if (book.users() == 0) {
            books.remove(book.symbol(), book);
            size = books.size();
            wantedVersion++;
        } else if (book.depth() != before) {
            wantedVersion++;
        }
    }

    /** Grows whenever another book or depth is wanted. */
    public long wantedVersion() {
        return wantedVersion;
    }

    /** By symbol, how deep. */
    public Map<String, Integer> wanted() {
        Map<String, Integer> wanted = new TreeMap<>();
        books.forEach((symbol, book) -> wanted.put(symbol, book.depth()));
        return wanted;
    }

    /** Whether a book has lost its thread since {@link #takeIncomplete}. */
    public boolean hasGap() {
        return gap;
    }

    /** The books that are to come whole, since they have not come yet or have lost their thread. */
    public Set<String> takeIncomplete() {
        gap = false;
        Set<String> symbols = new HashSet<>();
        books.forEach((symbol, book) -> {
            if (book.needsWhole || book.state() == null) {
                symbols.add(symbol);
            }
        });
        return symbols;
    }

    /** Something came of a book; of one that nobody looks at any more it is passed over. */
    public void take(BookUpdate update) {
        Book book = books.get(update.symbol());
        if (book == null) {
            return;
        }
        count(1, 0, 0);
        if (!book.take(update)) {
            book.needsWhole = true;
            lost();
        }
    }

    /** Something was lost on the way, and it is not known of which book. */
    public void lostSomething() {
        books.values().forEach(book -> book.needsWhole = true);
        lost();
    }

    /** These have no book; the others may have one. */
    public void unlisted(Collection<String> symbols) {
        books.forEach((symbol, book) -> {
            if (symbols.contains(symbol)) {
                book.become(Availability.UNLISTED);
            } else if (book.availability() != Availability.LIVE) {
                book.become(Availability.WAITING);
            }
        });
    }

    /** Nobody answers for market data. */
    public void absent() {
        books.values().forEach(book -> book.become(Availability.ABSENT));
    }

    /** A client was not told so many versions of a book, but a later one. */
    public void conflated(long versions) {
        count(0, 0, versions);
    }

    /** Books that are looked at. */
    public int size() {
        return size;
    }

    /** Books and changes that came. */
    public long updates() {
        return updates;
    }

    /** Times that something was lost on the way, so that books had to come whole again. */
    public long gaps() {
        return gaps;
    }

    /** Versions of books that slow clients were not told. */
    public long conflated() {
        return conflated;
    }

    private void lost() {
        gap = true;
        count(0, 1, 0);
    }

    /** One thread writes them; anyone reads them. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void count(long moreUpdates, long moreGaps, long moreConflated) {
        updates += moreUpdates;
        gaps += moreGaps;
        conflated += moreConflated;
    }
}
