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
 * HIGH when the last price is at least {@code threshold} standard deviations (2) above the mean of the previous N
 * prices ({@code lookback}, 20), LOW when it is as far below, else NORMAL. Strength: the distance in 1/10,000 of a
 * deviation, at most 100 deviations, which is also the distance of another price from N equal ones.
 */
public final class ReversionEngine extends ConfiguredEngine<ReversionEngine.Setting> {
    /** The id of this engine. */
    public static final String ID = "reversion";

    private static final List<String> CLASSES = List.of("HIGH", "LOW", "NORMAL");
    private static final int HIGH = 0;
    private static final int LOW = 1;
    private static final int NORMAL = 2;
    private static final long FARTHEST = 1_000_000;

    /** What a payload may say. */
    record Setting(int lookback, long threshold) {}

    private ReversionEngine(TextPayload payload) {
        super(ID, CLASSES, NORMAL, payload, ReversionEngine::setting);
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

    private static Setting setting(Words words) {
        return new Setting(
                Parameters.integer("lookback", words.of("lookback", "20"), 2, 10_000),
                Parameters.scaled("threshold", words.of("threshold", "2"), 1, FARTHEST));
    }

    @Override
    void require(Setting setting, StateLayout layout) {
        requireLookback(setting.lookback(), layout);
    }

    @Override
    Rule rule(Setting setting, Instrument instrument, StateLayout layout) {
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
