package dev.bourse.exchange.account;

import dev.bourse.exchange.snapshot.StateReader;
import dev.bourse.exchange.snapshot.StateWriter;
import java.util.Arrays;

/**
 * A record of {@value #STRIDE} longs for each account number from 0, in one array, so that all that an order's check
 * needs of an account lies together. What the fields mean is said by the classes that use them. Grows by doubling. One
 * thread.
 */
public final class AccountTable {
    /** The highest account number. */
    public static final int MAX_ACCOUNT_ID = (1 << 22) - 1;

    static final int STATUS = 0;
    static final int OPEN_ORDERS = 1;
    static final int FIRST_ORDER = 2;
    static final int HIGHEST_CLIENT_ORDER_ID = 3;
    static final int LAST_REFERENCE = 4;
    static final int CLIENT_ORDER_ID_WINDOW = 5;
    /** Where the fields of the risk rules begin; there are seven. */
    public static final int RISK = 9;

    private static final int STRIDE = 16;
    private static final int SMALLEST = 64;
    /** Records begin here, so that they fill whole cache lines where the array itself begins at one. */
    private static final int FIRST = 14;

    private long[] fields = new long[SMALLEST * STRIDE + FIRST];
    private int end;

    /** One above the highest account number in use. */
    public int end() {
        return end;
    }

    /** A field of an account below {@link #end}. */
    public long get(int accountId, int field) {
        return fields[accountId * STRIDE + FIRST + field];
    }

    /** Sets a field of an account below {@link #end}. */
    public void set(int accountId, int field, long value) {
        fields[accountId * STRIDE + FIRST + field] = value;
    }

    /** Reads an account's record so that it is near when it is needed; for any number. */
    public long readAhead(int accountId) {
        int at = accountId * STRIDE + FIRST;
        return accountId < 0 || accountId >= end ? 0 : fields[at] + fields[at + STRIDE - 1];
    }

    void extendTo(int accountId) {
        if (accountId >= end) {
            end = accountId + 1;
            if (end * STRIDE + FIRST > fields.length) {
                fields = Arrays.copyOf(fields, Integer.highestOneBit(accountId) * 2 * STRIDE + FIRST);
            }
        }
    }

    void save(StateWriter out) {
        out.putLong(end);
        out.putLongs(fields, FIRST, FIRST + end * STRIDE);
    }

    void load(StateReader in) {
        int saved = in.getInt("accounts", 0, MAX_ACCOUNT_ID + 1);
        fields = new long[SMALLEST * STRIDE + FIRST];
        end = 0;
        if (saved > 0) {
            extendTo(saved - 1);
            in.getLongs(fields, FIRST, FIRST + end * STRIDE);
        }
    }
}
