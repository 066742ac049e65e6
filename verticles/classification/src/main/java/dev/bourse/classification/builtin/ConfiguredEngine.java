package dev.bourse.classification.builtin;

import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.engine.Rule;
import dev.bourse.classification.payload.SymbolTable;
import dev.bourse.classification.payload.TextPayload;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.LookbackField;
import dev.bourse.shared.message.StateLayout;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * An engine whose rule for an instrument follows from a few parameters, which its payload may override for a symbol.
 *
 * @param <S> the parameters, read and checked
 */
abstract class ConfiguredEngine<S> implements Engine {
    private final String id;
    private final List<String> classes;
    private final int restingClass;
    private final TextPayload payload;
    private final String version;
    private final S byDefault;
    private final List<S> bySymbol;

    /** The words of parameters, as a symbol's line, the payload or the engine's default says. */
    @FunctionalInterface
    interface Words {
        /** The word of one. */
        String of(String name, String otherwise);
    }

    ConfiguredEngine(
            String id, List<String> classes, int restingClass, TextPayload payload, Function<Words, S> settings) {
        this.id = id;
        this.classes = classes;
        this.restingClass = restingClass;
        this.payload = payload;
        this.version = payload.value("version", "1");
        this.byDefault = settings.apply(words(Map.of()));
        this.bySymbol = payload.settings().stream()
                .map(own -> settings.apply(words(own)))
                .toList();
    }

    private Words words(Map<String, String> own) {
        return (name, otherwise) -> own.getOrDefault(name, payload.value(name, otherwise));
    }

    /** @throws IllegalArgumentException naming what is needed and such states do not have */
    abstract void require(S setting, StateLayout layout);

    abstract Rule rule(S setting, Instrument instrument, StateLayout layout);

    /** For those that look at the previous ticks. */
    final void requireLookback(int lookback, StateLayout layout) {
        if (layout.column(lookback, LookbackField.MAXIMUM) < 0) {
            throw new IllegalArgumentException("engine '" + id + "' needs the lookback " + lookback
                    + ", and the states have " + layout.lookbacks() + "; add it to state.lookbacks");
        }
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String version() {
        return version;
    }

    @Override
    public final Cost cost() {
        return Cost.CHEAP;
    }

    @Override
    public final List<String> classes() {
        return classes;
    }

    @Override
    public final int restingClass() {
        return restingClass;
    }

    @Override
    public final void require(StateLayout layout) {
        require(byDefault, layout);
        bySymbol.forEach(setting -> require(setting, layout));
    }

    @Override
    public final Rule rule(Instrument instrument, StateLayout layout) {
        int own = payload.settingsOf(instrument.symbol());
        return rule(own == SymbolTable.ABSENT ? byDefault : bySymbol.get(own), instrument, layout);
    }
}
