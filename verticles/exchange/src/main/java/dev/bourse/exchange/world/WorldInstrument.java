package dev.bourse.exchange.world;

import dev.bourse.exchange.protocol.Phase;

/**
 * An instrument.
 *
 * @param id its number
 * @param symbol its name
 * @param base the asset that is traded
 * @param quote the asset that it is paid with
 * @param lotBaseUnits smallest units of the base asset in a lot
 * @param tickQuoteUnits smallest units of the quote asset that a lot costs at a price of one tick
 * @param makerFeeBps of new orders
 * @param takerFeeBps of new orders
 * @param phase its phase
 * @param referencePrice ticks; 0 before one was set
 * @param lastPrice the last trade's, ticks; 0 before the first
 */
public record WorldInstrument(
        int id,
        String symbol,
        int base,
        int quote,
        long lotBaseUnits,
        long tickQuoteUnits,
        int makerFeeBps,
        int takerFeeBps,
        Phase phase,
        long referencePrice,
        long lastPrice) {}
