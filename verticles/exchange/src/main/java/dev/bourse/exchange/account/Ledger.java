package dev.bourse.exchange.account;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import java.util.Arrays;

/**
 * Everything that the exchange knows of its accounts, as records in one array that are named by their <em>address</em>,
 * the index of their first word; a record keeps its address for ever. An <em>account</em> is two cache lines, found by
 * its number, with its balance in one asset inside; a <em>holding</em> is one line, found by a key: an account's
 * balance in another asset, with what the account has going on in the instrument that trades it. What the words mean is
 * said by the classes that use them. An order needs a few of these lines and nothing else, for what it waits for is
 * memory.
 *
 * <p>Grows by doubling; finding and changing allocate nothing. One thread.
 */
public final class Ledger {
    /** The highest account number. */
    public static final int MAX_ACCOUNT_ID = (1 << 22) - 1;
    /** The address of no record; what is read there is 0. */
    public static final int NONE = 0;

    // Words of an account. What a cancellation needs is in the first line.
    static final int STATUS = 0;
    static final int ORDERS = 1;
    static final int HIGHEST_CLIENT_ORDER_ID = 2;
    /** Two words of the risk rules. */
    public static final int RISK = 3;

    static final int OWN_BALANCE = 5;
    /** Four more words of the risk rules. */
    public static final int LIMITS = 7;

    static final int LAST_REFERENCE = 11;
    static final int CLIENT_ORDER_ID_WINDOW = 12;

    // Words of a holding; the key is the first.
    static final int BALANCE = 1;
    /** Four words of the risk rules. */
    public static final int EXPOSURE = 3;

    /** The first word of an account is negative; a holding's key is above 0, that of a gap between records is 0. */
    static final long IS_ACCOUNT = Long.MIN_VALUE;

    private static final int ACCOUNT = 16;
    private static final int HOLDING = 8;
    /** Records begin here, so that they fill whole cache lines where the array itself begins at one. */
    private static final int FIRST = 14;

    private static final int SMALLEST = 64;
    private static final int LINE_BITS = 28;
    private static final int LINE = (1 << LINE_BITS) - 1;

    private long[] words = new long[SMALLEST * ACCOUNT + FIRST];
    private int end = FIRST;
    /** Addresses by account number. */
    private int[] accounts = new int[SMALLEST];

    private int accountEnd;

    /** Of a holding its line (address / 8) and four bits of its hash, or 0; open addressing, at most 3/4 full. */
    private int[] buckets = new int[SMALLEST];

    private int holdings;

    /** A word by its address. */
    public long get(int at) {
        return words[at];
    }

    /** Sets a word. */
    public void set(int at, long value) {
        words[at] = value;
    }

    /** Adds to a word. */
    public void add(int at, long change) {
        words[at] += change;
    }

    /** The address of an account by its number, whatever that is, or {@link #NONE}. */
    public int account(int accountId) {
        return accountId >= 0 && accountId < accountEnd ? accounts[accountId] : NONE;
    }

    /** One above the highest account number in use. */
    public int accountEnd() {
        return accountEnd;
    }

    /** Makes an account and gives its address. */
    int addAccount(int accountId) {
        // Both lines of an account are to be fetched as one pair.
        end = ((end - FIRST + ACCOUNT - 1) & -ACCOUNT) + FIRST;
        int at = allocate(ACCOUNT);
        words[at + STATUS] = IS_ACCOUNT | ((long) accountId << Integer.SIZE);
        name(accountId, at);
        return at;
    }

    /** The address of the holding of a key above 0, or {@link #NONE}. */
    public int holding(long key) {
        long hash = hash(key);
        int tag = tag(hash);
        int mask = buckets.length - 1;
        int bucket = (int) hash & mask;
        int slot;
        while ((slot = buckets[bucket]) != 0) {
            if ((slot & ~LINE) == tag) {
                int at = address(slot);
                if (words[at] == key) {
                    return at;
                }
            }
            bucket = (bucket + 1) & mask;
        }
        return NONE;
    }

    /**
     * Reads where the index has the holding of a key, so that it is near when it is needed; what is read means nothing.
     */
    public long readIndexAhead(long key) {
        return buckets[(int) hash(key) & (buckets.length - 1)];
    }

    /** The address of what is probably the holding of a key, or {@link #NONE}; reads the index alone. */
    public int guessHolding(long key) {
        long hash = hash(key);
        int tag = tag(hash);
        int bucket = (int) hash & (buckets.length - 1);
        int slot = buckets[bucket];
        int next = buckets[(bucket + 1) & (buckets.length - 1)];
        int likely = (slot & ~LINE) == tag ? slot : next;
        return likely == 0 ? NONE : address(likely);
    }

    /** The address of the holding of a key above 0, made with zeros if it is new. */
    public int findOrAddHolding(long key) {
        int found = holding(key);
        if (found != NONE) {
            return found;
        }
        int at = allocate(HOLDING);
        words[at] = key;
        index(key, at);
        return at;
    }

    /** Is shown records by their addresses. */
    @FunctionalInterface
    interface RecordVisitor {
        void record(int at, boolean isAccount);
    }

    /** Shows every account and every holding. */
    void visit(RecordVisitor visitor) {
        for (int at = FIRST; at < end; at += words[at] < 0 ? ACCOUNT : HOLDING) {
            if (words[at] != 0) {
                visitor.record(at, words[at] < 0);
            }
        }
    }

    /** Sets a word of every holding. */
    public void setInHoldings(int word, long value) {
        for (int at = FIRST; at < end; at += words[at] < 0 ? ACCOUNT : HOLDING) {
            if (words[at] > 0) {
                words[at + word] = value;
            }
        }
    }

    /** Reads both lines of an account so that they are near when they are needed; what is read means nothing. */
    public long readAccountAhead(int account) {
        return words[account] + words[account + HOLDING];
    }

    /** Writes all records. */
    public void save(StateWriter out) {
        out.putLong(end);
        out.putLongs(words, FIRST, end);
    }

    /** Replaces all records by those that were saved. */
    public void load(StateReader in) {
        int saved = in.getInt("end of the ledger", FIRST, Integer.MAX_VALUE - ACCOUNT);
        end = FIRST;
        accounts = new int[SMALLEST];
        accountEnd = 0;
        buckets = new int[SMALLEST];
        holdings = 0;
        words = new long[capacity(saved)];
        in.getLongs(words, FIRST, saved);
        end = saved;
        for (int at = FIRST; at < end; at += words[at] < 0 ? ACCOUNT : HOLDING) {
            if (words[at] < 0) {
                name((int) (words[at] >>> Integer.SIZE) & MAX_ACCOUNT_ID, at);
            } else if (words[at] > 0) {
                index(words[at], at);
            }
        }
    }

    private int allocate(int length) {
        int at = end;
        if (Integer.MAX_VALUE - ACCOUNT - length < at) {
            throw new IllegalStateException("the ledger is full at " + at + " words");
        }
        end += length;
        if (end > words.length) {
            words = Arrays.copyOf(words, capacity(end));
        }
        return at;
    }

    private static int capacity(int needed) {
        long doubled = Long.highestOneBit(Math.max(SMALLEST * ACCOUNT, needed - FIRST - 1L)) * 2;
        return (int) Math.min(doubled + FIRST, Integer.MAX_VALUE - ACCOUNT);
    }

    private void name(int accountId, int at) {
        if (accountId >= accounts.length) {
            accounts = Arrays.copyOf(accounts, Integer.highestOneBit(accountId) * 2);
        }
        accounts[accountId] = at;
        accountEnd = Math.max(accountEnd, accountId + 1);
    }

    private void index(long key, int at) {
        holdings++;
        if (holdings * 4L > buckets.length * 3L) {
            int[] old = buckets;
            buckets = new int[Math.multiplyExact(old.length, 2)];
            for (int slot : old) {
                if (slot != 0) {
                    insert(words[address(slot)], address(slot));
                }
            }
        }
        insert(key, at);
    }

    private void insert(long key, int at) {
        long hash = hash(key);
        int mask = buckets.length - 1;
        int bucket = (int) hash & mask;
        while (buckets[bucket] != 0) {
            bucket = (bucket + 1) & mask;
        }
        buckets[bucket] = tag(hash) | (at >>> 3);
    }

    private static int address(int slot) {
        return ((slot & LINE) << 3) + (FIRST & 7);
    }

    private static int tag(long hash) {
        return (int) (hash >>> Integer.SIZE) & ~LINE;
    }

    private static long hash(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> Integer.SIZE);
    }
}
