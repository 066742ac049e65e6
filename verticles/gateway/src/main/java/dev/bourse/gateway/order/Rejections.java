package dev.bourse.gateway.order;

import dev.bourse.exchange.protocol.RejectReason;
import dev.bourse.gateway.problem.Problem;
import org.jspecify.annotations.Nullable;

/** The exchange's reasons as problems: the code is the reason's own word, in lower case with hyphens. */
public final class Rejections {
    private Rejections() {}

    /** What to tell the caller. */
    public static Problem problem(RejectReason reason) {
        Problem problem = Problem.of(status(reason), Fields.word(reason), detail(reason));
        String field = field(reason);
        return field == null ? problem : problem.field(field).retryAfter(reason == RejectReason.ORDER_RATE ? 1 : 0);
    }

    private static int status(RejectReason reason) {
        return switch (reason) {
            case UNKNOWN_ACCOUNT, UNKNOWN_ASSET, UNKNOWN_INSTRUMENT, UNKNOWN_ORDER, NOT_THE_OWNER -> 404;
            case ACCOUNT_EXISTS,
                    ASSET_EXISTS,
                    INSTRUMENT_EXISTS,
                    DUPLICATE_REFERENCE,
                    DUPLICATE_CLIENT_ORDER_ID,
                    CLIENT_ORDER_ID_TOO_OLD -> 409;
            case ORDER_RATE -> 429;
            case CAPACITY -> 503;
            case MALFORMED, UNKNOWN_TEMPLATE, UNKNOWN_VERSION, NULL_VAL -> 500;
            case INVALID_DECIMALS,
                    INVALID_SYMBOL,
                    INVALID_AMOUNT,
                    INVALID_INSTRUMENT,
                    INVALID_FEE,
                    INVALID_LIMIT,
                    INVALID_BAND,
                    INVALID_PRICE,
                    INVALID_QUANTITY,
                    INVALID_STOP_PRICE,
                    INVALID_DISPLAY_QUANTITY,
                    INVALID_MINIMUM_QUANTITY,
                    INVALID_TIME_IN_FORCE,
                    INVALID_EXPIRE_TIME,
                    INVALID_POST_ONLY,
                    INVALID_FUNDS,
                    INVALID_CLIENT_ORDER_ID,
                    NOTHING_TO_REPLACE,
                    ACCOUNT_ID_OUT_OF_RANGE,
                    ASSET_ID_OUT_OF_RANGE,
                    INSTRUMENT_ID_OUT_OF_RANGE -> 400;
            default -> 422;
        };
    }

    private static @Nullable String field(RejectReason reason) {
        return switch (reason) {
            case INVALID_PRICE, PRICE_COLLAR, WOULD_TRADE -> "price";
            case INVALID_QUANTITY, MAX_ORDER_QUANTITY, MAX_POSITION, MAX_DAY_VOLUME, INSUFFICIENT_SHARES, CANNOT_FILL ->
                "quantity";
            case INVALID_STOP_PRICE -> "stopPrice";
            case INVALID_DISPLAY_QUANTITY -> "displayQuantity";
            case INVALID_MINIMUM_QUANTITY, BELOW_MINIMUM_QUANTITY -> "minimumQuantity";
            case INVALID_TIME_IN_FORCE -> "timeInForce";
            case INVALID_EXPIRE_TIME -> "expireTime";
            case INVALID_POST_ONLY -> "postOnly";
            case INVALID_FUNDS -> "funds";
            case INVALID_CLIENT_ORDER_ID, DUPLICATE_CLIENT_ORDER_ID, CLIENT_ORDER_ID_TOO_OLD -> "clientOrderId";
            case PHASE_REFUSES_ORDER_TYPE -> "orderType";
            case UNKNOWN_INSTRUMENT, PHASE_REFUSES_ORDERS, INSTRUMENT_EXISTS, INVALID_SYMBOL -> "symbol";
            case UNKNOWN_ORDER, NOT_THE_OWNER -> "id";
            case INVALID_AMOUNT, AMOUNT_OVERFLOW -> "amount";
            case DUPLICATE_REFERENCE -> "reference";
            case INVALID_PHASE -> "phase";
            case INVALID_DECIMALS -> "decimals";
            default -> null;
        };
    }

    private static String detail(RejectReason reason) {
        return switch (reason) {
            case INSUFFICIENT_FUNDS -> "The account's available money does not cover it, fee included";
            case INSUFFICIENT_SHARES -> "The account's available shares do not cover it";
            case ACCOUNT_NOT_VERIFIED -> "The account is not verified";
            case ACCOUNT_KILLED -> "The account's kill switch is engaged";
            case ACCOUNT_CLOSED -> "The account is closed";
            case DUPLICATE_REFERENCE -> "A reference is above those of all earlier transfers of the account";
            case PHASE_REFUSES_ORDERS -> "The instrument is halted or closed";
            case PHASE_REFUSES_ORDER_TYPE ->
                "Outside continuous trading only orders with a limit that can rest are taken";
            case INVALID_PRICE -> "A limit price is above 0; orders without a limit have none";
            case INVALID_QUANTITY -> "A quantity is above 0 and at most 2^48 lots";
            case INVALID_STOP_PRICE -> "A stop price is above 0 for stop orders, and absent for others";
            case INVALID_DISPLAY_QUANTITY ->
                "A displayed quantity is at most the quantity, and only for orders that can rest";
            case INVALID_MINIMUM_QUANTITY ->
                "A minimum quantity is at most the quantity, and only for orders that trade on arrival";
            case INVALID_TIME_IN_FORCE -> "The order type does not allow the time in force";
            case INVALID_EXPIRE_TIME -> "Orders good till a date expire after now; others have no expire time";
            case INVALID_POST_ONLY -> "Only limit orders that may rest can be post-only";
            case INVALID_FUNDS -> "Funds are for budget orders and market buys alone";
            case DUPLICATE_CLIENT_ORDER_ID -> "The account used the client order id before";
            case CLIENT_ORDER_ID_TOO_OLD -> "The client order id is more than 255 below the account's highest";
            case UNKNOWN_ORDER, NOT_THE_OWNER -> "The account has no open order of that id";
            case NOTHING_TO_REPLACE -> "None of price, quantity and stopPrice is given";
            case WOULD_TRADE -> "A post-only order would trade at once";
            case CANNOT_FILL -> "The order cannot be filled wholly at once";
            case BELOW_MINIMUM_QUANTITY -> "Less than the minimum quantity can trade at once";
            case MAX_ORDER_QUANTITY -> "The quantity is above the limit for an order";
            case MAX_ORDER_VALUE -> "The value is above the limit for an order";
            case MAX_POSITION -> "Holdings and open buys would pass the limit";
            case MAX_OPEN_ORDERS -> "The account has its maximum of open orders";
            case MAX_DAY_VOLUME -> "The day's volume in the instrument would pass the limit";
            case PRICE_COLLAR -> "The price is too far from the reference";
            case ORDER_RATE -> "Too many orders in the present second";
            case CAPACITY -> "The exchange holds as many open orders as it can";
            case INVALID_PHASE -> "The phase cannot follow the present one";
            case VALUE_OVERFLOW -> "Price times quantity is beyond what can be reckoned";
            default -> "The exchange refused it: " + Fields.word(reason);
        };
    }
}
