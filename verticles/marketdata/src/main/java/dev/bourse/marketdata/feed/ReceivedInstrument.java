package dev.bourse.marketdata.feed;

import dev.bourse.marketdata.book.MarketBook;
import dev.bourse.marketdata.market.InstrumentDefinition;
import dev.bourse.marketdata.market.TradingPhase;

/** An instrument as a receiver knows it. */
public final class ReceivedInstrument {
    private final InstrumentDefinition definition;
    private final MarketBook book = new MarketBook();
    private TradingPhase phase = TradingPhase.CLOSED;
    private boolean whole;
    private long number;

    ReceivedInstrument(InstrumentDefinition definition) {
        this.definition = definition;
    }

    /** What it is. */
    public InstrumentDefinition definition() {
        return definition;
    }

    /** Its book, to look at; of use only while it is {@link #isWhole}. */
    public MarketBook book() {
        return book;
    }

    /** Its phase. */
    public TradingPhase phase() {
        return phase;
    }

    /** Whether the book is that of the exchange after the last event. */
    public boolean isWhole() {
        return whole;
    }

    /** The number of the last event or copy that went into it. */
    public long number() {
        return number;
    }

    void setPhase(TradingPhase to) {
        phase = to;
    }

    void restored(long upTo) {
        whole = true;
        number = upTo;
    }

    void applied(long event) {
        number = event;
    }

    void lose() {
        whole = false;
        book.clear();
    }
}
