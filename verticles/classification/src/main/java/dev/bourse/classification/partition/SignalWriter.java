package dev.bourse.classification.partition;

import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.engine.Rule;
import dev.bourse.classification.engine.StateView;
import dev.bourse.classification.engine.Verdict;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.StateField;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes signals out of changes of class and collects them. Used by one thread. */
public final class SignalWriter implements ClassListener {
    private final List<Engine> engines;
    private final @Nullable Consumer<Signal> judgements;
    private final List<Signal> signals = new ArrayList<>();

    /** For the engines whose indexes it will hear. */
    public SignalWriter(List<Engine> engines) {
        this(engines, null);
    }

    /** As the other, and hands every single judgement to {@code judgements}, in the form of a signal. */
    public SignalWriter(List<Engine> engines, @Nullable Consumer<Signal> judgements) {
        this.engines = List.copyOf(engines);
        this.judgements = judgements;
    }

    @Override
    public void judged(Instrument instrument, int engine, int signalClass, long strength, StateView state, Rule rule) {
        if (judgements != null && signalClass != Verdict.NONE) {
            judgements.accept(signal(engines.get(engine), instrument, signalClass, strength, state, rule));
        }
    }

    @Override
    public void changed(Instrument instrument, int engine, int signalClass, long strength, StateView state, Rule rule) {
        signals.add(signal(engines.get(engine), instrument, signalClass, strength, state, rule));
    }

    /** The signals since the last call. */
    public List<Signal> take() {
        List<Signal> taken = List.copyOf(signals);
        signals.clear();
        return taken;
    }

    /** One signal with the inputs that the rule names. */
    public static Signal signal(
            Engine engine, Instrument instrument, int signalClass, long strength, StateView state, Rule rule) {
        List<Signal.Input> inputs = new ArrayList<>(4);
        rule.inputs(state, (name, value, decimals) -> inputs.add(new Signal.Input(name, value, decimals)));
        return new Signal(
                instrument.id(),
                instrument.symbol(),
                engine.id(),
                engine.version(),
                engine.classes().get(signalClass),
                strength,
                state.value(StateField.SEQUENCE),
                state.value(StateField.TIME),
                inputs);
    }
}
