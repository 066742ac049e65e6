package dev.bourse.exchange.core;

import dev.bourse.exchange.protocol.RejectReason;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The instruments by their number, and in the order in which they were added. One thread. */
final class Instruments {
    static final int MOST = 65_535;

    private @Nullable Instrument[] byId = new @Nullable Instrument[64];
    private Instrument[] added = {};

    @Nullable
    Instrument find(int instrumentId) {
        return instrumentId < 0 || instrumentId >= byId.length ? null : byId[instrumentId];
    }

    /** An instrument that an open order names, so that it is there. */
    Instrument get(int instrumentId) {
        Instrument found = byId[instrumentId];
        if (found == null) {
            throw new IllegalStateException("no instrument " + instrumentId);
        }
        return found;
    }

    int count() {
        return added.length;
    }

    /** The instrument that was added as number {@code index}, from 0. */
    Instrument at(int index) {
        return added[index];
    }

    /** Why an instrument of that number cannot be added, or none (NULL_VAL). */
    RejectReason whyNotNew(int instrumentId) {
        if (instrumentId < 1 || instrumentId > MOST) {
            return RejectReason.INSTRUMENT_ID_OUT_OF_RANGE;
        }
        return find(instrumentId) == null ? RejectReason.NULL_VAL : RejectReason.INSTRUMENT_EXISTS;
    }

    /**
     * The part of a key of an account's holding that is the account's exposure in an instrument about to be added: the
     * base asset for the first instrument that trades it, for a further one a number that is no asset's.
     */
    int holding(int instrumentId, int baseAssetId) {
        for (Instrument instrument : added) {
            if (instrument.baseAssetId == baseAssetId) {
                return Integer.MIN_VALUE | instrumentId;
            }
        }
        return baseAssetId;
    }

    void add(Instrument instrument) {
        if (instrument.id >= byId.length) {
            byId = Arrays.copyOf(byId, Integer.highestOneBit(instrument.id) * 2);
        }
        byId[instrument.id] = instrument;
        added = Arrays.copyOf(added, added.length + 1);
        added[added.length - 1] = instrument;
    }

    void clear() {
        byId = new @Nullable Instrument[64];
        added = new Instrument[] {};
    }
}
