package dev.bourse.exchange.matching;

/** Cancels many orders of a book: buys, sells, waiting buys, waiting sells; each best level first, oldest first. */
final class MassCancel {
    /** Which orders. */
    private enum Which {
        ALL,
        ACCOUNT,
        DAY
    }

    private final BookState state;
    private final Amendments amendments;

    MassCancel(BookState state, Amendments amendments) {
        this.state = state;
        this.amendments = amendments;
    }

    int all() {
        return everywhere(Which.ALL, 0, CancelReason.INSTRUMENT);
    }

    int ofAccount(long accountId) {
        return everywhere(Which.ACCOUNT, accountId, CancelReason.ACCOUNT);
    }

    int ofDay() {
        return everywhere(Which.DAY, 0, CancelReason.END_OF_DAY);
    }

    private int everywhere(Which which, long accountId, CancelReason reason) {
        return in(state.sides[0], which, accountId, reason)
                + in(state.sides[1], which, accountId, reason)
                + in(state.stops[0], which, accountId, reason)
                + in(state.stops[1], which, accountId, reason);
    }

    private int in(PriceLevels levels, Which which, long accountId, CancelReason reason) {
        int cancelled = 0;
        int level = levels.best();
        while (level != 0) {
            // Both are read before the cancel, which may take the order and the level away.
            int nextLevel = levels.after(level);
            int order = levels.head(level);
            while (order != 0) {
                int behind = levels.behind(order);
                if (isMeant(order, which, accountId)) {
                    amendments.cancelAll(order, reason);
                    cancelled++;
                }
                order = behind;
            }
            level = nextLevel;
        }
        return cancelled;
    }

    private boolean isMeant(int order, Which which, long accountId) {
        return switch (which) {
            case ALL -> true;
            case ACCOUNT -> state.store.records[order + OrderStore.ACCOUNT] == accountId;
            case DAY -> OrderFlags.timeInForce(state.store.flags(order)) == TimeInForce.DAY;
        };
    }
}
