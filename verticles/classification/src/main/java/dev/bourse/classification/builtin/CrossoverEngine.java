package dev.bourse.classification.builtin;

import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.engine.EngineFactory;
import dev.bourse.classification.engine.Rule;
import dev.bourse.classification.engine.StateView;
import dev.bourse.classification.engine.Verdict;
import dev.bourse.classification.payload.TextPayload;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.StateField;
import dev.bourse.shared.message.StateLayout;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * ABOVE while a shorter average is above a longer one, BELOW while it is below; where they are equal the class stays.
 * It has no resting class, so an instrument's first class is a signal. Parameters: {@code short} (exponential-short)
 * and {@code long} (exponential-long), each one of the averages of a state. Strength: the distance in 1/10,000 of the
 * longer average.
 */
public final class CrossoverEngine extends ConfiguredEngine<CrossoverEngine.Setting> {
    /** The id of this engine. */
    public static final String ID = "crossover";

    private static final List<String> CLASSES = List.of("ABOVE", "BELOW");
    private static final int ABOVE = 0;
    private static final int BELOW = 1;

    private static final Map<String, StateField> AVERAGES = new TreeMap<>(Map.of(
            "1m", StateField.AVERAGE_1M,
            "5m", StateField.AVERAGE_5M,
            "15m", StateField.AVERAGE_15M,
            "60m", StateField.AVERAGE_60M,
            "session", StateField.AVERAGE_SESSION,
            "vwap", StateField.SESSION_VWAP,
            "exponential-short", StateField.EXPONENTIAL_SHORT,
            "exponential-long", StateField.EXPONENTIAL_LONG));

    /** What a payload may say. */
    record Setting(StateField shorter, StateField longer) {}

    private CrossoverEngine(TextPayload payload) {
        super(ID, CLASSES, Verdict.NONE, payload, CrossoverEngine::setting);
    }

    /** Makes crossover engines. */
    public static final class Factory implements EngineFactory {
        @Override
        public String id() {
            return ID;
        }

        @Override
        public Engine create(InputStream in) throws IOException {
            return new CrossoverEngine(TextPayload.read(in, Set.of("short", "long")));
        }
    }

    private static Setting setting(Words words) {
        StateField shorter = average("short", words.of("short", "exponential-short"));
        StateField longer = average("long", words.of("long", "exponential-long"));
        if (shorter == longer) {
            throw new IllegalArgumentException("long: it is the same average as short; allowed is another one");
        }
        return new Setting(shorter, longer);
    }

    private static StateField average(String name, String word) {
        StateField field = AVERAGES.get(word);
        if (field == null) {
            throw new IllegalArgumentException(
                    name + ": '" + word + "' is not allowed; allowed are " + String.join(", ", AVERAGES.keySet()));
        }
        return field;
    }

    @Override
    void require(Setting setting, StateLayout layout) {
        // Averages are in every layout.
    }

    @Override
    Rule rule(Setting setting, Instrument instrument, StateLayout layout) {
        return new CrossoverRule(setting.shorter(), setting.longer(), instrument.priceDecimals());
    }

    private record CrossoverRule(StateField shorter, StateField longer, int priceDecimals) implements Rule {
        @Override
        public void judge(StateView state, Verdict verdict) {
            long fast = state.value(shorter);
            long slow = state.value(longer);
            if (fast == slow || fast == StateField.ABSENT || slow == StateField.ABSENT) {
                verdict.unknown();
            } else {
                verdict.is(fast > slow ? ABOVE : BELOW, Parameters.ratio(Math.abs(fast - slow), slow));
            }
        }

        @Override
        public void inputs(StateView state, Inputs inputs) {
            int fineDecimals = priceDecimals + StateField.FINE_DECIMALS;
            inputs.input("last", state.value(StateField.LAST), priceDecimals);
            inputs.input("short", state.value(shorter), fineDecimals);
            inputs.input("long", state.value(longer), fineDecimals);
        }
    }
}
