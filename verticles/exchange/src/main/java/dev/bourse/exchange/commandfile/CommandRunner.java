package dev.bourse.exchange.commandfile;

import dev.bourse.exchange.matching.OrderBook;
import dev.bourse.exchange.matching.OrderRequest;
import dev.bourse.exchange.matching.RejectReason;

/** Gives the commands of a file to an order book. */
public final class CommandRunner {
    private final OrderBook book;
    private final OrderRequest request = new OrderRequest();

    /** A runner for one book. */
    public CommandRunner(OrderBook book) {
        this.book = book;
    }

    /** Gives one command to the book. */
    public RejectReason run(FileCommand command) {
        return switch (command.kind) {
            case PLACE ->
                book.place(request.limit(
                        command.orderId,
                        command.accountId,
                        0,
                        command.side,
                        command.timeInForce,
                        command.price,
                        command.quantity));
            case MOVE -> book.move(command.orderId, command.accountId, command.price);
            case REDUCE -> book.reduce(command.orderId, command.accountId, command.quantity);
            case CANCEL -> book.cancel(command.orderId, command.accountId);
        };
    }
}
