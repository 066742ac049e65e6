package dev.bourse.analytics.rest;

import dev.bourse.analytics.replica.Asset;
import dev.bourse.analytics.replica.RiskRow;
import dev.bourse.analytics.replica.TurnoverRow;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;

/** What answers look like; amounts are decimal strings. */
final class Documents {
    private Documents() {}

    static JsonObject risk(RiskRow row, Asset quote) {
        return new JsonObject()
                .put("account", String.valueOf(row.account()))
                .put("risk", amount(row.risk(), quote))
                .put("exposure", amount(row.exposure(), quote))
                .put("holdings", amount(row.holdings(), quote))
                .put("openBuys", amount(row.openBuys(), quote))
                .put("cash", amount(row.cash(), quote))
                .put("openOrders", row.openOrders());
    }

    static JsonObject turnover(TurnoverRow row) {
        return new JsonObject()
                .put("symbol", row.symbol())
                .put("asset", row.quote().symbol())
                .put("turnover", amount(row.turnover(), row.quote()))
                .put("volume", amount(row.volume(), row.base()))
                .put("trades", row.trades());
    }

    private static String amount(BigInteger units, Asset asset) {
        return new BigDecimal(units, asset.decimals()).toPlainString();
    }
}
