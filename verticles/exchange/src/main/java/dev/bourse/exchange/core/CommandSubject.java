package dev.bourse.exchange.core;

/** Whom and what the command at work names, for the answer to a refused one. One reusable object. */
final class CommandSubject {
    int accountId;
    int instrumentId;
    long orderId;
    long clientOrderId;

    void set(int account, int instrument, long order, long clientOrder) {
        accountId = account;
        instrumentId = instrument;
        orderId = order;
        clientOrderId = clientOrder;
    }
}
