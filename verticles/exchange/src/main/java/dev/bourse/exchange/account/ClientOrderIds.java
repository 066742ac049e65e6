package dev.bourse.exchange.account;

import dev.bourse.exchange.protocol.RejectReason;

/**
 * Remembers which client order ids an account used, in constant memory and for ever: the highest id, and one bit for
 * each of the {@value #WINDOW} ids up to it. An id inside this window is refused if it was used; one below it is
 * refused because nobody knows any more. So a client that sends an order again after a failure never places it twice.
 * Accounts are named by their addresses. One thread.
 */
public final class ClientOrderIds {
    /** How many ids, up to the highest, are known one by one. */
    public static final int WINDOW = 256;

    private static final int WORDS = WINDOW / Long.SIZE;

    private final Ledger ledger;

    ClientOrderIds(Ledger ledger) {
        this.ledger = ledger;
    }

    /** The highest id that the account used, 0 before the first. */
    public long highest(int account) {
        return ledger.get(account + Ledger.HIGHEST_CLIENT_ORDER_ID);
    }

    /** Why the account cannot use the id, or {@link RejectReason#NULL_VAL}. */
    public RejectReason whyNotNew(int account, long clientOrderId) {
        if (clientOrderId <= 0) {
            return RejectReason.INVALID_CLIENT_ORDER_ID;
        }
        long highest = ledger.get(account + Ledger.HIGHEST_CLIENT_ORDER_ID);
        return clientOrderId > highest
                ? RejectReason.NULL_VAL
                : whyNotInWindow(account, clientOrderId, highest - clientOrderId);
    }

    /** Marks an id, for which {@link #whyNotNew} found no reason, as used. */
    public void use(int account, long clientOrderId) {
        int at = account + Ledger.HIGHEST_CLIENT_ORDER_ID;
        long highest = ledger.get(at);
        if (clientOrderId > highest) {
            if (clientOrderId != highest + 1) {
                forget(account, highest, clientOrderId);
            }
            ledger.set(at, clientOrderId);
        }
        int word = word(account, clientOrderId);
        ledger.set(word, ledger.get(word) | (1L << clientOrderId));
    }

    private RejectReason whyNotInWindow(int account, long clientOrderId, long distance) {
        if (distance >= WINDOW) {
            return RejectReason.CLIENT_ORDER_ID_TOO_OLD;
        }
        boolean used = (ledger.get(word(account, clientOrderId)) & (1L << clientOrderId)) != 0;
        return used ? RejectReason.DUPLICATE_CLIENT_ORDER_ID : RejectReason.NULL_VAL;
    }

    /** Clears the bits of the ids above the old highest and below the new one: they stood for ids now too old. */
    private void forget(int account, long oldHighest, long newHighest) {
        if (newHighest - oldHighest >= WINDOW) {
            for (int i = 0; i < WORDS; i++) {
                ledger.set(account + Ledger.CLIENT_ORDER_ID_WINDOW + i, 0);
            }
            return;
        }
        for (long id = oldHighest + 1; id < newHighest; id++) {
            int word = word(account, id);
            ledger.set(word, ledger.get(word) & ~(1L << id));
        }
    }

    private static int word(int account, long clientOrderId) {
        return account + Ledger.CLIENT_ORDER_ID_WINDOW + ((int) (clientOrderId >>> 6) & (WORDS - 1));
    }
}
