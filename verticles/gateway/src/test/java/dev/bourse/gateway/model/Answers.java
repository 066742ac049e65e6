package dev.bourse.gateway.model;

import java.util.ArrayList;
import java.util.List;

/** What a model answers, as text, so that two can be compared wholly. */
final class Answers {
    private Answers() {}

    /** All that can be asked. */
    static List<String> of(ReadModel model) {
        List<String> lines = new ArrayList<>();
        lines.add(model.applied() + " " + model.orderCount() + " " + model.eventCount() + " " + model.highestAccount()
                + " " + model.nextAsset() + " " + model.nextInstrument());
        model.pending().forEach(account -> lines.add("pending " + account.id()));
        for (Account account : accounts(model)) {
            lines.add(account.id() + " " + account.kyc() + " since " + account.kycMicros() + " forgotten "
                    + account.forgotten() + " since " + account.since());
            account.orders(0)
                    .forEach(order -> lines.add(order(order)
                            + " " + order.status() + " " + order.cancelReason() + " " + order.createdMicros() + " "
                            + order.updatedMicros() + " first " + order.firstPrice() + " " + order.firstQuantity()));
            account.positions()
                    .forEach((id, of) -> lines.add("position " + id + " " + of.bought() + " " + of.boughtValue() + " "
                            + of.sold() + " " + of.soldValue() + " " + of.fees()));
            for (long id = 1; id <= account.highestClientOrderId(); id++) {
                account.orderOfClient(id).ifPresent(order -> lines.add("client's " + order.id()));
            }
        }
        lines.addAll(eventsBehind(model, 0));
        lines.addAll(present(model));
        return lines;
    }

    /** What is so now, whatever was before. */
    static List<String> present(ReadModel model) {
        List<String> lines = new ArrayList<>();
        model.assets().forEach(asset -> lines.add(asset.toString()));
        model.instruments()
                .forEach(each -> lines.add(each.id() + " " + each.symbol() + " " + each.base() + "/" + each.quote()
                        + " " + each.lot() + " " + each.tick() + " " + each.phase() + " " + each.makerFeeBps() + " "
                        + each.takerFeeBps()));
        for (Account account : accounts(model)) {
            lines.add(account.id() + " " + account.kyc() + " " + account.isKilled() + " " + account.isClosed() + " "
                    + account.highestClientOrderId() + " " + account.lastReference());
            model.assets()
                    .forEach(asset -> lines.add(account.balance(asset).available() + " "
                            + account.balance(asset).held() + " " + asset.symbol()));
            account.openOrders(0).forEach(order -> lines.add(order(order)));
            model.instruments()
                    .forEach(instrument -> lines.add("open "
                            + account.position(instrument).openBuy() + " "
                            + account.position(instrument).openSell()));
        }
        return lines;
    }

    /** The events behind a number. */
    static List<String> eventsBehind(ReadModel model, long number) {
        List<String> lines = new ArrayList<>();
        for (Account account : accounts(model)) {
            EventRing events = account.events();
            for (int place = events.firstAfter(number); place < events.size(); place++) {
                AccountEvent event = events.get(place);
                String text = event.toString();
                // The order itself is compared by its id: it has no text of its own.
                lines.add(text.replaceFirst(
                        "order=[^,\\]]*", "order=" + event.order().id()));
            }
        }
        return lines;
    }

    private static String order(Order order) {
        return order.id() + " " + order.clientOrderId() + " " + order.account() + " "
                + order.instrument().id() + " " + order.side() + " " + order.price() + " " + order.remaining() + " "
                + order.filled() + " " + order.held + " " + order.displayQuantity() + " " + order.postOnly() + " "
                + order.timeInForce();
    }

    private static List<Account> accounts(ReadModel model) {
        List<Account> accounts = new ArrayList<>();
        for (int id = 1; id <= model.highestAccount(); id++) {
            model.account(id).ifPresent(accounts::add);
        }
        return accounts;
    }
}
