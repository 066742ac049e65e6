package dev.bourse.gateway.order;

import dev.bourse.exchange.protocol.Flag;
import dev.bourse.exchange.protocol.OrderType;
import dev.bourse.exchange.protocol.PlaceOrderEncoder;
import dev.bourse.exchange.protocol.SelfTradePrevention;
import dev.bourse.exchange.protocol.Side;
import dev.bourse.exchange.protocol.TimeInForce;
import dev.bourse.gateway.model.Instrument;
import dev.bourse.gateway.model.Order;
import dev.bourse.gateway.model.ReadModel;
import dev.bourse.gateway.problem.Problem;
import java.util.List;

/**
 * An order that somebody wants to place: prices in ticks, quantities in lots, funds in quote units. Whether the fields
 * fit together is the exchange's to say.
 *
 * @param clientOrderId 0 where the caller gave none
 * @param expireTime microseconds since 1970 UTC, 0 for none
 */
public record NewOrder(
        Instrument instrument,
        long clientOrderId,
        Side side,
        OrderType type,
        TimeInForce timeInForce,
        long price,
        long quantity,
        long stopPrice,
        long displayQuantity,
        long minimumQuantity,
        long expireTime,
        long funds,
        SelfTradePrevention selfTradePrevention,
        boolean postOnly) {

    private static final List<Side> SIDES = List.of(Side.BUY, Side.SELL);
    private static final List<OrderType> TYPES =
            List.of(OrderType.LIMIT, OrderType.MARKET, OrderType.STOP, OrderType.STOP_LIMIT);
    private static final List<TimeInForce> TIMES = List.of(
            TimeInForce.GTC,
            TimeInForce.DAY,
            TimeInForce.GTD,
            TimeInForce.IOC,
            TimeInForce.FOK,
            TimeInForce.FOK_BUDGET);
    private static final List<SelfTradePrevention> PREVENTIONS = List.of(
            SelfTradePrevention.NONE,
            SelfTradePrevention.CANCEL_RESTING,
            SelfTradePrevention.CANCEL_INCOMING,
            SelfTradePrevention.CANCEL_BOTH);

    /** Reads an order. */
    public static NewOrder of(Fields fields, ReadModel model) {
        fields.only(
                "symbol",
                "side",
                "orderType",
                "price",
                "quantity",
                "timeInForce",
                "stopPrice",
                "displayQuantity",
                "minimumQuantity",
                "expireTime",
                "funds",
                "postOnly",
                "selfTradePrevention",
                "clientOrderId");
        Instrument instrument = instrument(fields.text("symbol", 16), model);
        OrderType type = fields.choice("orderType", TYPES);
        boolean atOnce = type == OrderType.MARKET || type == OrderType.STOP;
        // Missing altogether, a quantity is no quantity of 0.
        fields.value("quantity");
        return new NewOrder(
                instrument,
                fields.whole("clientOrderId", 1, Long.MAX_VALUE, 0),
                fields.choice("side", SIDES),
                type,
                fields.choice("timeInForce", TIMES, atOnce ? TimeInForce.IOC : TimeInForce.GTC),
                fields.steps("price", instrument.tick()),
                fields.steps("quantity", instrument.lot()),
                fields.steps("stopPrice", instrument.tick()),
                fields.steps("displayQuantity", instrument.lot()),
                fields.steps("minimumQuantity", instrument.lot()),
                fields.whole("expireTime", 1, Long.MAX_VALUE, 0),
                fields.steps("funds", instrument.quote().step()),
                fields.choice("selfTradePrevention", PREVENTIONS, SelfTradePrevention.NONE),
                fields.flag("postOnly"));
    }

    /** The instrument of a symbol that orders can name. */
    public static Instrument instrument(String symbol, ReadModel model) {
        Instrument instrument = model.instrument(symbol)
                .orElseThrow(
                        () -> Problem.of(404, "unknown-instrument", "No instrument has the symbol '" + symbol + "'")
                                .field("symbol")
                                .refusal());
        if (!instrument.hasDecimalPrices()) {
            throw Problem.of(422, "no-decimal-prices", "The prices of " + symbol + " are no decimal numbers")
                    .field("symbol")
                    .refusal();
        }
        return instrument;
    }

    /** Fills in a place command. */
    void write(PlaceOrderEncoder command) {
        command.price(price)
                .quantity(quantity)
                .stopPrice(stopPrice)
                .displayQuantity(displayQuantity)
                .minimumQuantity(minimumQuantity)
                .expireTime(expireTime)
                .funds(funds)
                .side(side)
                .orderType(type)
                .timeInForce(timeInForce)
                .selfTradePrevention(selfTradePrevention)
                .postOnly(postOnly ? Flag.YES : Flag.NO);
    }

    /** Whether an order that is known is what this would have placed. */
    public boolean placed(Order known) {
        return known.instrument().id() == instrument.id()
                && known.side() == side
                && known.type() == type
                && known.timeInForce() == timeInForce
                && known.firstPrice() == price
                && known.firstQuantity() == quantity
                && known.stopPrice() == stopPrice
                && known.displayQuantity() == displayQuantity
                && known.postOnly() == postOnly;
    }
}
