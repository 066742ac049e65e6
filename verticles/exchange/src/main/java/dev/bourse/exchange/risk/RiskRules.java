package dev.bourse.exchange.risk;

import dev.bourse.exchange.account.Accounts;
import dev.bourse.exchange.protocol.RejectReason;

/**
 * The rules, in the order in which they are looked at: order quantity, order value, open orders, order rate, price
 * collar, position, day's volume. For each the stricter of the account's and the instrument's limit counts. Looks only;
 * changes nothing. Accounts are named by their addresses. One thread.
 */
public final class RiskRules {
    private final Accounts accounts;
    private final AccountLimits accountLimits;
    private final Exposures exposures;

    /** Rules over the tables of a core. */
    public RiskRules(Accounts accounts, AccountLimits accountLimits, Exposures exposures) {
        this.accounts = accounts;
        this.accountLimits = accountLimits;
        this.exposures = exposures;
    }

    /** The first reason against an order's quantity and value (quote units, without fee), or none (NULL_VAL). */
    public RejectReason checkSize(int account, InstrumentLimits limits, long quantity, long value) {
        if (exceeds(quantity, accountLimits.maxOrderQuantity(account))
                || exceeds(quantity, limits.maxOrderQuantity())) {
            return RejectReason.MAX_ORDER_QUANTITY;
        }
        if (exceeds(value, accountLimits.maxOrderValue(account)) || exceeds(value, limits.maxOrderValue())) {
            return RejectReason.MAX_ORDER_VALUE;
        }
        return RejectReason.NULL_VAL;
    }

    /** Whether one more order would pass the account's limit of open orders, or none (NULL_VAL). */
    public RejectReason checkOpenOrders(int account) {
        int most = accountLimits.maxOpenOrders(account);
        return most != 0 && accounts.openOrders(account) >= most ? RejectReason.MAX_OPEN_ORDERS : RejectReason.NULL_VAL;
    }

    /** Whether the account sent as many orders in this second as it may, or none (NULL_VAL). */
    public RejectReason checkRate(int account, long timestampMicros) {
        return accountLimits.isRateReached(account, timestampMicros) ? RejectReason.ORDER_RATE : RejectReason.NULL_VAL;
    }

    /**
     * The first reason against more open lots, or none (NULL_VAL).
     *
     * @param exposure the account's exposure in the instrument, {@link Exposures#NONE} if it has none yet
     * @param positionLots lots of the base asset that it owns
     */
    public RejectReason checkExposure(
            int account, InstrumentLimits limits, int exposure, boolean buy, long moreLots, long positionLots) {
        long openBuy = exposures.openBuy(exposure);
        if (buy) {
            long position = positionLots + openBuy + moreLots;
            if (exceeds(position, accountLimits.maxPosition(account)) || exceeds(position, limits.maxPosition())) {
                return RejectReason.MAX_POSITION;
            }
        }
        long volume = moreLots + openBuy + exposures.openSell(exposure) + exposures.traded(exposure);
        if (exceeds(volume, accountLimits.maxDayVolume(account)) || exceeds(volume, limits.maxDayVolume())) {
            return RejectReason.MAX_DAY_VOLUME;
        }
        return RejectReason.NULL_VAL;
    }

    private static boolean exceeds(long amount, long limit) {
        return limit != 0 && (amount > limit || amount < 0);
    }
}
