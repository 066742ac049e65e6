package dev.bourse.gateway.desk;

import dev.bourse.exchange.protocol.Phase;
import dev.bourse.gateway.access.Call;
import dev.bourse.gateway.model.Instrument;
import dev.bourse.gateway.order.Fields;
import dev.bourse.gateway.order.NewInstrument;
import dev.bourse.gateway.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What an operator does to the market: assets, instruments, phases. */
public final class MarketCalls {
    private static final List<Phase> PHASES = List.of(
            Phase.PRE_OPEN, Phase.OPENING_AUCTION, Phase.CONTINUOUS, Phase.HALTED, Phase.CLOSING_AUCTION, Phase.CLOSED);

    private final Desk desk;

    public MarketCalls(Desk desk) {
        this.desk = desk;
    }

    /** Says which calls are answered here. */
    public void addTo(Calls calls) {
        calls.put(Call.ADD_ASSET, request -> desk.caughtUp().compose(caughtUp -> addAsset(request)))
                .put(Call.ADD_INSTRUMENT, request -> desk.caughtUp().compose(caughtUp -> addInstrument(request)))
                .put(Call.CHANGE_PHASE, this::changePhase);
    }

    private Future<Reply> addAsset(Request request) {
        Fields body = request.body().only("symbol", "decimals");
        String symbol = NewInstrument.symbol(body, "symbol");
        int decimals = (int) body.whole("decimals", 0, 18);
        if (desk.model().asset(symbol).isPresent()) {
            throw Problem.of(409, "asset-exists", "There is an asset '" + symbol + "' already")
                    .field("symbol")
                    .refusal();
        }
        return desk.reply(
                desk.commands().addAsset(desk.model().nextAsset(), decimals, symbol),
                answer -> Reply.created(new JsonObject().put("symbol", symbol).put("decimals", decimals)));
    }

    private Future<Reply> addInstrument(Request request) {
        NewInstrument terms = NewInstrument.of(request.body(), desk.model());
        return desk.reply(
                desk.commands().addInstrument(desk.model().nextInstrument(), terms),
                answer -> Reply.created(Documents.instrument(instrument(terms.symbol()))));
    }

    private Future<Reply> changePhase(Request request) {
        Instrument instrument = instrument(request.parameters().text("symbol", 16));
        Phase phase = request.body().only("phase").choice("phase", PHASES);
        return desk.reply(
                desk.commands().changePhase(instrument.id(), phase),
                answer -> Reply.ok(Documents.instrument(instrument)));
    }

    private Instrument instrument(String symbol) {
        return desk.model()
                .instrument(symbol)
                .orElseThrow(
                        () -> Problem.of(404, "unknown-instrument", "No instrument has the symbol '" + symbol + "'")
                                .field("symbol")
                                .refusal());
    }
}
