package dev.bourse.exchange.core;

import dev.bourse.exchange.account.Money;
import dev.bourse.exchange.matching.OrderBook;
import dev.bourse.exchange.risk.InstrumentLimits;

/**
 * One instrument: what is traded for what, in which units, with which fees and limits, and its book. Prices are in
 * ticks and quantities in lots; this class is the only place that turns them into units of the two assets.
 */
final class Instrument {
    final int id;
    final int baseAssetId;
    final int quoteAssetId;
    /** Smallest units of the base asset in a lot. */
    final long lotBaseUnits;
    /** Smallest units of the quote asset that a lot costs at a price of one tick. */
    final long tickQuoteUnits;

    final long symbolFirst;
    final long symbolLast;
    final InstrumentLimits limits = new InstrumentLimits();
    final OrderBook book;
    /** The exchange's own balance of the quote asset, which takes the fees. */
    final int feeBalance;
    /** Its part of the keys of the holdings where accounts' exposures in it are. */
    final int holding;

    int makerFeeBps;
    int takerFeeBps;
    int bandBps;
    /** Ticks, 0 before one was set. */
    long referencePrice;

    Instrument(
            int id,
            int baseAssetId,
            int quoteAssetId,
            long lotBaseUnits,
            long tickQuoteUnits,
            long symbolFirst,
            long symbolLast,
            OrderBook book,
            int feeBalance,
            int holding) {
        this.id = id;
        this.baseAssetId = baseAssetId;
        this.quoteAssetId = quoteAssetId;
        this.lotBaseUnits = lotBaseUnits;
        this.tickQuoteUnits = tickQuoteUnits;
        this.symbolFirst = symbolFirst;
        this.symbolLast = symbolLast;
        this.book = book;
        this.feeBalance = feeBalance;
        this.holding = holding;
    }

    /** What lots cost at a price, in quote units, or {@link Money#OVERFLOW}. */
    long value(long price, long lots) {
        return Money.multiply(price, lots, tickQuoteUnits);
    }

    /** Base units of lots, or {@link Money#OVERFLOW}. */
    long baseUnits(long lots) {
        return lotBaseUnits == 1 ? lots : Money.multiply(lots, lotBaseUnits);
    }

    /** Whole lots in base units of 0 or more. */
    long lots(long baseUnits) {
        return lotBaseUnits == 1 ? baseUnits : baseUnits / lotBaseUnits;
    }

    /** What the price collar is around: the last trade's price, before the first the reference price, or 0. */
    long collarCenter() {
        long last = book.lastPrice();
        return last != OrderBook.NO_PRICE ? last : referencePrice;
    }
}
