package dev.bourse.classification.builtin;

import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.engine.EngineFactory;
import dev.bourse.classification.engine.Rule;
import dev.bourse.classification.engine.StateView;
import dev.bourse.classification.engine.Verdict;
import dev.bourse.classification.payload.TextPayload;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.LookbackField;
import dev.bourse.shared.message.StateField;
import dev.bourse.shared.message.StateLayout;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/**
 * NEW_HIGH when the last price is above the maximum of the previous N prices, NEW_LOW below their minimum, else INSIDE.
 * Parameters: {@code lookback} N (20), {@code margin} in 1/10,000 of the bound by which it must be passed (0).
 * Strength: by how much it is passed in 1/10,000 of the bound; inside, the place between minimum (0) and maximum
 * (10,000).
 */
public final class RangeEngine extends ConfiguredEngine<RangeEngine.Setting> {
    /** The id of this engine. */
    public static final String ID = "range";

    private static final List<String> CLASSES = List.of("NEW_HIGH", "NEW_LOW", "INSIDE");
    private static final int NEW_HIGH = 0;
    private static final int NEW_LOW = 1;
    private static final int INSIDE = 2;

    /** What a payload may say. */
    record Setting(int lookback, int margin) {}

    private RangeEngine(TextPayload payload) {
        super(ID, CLASSES, INSIDE, payload, RangeEngine::setting);
    }

    /** Makes range engines. */
    public static final class Factory implements EngineFactory {
        @Override
        public String id() {
            return ID;
        }

        @Override
        public Engine create(InputStream in) throws IOException {
            return new RangeEngine(TextPayload.read(in, Set.of("lookback", "margin")));
        }
    }

    private static Setting setting(Words words) {
        return new Setting(
                Parameters.integer("lookback", words.of("lookback", "20"), 2, 10_000),
                Parameters.integer("margin", words.of("margin", "0"), 0, 10_000));
    }

    @Override
    void require(Setting setting, StateLayout layout) {
        requireLookback(setting.lookback(), layout);
    }

    @Override
    Rule rule(Setting setting, Instrument instrument, StateLayout layout) {
        return new RangeRule(
                layout.column(setting.lookback(), LookbackField.MAXIMUM),
                layout.column(setting.lookback(), LookbackField.MINIMUM),
                setting.margin(),
                instrument.priceDecimals());
    }

    private record RangeRule(int maximumColumn, int minimumColumn, int margin, int decimals) implements Rule {
        @Override
        public void judge(StateView state, Verdict verdict) {
            long last = state.value(StateField.LAST);
            long maximum = state.value(maximumColumn);
            long minimum = state.value(minimumColumn);
            if (maximum == StateField.ABSENT) {
                verdict.unknown();
            } else if (last > maximum + maximum * margin / 10_000) {
                verdict.is(NEW_HIGH, Parameters.ratio(last - maximum, maximum));
            } else if (last < minimum - minimum * margin / 10_000) {
                verdict.is(NEW_LOW, Parameters.ratio(minimum - last, minimum));
            } else {
                verdict.is(INSIDE, maximum == minimum ? 5_000 : Parameters.ratio(last - minimum, maximum - minimum));
            }
        }

        @Override
        public void inputs(StateView state, Inputs inputs) {
            inputs.input("last", state.value(StateField.LAST), decimals);
            inputs.input("maximum", state.value(maximumColumn), decimals);
            inputs.input("minimum", state.value(minimumColumn), decimals);
        }
    }
}
