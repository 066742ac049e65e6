package dev.bourse.classification;

import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.engine.EngineFactory;
import dev.bourse.classification.engine.Rule;
import dev.bourse.classification.engine.StateView;
import dev.bourse.classification.engine.Verdict;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.StateField;
import dev.bourse.shared.message.StateLayout;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Semaphore;

/** A heavy engine whose every judgement waits until the test lets it through: HIGH above 105, else LOW. */
final class GateEngine implements Engine, EngineFactory {
    private final Semaphore arrived = new Semaphore(0);
    private final Semaphore passes = new Semaphore(0);

    /** Waits until so many more judgements have begun. */
    void awaitArrivals(int count) {
        arrived.acquireUninterruptibly(count);
    }

    /** Lets judgements through. */
    void open(int count) {
        passes.release(count);
    }

    @Override
    public String id() {
        return "gate";
    }

    @Override
    public Engine create(InputStream payload) {
        return this;
    }

    @Override
    public String version() {
        return "1";
    }

    @Override
    public Cost cost() {
        return Cost.HEAVY;
    }

    @Override
    public List<String> classes() {
        return List.of("HIGH", "LOW");
    }

    @Override
    public int restingClass() {
        return Verdict.NONE;
    }

    @Override
    public void require(StateLayout layout) {
        // It looks at the last price only, which every state has.
    }

    @Override
    public Rule rule(Instrument instrument, StateLayout layout) {
        return new Rule() {
            @Override
            public void judge(StateView state, Verdict verdict) {
                arrived.release();
                passes.acquireUninterruptibly();
                long last = state.value(StateField.LAST);
                verdict.is(last > 105 ? 0 : 1, 0);
            }

            @Override
            public void inputs(StateView state, Inputs inputs) {
                inputs.input("last", state.value(StateField.LAST), instrument.priceDecimals());
            }
        };
    }
}
