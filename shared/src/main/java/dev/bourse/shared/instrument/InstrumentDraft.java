package dev.bourse.shared.instrument;

/**
 * An instrument that has no id yet; the registry gives it one. The fields are those of {@link Instrument} and are
 * checked in the same way.
 */
public record InstrumentDraft(
        String symbol, int priceDecimals, int sizeDecimals, long tickSize, long lotSize, long referencePrice) {

    /** @throws IllegalArgumentException naming the field, its value and what is allowed */
    public InstrumentDraft {
        new Instrument(0, symbol, priceDecimals, sizeDecimals, tickSize, lotSize, referencePrice);
    }

    /** The instrument that this becomes under an id. */
    public Instrument withId(int id) {
        return new Instrument(id, symbol, priceDecimals, sizeDecimals, tickSize, lotSize, referencePrice);
    }
}
