package dev.bourse.exchange.world;

import dev.bourse.exchange.protocol.Kyc;

/**
 * An account.
 *
 * @param id its number
 * @param kyc its verification state
 * @param killed whether its kill switch is engaged
 * @param closed whether it was closed
 * @param highestClientOrderId the highest client order id that was accepted
 * @param lastReference the reference of its newest transfer
 */
public record WorldAccount(
        int id, Kyc kyc, boolean killed, boolean closed, long highestClientOrderId, long lastReference) {}
