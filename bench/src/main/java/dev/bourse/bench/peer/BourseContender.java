package dev.bourse.bench.peer;

import dev.bourse.bench.pipeline.PipelineRun;
import dev.bourse.bench.pipeline.PipelineRun.Plan;
import dev.bourse.bench.pipeline.Reach;
import dev.bourse.shared.message.Batch;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.message.StateField;

/** The analysis' own state group with its defaults, all partitions in this process, over the event bus. */
final class BourseContender implements Contender {
    private static final int BATCH = 256;
    private static final int PATIENCE_SECONDS = 120;

    @Override
    public String name() {
        return "bourse";
    }

    @Override
    public Stopwatch.Passed run(Work work, Outputs outputs) throws InterruptedException {
        Plan plan = new Plan(Reach.STATE, work.instruments(), BATCH, 0, Work.ROUND_MILLIS, 0);
        try (PipelineRun run = new PipelineRun(plan, batch -> keep(batch, outputs))) {
            run.awaitFed();
            outputs.begin();
            run.feed(work.rounds(), Work.ROUND_MILLIS);
            return outputs.await(PATIENCE_SECONDS);
        }
    }

    private static void keep(Batch batch, Outputs outputs) {
        StateBatch states = (StateBatch) batch;
        for (int i = 0; i < states.size(); i++) {
            outputs.keep(
                    states.instrument(i),
                    states.value(i, StateField.SEQUENCE),
                    states.value(i, StateField.LAST),
                    states.value(i, StateField.SESSION_HIGH),
                    states.value(i, StateField.SESSION_LOW),
                    states.value(i, StateField.AVERAGE_1M),
                    states.value(i, StateField.AVERAGE_5M),
                    states.value(i, StateField.AVERAGE_15M),
                    states.value(i, StateField.AVERAGE_60M));
        }
    }

    @Override
    public void close() {
        // Each run ends its own stages.
    }
}
