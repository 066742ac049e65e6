package dev.bourse.gateway.order;

import dev.bourse.gateway.model.Asset;
import dev.bourse.gateway.model.ReadModel;
import dev.bourse.gateway.problem.Problem;
import java.math.BigDecimal;

/**
 * An instrument that an operator wants to add.
 *
 * @param lotBaseUnits smallest units of the base asset in a lot
 * @param tickQuoteUnits smallest units of the quote asset that a lot costs at a price of one tick
 */
public record NewInstrument(
        String symbol,
        Asset base,
        Asset quote,
        int makerFeeBps,
        int takerFeeBps,
        long lotBaseUnits,
        long tickQuoteUnits) {

    /** Reads an instrument; tick and lot are decimal numbers, the units follow from them. */
    public static NewInstrument of(Fields fields, ReadModel model) {
        fields.only("symbol", "base", "quote", "tickSize", "lotSize", "makerFeeBps", "takerFeeBps");
        String symbol = symbol(fields, "symbol");
        if (model.instrument(symbol).isPresent()) {
            throw Problem.of(409, "instrument-exists", "There is an instrument '" + symbol + "' already")
                    .field("symbol")
                    .refusal();
        }
        Asset base = asset(fields, "base", model);
        Asset quote = asset(fields, "quote", model);
        long lot = base.step().count("lotSize", fields.value("lotSize"));
        BigDecimal costOfLot =
                fields.decimal("tickSize").multiply(base.step().size().multiply(BigDecimal.valueOf(lot)));
        BigDecimal[] tick = costOfLot.divideAndRemainder(quote.step().size());
        if (lot < 1) {
            throw fields.invalid("lotSize", "a number above 0");
        }
        if (tick[1].signum() != 0 || tick[0].signum() <= 0 || tick[0].compareTo(BigDecimal.valueOf(1L << 40)) > 0) {
            throw fields.invalid("tickSize", "a price at which a lot costs whole units of " + quote.step());
        }
        return new NewInstrument(
                symbol,
                base,
                quote,
                (int) fields.whole("makerFeeBps", 0, 10_000, 0),
                (int) fields.whole("takerFeeBps", 0, 10_000, 0),
                lot,
                tick[0].longValueExact());
    }

    /** A symbol as the exchange has them: 1 to 16 printable ASCII characters without spaces. */
    public static String symbol(Fields fields, String name) {
        String symbol = fields.text(name, 16);
        if (symbol.chars().anyMatch(c -> c <= ' ' || c > '~')) {
            throw fields.invalid(name, "1 to 16 printable ASCII characters without spaces");
        }
        return symbol;
    }

    /** The asset that a field names. */
    public static Asset asset(Fields fields, String name, ReadModel model) {
        String symbol = fields.text(name, 16);
        return model.asset(symbol)
                .orElseThrow(() -> Problem.of(404, "unknown-asset", "There is no asset '" + symbol + "'")
                        .field(name)
                        .refusal());
    }
}
