package dev.bourse.exchange.replay;

import dev.bourse.exchange.core.CoreView;
import dev.bourse.exchange.core.ExchangeCore;
import dev.bourse.exchange.matching.OrderBook;
import dev.bourse.exchange.matching.OrderVisitor;
import dev.bourse.exchange.matching.Side;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Prints what a core holds, as comma-separated lines under a heading. Prices are in ticks, quantities in lots. */
final class StatePrinter {
    private final CoreView view;
    private final PrintWriter out;

    StatePrinter(CoreView view, PrintWriter out) {
        this.view = view;
        this.out = out;
    }

    /** One line: how far the core is. */
    void summary(ExchangeCore core) {
        out.printf(
                "commands=%d outputs=%d timestamp=%d instruments=%d openOrders=%d stateHash=%016x%n",
                core.commandNumber(),
                core.outputNumber(),
                core.timestamp(),
                view.instrumentCount(),
                view.openOrders(),
                core.stateHash());
        out.flush();
    }

    /** The symbols of all instruments. */
    List<String> instruments() {
        List<String> symbols = new ArrayList<>();
        for (int i = 0; i < view.instrumentCount(); i++) {
            symbols.add(view.instrumentSymbol(view.instrumentId(i)));
        }
        return symbols;
    }

    /** A book: asks best first, then bids best first, oldest first at a price; false if there is no such symbol. */
    boolean book(String symbol) {
        int instrument = view.instrumentId(symbol);
        if (instrument < 0) {
            return false;
        }
        OrderBook book = view.book(instrument);
        String last = book.lastPrice() == OrderBook.NO_PRICE ? "none" : Long.toString(book.lastPrice());
        out.println("book " + symbol + " phase=" + book.phase() + " lastPrice=" + last);
        out.println("side,price,orderId,accountId,displayed,remaining,filled,stopPrice");
        OrderVisitor printing = order -> out.println((order.side == Side.SELL ? "ASK" : "BID")
                + (order.stopPrice != 0 ? "-STOP," : ",")
                + order.price
                + ','
                + order.orderId
                + ','
                + order.accountId
                + ','
                + order.displayed
                + ','
                + order.remaining()
                + ','
                + order.filled
                + ','
                + order.stopPrice);
        for (Side side : new Side[] {Side.SELL, Side.BUY}) {
            book.visitOrders(side, printing);
            book.visitWaiting(side, printing);
        }
        out.flush();
        return true;
    }

    /** Every account, with what it has of each asset that it ever had. */
    void accounts() {
        out.println("accountId,status,kyc,openOrders,asset,available,held");
        for (int account = 0; account < view.accountEnd(); account++) {
            if (view.isOpen(account)) {
                account(account);
            }
        }
        out.flush();
    }

    private void account(int account) {
        String head = account + "," + (view.isKilled(account) ? "KILLED" : "OPEN") + ',' + view.kyc(account) + ','
                + view.openOrders(account) + ',';
        boolean any = false;
        for (int i = 0; i < view.assetCount(); i++) {
            int asset = view.assetId(i);
            long available = view.available(account, asset);
            long held = view.held(account, asset);
            if (available != 0 || held != 0) {
                any = true;
                int decimals = view.assetDecimals(asset);
                out.println(head
                        + view.assetSymbol(asset)
                        + ','
                        + decimal(available, decimals)
                        + ','
                        + decimal(held, decimals));
            }
        }
        if (!any) {
            out.println(head + ",0,0");
        }
    }

    private static String decimal(long units, int decimals) {
        return BigDecimal.valueOf(units, decimals).toPlainString();
    }
}
