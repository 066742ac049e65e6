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
import java.util.Map;
import java.util.Set;

/**
 * HIGH when the last price is at least {@code threshold} standard deviations (2) above the mean of the previous N
 * prices ({@code lookback}, 20), LOW when it is as far below, else NORMAL. Strength: the distance in 1/10,000 of a
 * deviation, at most 100 deviations, which is also the distance of another price from N equal ones.
 */
public final class ReversionEngine implements Engine {
    /** The id of this engine. */
    public static final String ID = "reversion";

    private static final List<String> CLASSES = List.of("HIGH", "LOW", "NORMAL");
    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int NORMAL = 2;
    private static final long FARTHEST = 1_000_000;

    private record Setting(int lookback, long threshold) {}

    private final TextPayload payload;
    private final String version;
    private final Setting byDefault;
    private final List<Setting> bySymbol;

    private ReversionEngine(TextPayload payload) {
        this.payload = payload;
        this.version = payload.value("version", "1");
        this.byDefault = setting(Map.of());
        this.bySymbol = payload.settings().stream().map(this::setting).toList();
    }

    /** Makes reversion engines. */
    public static final class Factory implements EngineFactory {
        @Override
        public String id() {
            return ID;
        }

        @Override
        public Engine create(InputStream in) throws IOException {
            return new ReversionEngine(TextPayload.read(in, Set.of("lookback", "threshold")));
        }
    }

    private Setting setting(Map<String, String> own) {
        String lookback = Parameters.choose(own, "lookback", payload.value("lookback", "20"));
        String threshold = Parameters.choose(own, "threshold", payload.value("threshold", "2"));
        return new Setting(
                Parameters.integer("lookback", lookback, 2, 10_000),
                Parameters.scaled("threshold", threshold, 1, FARTHEST));
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public Cost cost() {
        return Cost.CHEAP;
    }

    @Override
    public List<String> classes() {
        return CLASSES;
    }

    @Override
    public int restingClass() {
        return NORMAL;
    }

    @Override
    public void require(StateLayout layout) {
        require(byDefault, layout);
        bySymbol.forEach(setting -> require(setting, layout));
    }

    private static void require(Setting setting, StateLayout layout) {
        if (layout.column(setting.lookback(), LookbackField.MEAN) < 0) {
            throw new IllegalArgumentException("engine 'reversion' needs the lookback " + setting.lookback()
                    + ", and the states have " + layout.lookbacks() + "; add it to state.lookbacks");
        }
    }

    @Override
    public Rule rule(Instrument instrument, StateLayout layout) {
        int own = payload.settingsOf(instrument.symbol());
        Setting setting = own < 0 ? byDefault : bySymbol.get(own);
        return new ReversionRule(
                layout.column(setting.lookback(), LookbackField.MEAN),
                layout.column(setting.lookback(), LookbackField.DEVIATION),
                setting.threshold(),
                instrument.priceDecimals());
    }

    private record ReversionRule(int meanColumn, int deviationColumn, long threshold, int decimals) implements Rule {
        private static final long FINE = 10_000;

        @Override
        public void judge(StateView state, Verdict verdict) {
            long mean = state.value(meanColumn);
            if (mean == StateField.ABSENT) {
                verdict.unknown();
                return;
            }
            long distance = state.value(StateField.LAST) * FINE - mean;
            long score = score(distance, state.value(deviationColumn));
            if (score >= threshold) {
                verdict.is(HIGH, score);
            } else if (score <= -threshold) {
                verdict.is(LOW, -score);
            } else {
                verdict.is(NORMAL, Math.abs(score));
            }
        }

        private static long score(long distance, long deviation) {
            if (deviation == 0) {
                return Long.signum(distance) * FARTHEST;
            }
            return Math.clamp(Parameters.ratio(distance, deviation), -FARTHEST, FARTHEST);
        }

        @Override
        public void inputs(StateView state, Inputs inputs) {
            inputs.input("last", state.value(StateField.LAST), decimals);
            inputs.input("mean", state.value(meanColumn), decimals + StateField.FINE_DECIMALS);
            inputs.input("deviation", state.value(deviationColumn), decimals + StateField.FINE_DECIMALS);
        }
    }
}
