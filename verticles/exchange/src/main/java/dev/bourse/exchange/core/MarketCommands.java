package dev.bourse.exchange.core;

import dev.bourse.exchange.account.Accounts;
import dev.bourse.exchange.account.Money;
import dev.bourse.exchange.matching.BookImage;
import dev.bourse.exchange.matching.OrderBook;
import dev.bourse.exchange.matching.Phase;
import dev.bourse.exchange.protocol.AddAssetDecoder;
import dev.bourse.exchange.protocol.AddInstrumentDecoder;
import dev.bourse.exchange.protocol.ChangePhaseDecoder;
import dev.bourse.exchange.protocol.RejectReason;
import dev.bourse.exchange.protocol.SetFeesDecoder;
import dev.bourse.exchange.protocol.SetInstrumentLimitsDecoder;
import dev.bourse.exchange.protocol.SetPriceBandsDecoder;
import org.agrona.DirectBuffer;

/**
 * Adds assets and instruments, and sets what holds for an instrument. Each gives the reason why not, or none
 * (NULL_VAL). One thread.
 */
final class MarketCommands {
    private final CoreState state;
    private final MarketOutputs outputs;

    MarketCommands(CoreState state) {
        this.state = state;
        outputs = new MarketOutputs(state.numbering);
    }

    RejectReason addAsset(AddAssetDecoder command, CommandSubject subject) {
        subject.set(0, 0, 0, 0);
        int assetId = command.assetId();
        int symbolAt = command.offset() + AddAssetDecoder.symbolEncodingOffset();
        if (!isSymbol(command.buffer(), symbolAt)) {
            return RejectReason.INVALID_SYMBOL;
        }
        RejectReason reason = state.assets.whyNotNew(assetId, command.decimals());
        if (reason == RejectReason.NULL_VAL) {
            long first = symbolPart(command.buffer(), symbolAt);
            long last = symbolPart(command.buffer(), symbolAt + Long.BYTES);
            state.assets.add(assetId, command.decimals(), first, last);
            outputs.assetAdded(assetId, command.decimals(), first, last);
        }
        return reason;
    }

    RejectReason addInstrument(AddInstrumentDecoder command, CommandSubject subject) {
        subject.set(0, command.instrumentId(), 0, 0);
        RejectReason reason = whyNoInstrument(command);
        if (reason != RejectReason.NULL_VAL) {
            return reason;
        }
        int symbolAt = command.offset() + AddInstrumentDecoder.symbolEncodingOffset();
        Instrument instrument = new Instrument(
                command.instrumentId(),
                command.baseAssetId(),
                command.quoteAssetId(),
                command.lotBaseUnits(),
                command.tickQuoteUnits(),
                symbolPart(command.buffer(), symbolAt),
                symbolPart(command.buffer(), symbolAt + Long.BYTES),
                new OrderBook(command.instrumentId(), state.store, state.settlement),
                state.balances.balance(state.accounts.find(Accounts.EXCHANGE), command.quoteAssetId()),
                state.instruments.holding(command.instrumentId(), command.baseAssetId()));
        instrument.makerFeeBps = command.makerFeeBps();
        instrument.takerFeeBps = command.takerFeeBps();
        BookImage closed = new BookImage();
        instrument.book.copyTo(closed);
        closed.phase = Phase.CLOSED;
        instrument.book.restore(closed);
        state.instruments.add(instrument);
        outputs.instrumentAdded(instrument);
        return RejectReason.NULL_VAL;
    }

    RejectReason setLimits(SetInstrumentLimitsDecoder command, CommandSubject subject) {
        subject.set(0, command.instrumentId(), 0, 0);
        Instrument instrument = state.instruments.find(command.instrumentId());
        if (instrument == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        long signs =
                command.maxOrderQuantity() | command.maxOrderValue() | command.maxPosition() | command.maxDayVolume();
        if (signs < 0 || !isBps(command.collarBps())) {
            return RejectReason.INVALID_LIMIT;
        }
        instrument.limits.set(
                command.collarBps(),
                command.maxOrderQuantity(),
                command.maxOrderValue(),
                command.maxPosition(),
                command.maxDayVolume());
        outputs.limitsSet(instrument.id);
        return RejectReason.NULL_VAL;
    }

    RejectReason setFees(SetFeesDecoder command, CommandSubject subject) {
        subject.set(0, command.instrumentId(), 0, 0);
        Instrument instrument = state.instruments.find(command.instrumentId());
        if (instrument == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        if (!isBps(command.makerFeeBps()) || !isBps(command.takerFeeBps())) {
            return RejectReason.INVALID_FEE;
        }
        instrument.makerFeeBps = command.makerFeeBps();
        instrument.takerFeeBps = command.takerFeeBps();
        outputs.feesSet(instrument);
        return RejectReason.NULL_VAL;
    }

    RejectReason setPriceBands(SetPriceBandsDecoder command, CommandSubject subject) {
        subject.set(0, command.instrumentId(), 0, 0);
        Instrument instrument = state.instruments.find(command.instrumentId());
        if (instrument == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        long reference = command.referencePrice() == 0 ? instrument.referencePrice : command.referencePrice();
        int bps = command.bandBps();
        if (!isBps(bps) || reference < 0 || reference > Money.MAX || (bps != 0 && reference == 0)) {
            return RejectReason.INVALID_BAND;
        }
        instrument.bandBps = bps;
        instrument.referencePrice = reference;
        instrument.book.setReferencePrice(reference == 0 ? OrderBook.NO_PRICE : reference);
        if (bps == 0) {
            instrument.book.setPriceBand(Long.MIN_VALUE, Long.MAX_VALUE);
        } else {
            long width = Money.fee(reference, bps);
            instrument.book.setPriceBand(reference - width, reference + width);
        }
        outputs.bandsSet(instrument);
        return RejectReason.NULL_VAL;
    }

    RejectReason changePhase(ChangePhaseDecoder command, CommandSubject subject) {
        subject.set(0, command.instrumentId(), 0, 0);
        Instrument instrument = state.instruments.find(command.instrumentId());
        if (instrument == null) {
            return RejectReason.UNKNOWN_INSTRUMENT;
        }
        if (command.phaseRaw() > Phase.CLOSED.code()) {
            return RejectReason.MALFORMED;
        }
        Phase phase = Phase.of(command.phaseRaw());
        if (phase == instrument.book.phase()) {
            return RejectReason.INVALID_PHASE;
        }
        state.settlement.begin(instrument);
        state.settlement.incoming().changePhase();
        instrument.book.changePhase(phase);
        return RejectReason.NULL_VAL;
    }

    private RejectReason whyNoInstrument(AddInstrumentDecoder command) {
        RejectReason reason = state.instruments.whyNotNew(command.instrumentId());
        if (reason != RejectReason.NULL_VAL) {
            return reason;
        }
        if (!isSymbol(command.buffer(), command.offset() + AddInstrumentDecoder.symbolEncodingOffset())) {
            return RejectReason.INVALID_SYMBOL;
        }
        if (!state.assets.exists(command.baseAssetId()) || !state.assets.exists(command.quoteAssetId())) {
            return RejectReason.UNKNOWN_ASSET;
        }
        if (command.baseAssetId() == command.quoteAssetId()
                || command.lotBaseUnits() < 1
                || command.tickQuoteUnits() < 1) {
            return RejectReason.INVALID_INSTRUMENT;
        }
        return isBps(command.makerFeeBps()) && isBps(command.takerFeeBps())
                ? RejectReason.NULL_VAL
                : RejectReason.INVALID_FEE;
    }

    private static boolean isBps(int bps) {
        return bps >= 0 && bps <= Money.FULL_BPS;
    }

    private static long symbolPart(DirectBuffer buffer, int at) {
        return buffer.getLong(at, AddAssetDecoder.BYTE_ORDER);
    }

    /** One or more printable characters, then zeros. */
    private static boolean isSymbol(DirectBuffer buffer, int at) {
        int length = 0;
        while (length < AddAssetDecoder.symbolLength() && buffer.getByte(at + length) != 0) {
            byte character = buffer.getByte(at + length++);
            if (character <= ' ' || character > '~') {
                return false;
            }
        }
        for (int i = length; i < AddAssetDecoder.symbolLength(); i++) {
            if (buffer.getByte(at + i) != 0) {
                return false;
            }
        }
        return length > 0;
    }
}
