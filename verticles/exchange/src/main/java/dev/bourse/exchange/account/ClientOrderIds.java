package dev.bourse.exchange.account;

import dev.bourse.exchange.protocol.RejectReason;

/**
 * Remembers which client order ids an account used, in constant memory and for ever: the highest id, and one bit for
 * each of the {@value #WINDOW} ids up to it. An id inside this window is refused if it was used; one below it is
 * refused because nobody knows any more. So a client that sends an order again after a failure never places it twice.
 * One thread.
 */
public final class ClientOrderIds {
    /** How many ids, up to the highest, are known one by one. */
    public static final int WINDOW = 256;

    private static final int WORDS = WINDOW / Long.SIZE;

    private final AccountTable table;

    ClientOrderIds(AccountTable table) {
        this.table = table;
    }

    /** Why the account cannot use the id, or {@link RejectReason#NULL_VAL}. */
    public RejectReason whyNotNew(int accountId, long clientOrderId) {
        if (clientOrderId <= 0) {
            return RejectReason.INVALID_CLIENT_ORDER_ID;
        }
        long highest = table.get(accountId, AccountTable.HIGHEST_CLIENT_ORDER_ID);
        if (clientOrderId > highest) {
            return RejectReason.NULL_VAL;
        }
        if (highest - clientOrderId >= WINDOW) {
            return RejectReason.CLIENT_ORDER_ID_TOO_OLD;
        }
        boolean used = (table.get(accountId, word(clientOrderId)) & (1L << clientOrderId)) != 0;
        return used ? RejectReason.DUPLICATE_CLIENT_ORDER_ID : RejectReason.NULL_VAL;
    }

    /** Marks an id, for which {@link #whyNotNew} found no reason, as used. */
    public void use(int accountId, long clientOrderId) {
        long highest = table.get(accountId, AccountTable.HIGHEST_CLIENT_ORDER_ID);
        if (clientOrderId > highest) {
            forget(accountId, highest, clientOrderId);
            table.set(accountId, AccountTable.HIGHEST_CLIENT_ORDER_ID, clientOrderId);
        }
        int word = word(clientOrderId);
        table.set(accountId, word, table.get(accountId, word) | (1L << clientOrderId));
    }

    /** Clears the bits of the ids above the old highest and below the new one: they stood for ids now too old. */
    private void forget(int accountId, long oldHighest, long newHighest) {
        if (newHighest - oldHighest >= WINDOW) {
            for (int i = 0; i < WORDS; i++) {
                table.set(accountId, AccountTable.CLIENT_ORDER_ID_WINDOW + i, 0);
            }
            return;
        }
        for (long id = oldHighest + 1; id < newHighest; id++) {
            int word = word(id);
            table.set(accountId, word, table.get(accountId, word) & ~(1L << id));
        }
    }

    private static int word(long clientOrderId) {
        return AccountTable.CLIENT_ORDER_ID_WINDOW + (int) ((clientOrderId >>> 6) & (WORDS - 1));
    }
}
