package dev.bourse.classification.log;

import dev.bourse.shared.instrument.Decimals;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.telemetry.RotatingLog;

/** Writes signals as lines of {@code name=value}: what the engine saw, and what it said. */
public final class JudgementLog {
    private final RotatingLog log;

    /** Writes into that log. */
    public JudgementLog(RotatingLog log) {
        this.log = log;
    }

    /** One judgement; {@code kind} is {@code signal} where the class changed, {@code state} where it did not. */
    public void write(String kind, Signal signal) {
        log.offer(out -> append(out, kind, signal));
    }

    static void append(StringBuilder out, String kind, Signal signal) {
        out.append(kind)
                .append(" time=")
                .append(signal.time())
                .append(" symbol=")
                .append(signal.symbol())
                .append(" sequence=")
                .append(signal.sequence())
                .append(" engine=")
                .append(signal.engine())
                .append(" version=")
                .append(signal.version())
                .append(" class=")
                .append(signal.signalClass())
                .append(" strength=")
                .append(signal.strength());
        for (Signal.Input input : signal.inputs()) {
            out.append(' ').append(input.name()).append('=');
            if (input.decimals() <= Decimals.MAX_DECIMALS) {
                Decimals.append(out, input.value(), input.decimals());
            } else {
                out.append(input.value()).append("e-").append(input.decimals());
            }
        }
    }
}
