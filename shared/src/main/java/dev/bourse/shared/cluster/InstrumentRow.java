package dev.bourse.shared.cluster;

import dev.bourse.shared.instrument.Instrument;

/**
 * An instrument as the text that stands in the cluster's map, the fields of {@link Instrument} with commas between: any
 * version of Bourse and any tool can read it.
 */
final class InstrumentRow {
    private InstrumentRow() {}

    static String of(Instrument instrument) {
        return instrument.id() + "," + instrument.symbol() + "," + instrument.priceDecimals() + ","
                + instrument.sizeDecimals() + "," + instrument.tickSize() + "," + instrument.lotSize() + ","
                + instrument.referencePrice();
    }

    /** @throws IllegalArgumentException if it is none */
    static Instrument read(String row) {
        String[] fields = row.split(",", -1);
        if (fields.length != 7) {
            throw new IllegalArgumentException("'" + row + "' has " + fields.length + " fields where 7 are due");
        }
        return new Instrument(
                Integer.parseInt(fields[0]),
                fields[1],
                Integer.parseInt(fields[2]),
                Integer.parseInt(fields[3]),
                Long.parseLong(fields[4]),
                Long.parseLong(fields[5]),
                Long.parseLong(fields[6]));
    }
}
