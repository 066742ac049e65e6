package dev.bourse.web.rest;

import dev.bourse.shared.instrument.Decimals;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.Signal;
import dev.bourse.web.chart.Chart;
import dev.bourse.web.chart.Period;
import dev.bourse.web.view.SignalPrice;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents that REST answers with; prices and sizes are decimal strings. */
final class Documents {
    private Documents() {}

    static JsonObject instruments(int total, List<Instrument> page) {
        JsonArray instruments = new JsonArray();
        for (Instrument instrument : page) {
            instruments.add(head(instrument)
                    .put("tickSize", Decimals.format(instrument.tickSize(), instrument.priceDecimals()))
                    .put("lotSize", Decimals.format(instrument.lotSize(), instrument.sizeDecimals())));
        }
        return new JsonObject().put("total", total).put("instruments", instruments);
    }

    static JsonObject head(Instrument instrument) {
        return new JsonObject()
                .put("id", instrument.id())
                .put("symbol", instrument.symbol())
                .put("priceDecimals", instrument.priceDecimals())
                .put("sizeDecimals", instrument.sizeDecimals());
    }

    static JsonObject bars(Instrument instrument, Period period, long[] flat) {
        JsonArray bars = new JsonArray();
        int price = instrument.priceDecimals();
        for (int at = 0; at < flat.length; at += Chart.STRIDE) {
            bars.add(new JsonObject()
                    .put("start", flat[at])
                    .put("open", Decimals.format(flat[at + 1], price))
                    .put("high", Decimals.format(flat[at + 2], price))
                    .put("low", Decimals.format(flat[at + 3], price))
                    .put("close", Decimals.format(flat[at + 4], price))
                    .put("volume", Decimals.format(flat[at + 5], instrument.sizeDecimals()))
                    .put("trades", flat[at + 6]));
        }
        return new JsonObject()
                .put("symbol", instrument.symbol())
                .put("period", period.word())
                .put("priceDecimals", price)
                .put("sizeDecimals", instrument.sizeDecimals())
                .put("bars", bars);
    }

    static JsonArray signals(Collection<Signal> signals) {
        JsonArray array = new JsonArray();
        for (Signal signal : signals) {
            JsonObject json = new JsonObject()
                    .put("sequence", signal.sequence())
                    .put("time", signal.time())
                    .put("instrument", signal.instrument())
                    .put("symbol", signal.symbol())
                    .put("engine", signal.engine())
                    .put("version", signal.version())
                    .put("class", signal.signalClass())
                    .put("strength", signal.strength());
            Signal.@Nullable Input price = SignalPrice.of(signal);
            if (price != null) {
                json.put("price", Decimals.format(price.value(), price.decimals()));
            }
            array.add(json);
        }
        return array;
    }
}
