package dev.bourse.data;

import dev.bourse.data.batch.LaneCounters;
import dev.bourse.shared.telemetry.Counter;
import dev.bourse.shared.telemetry.Telemetry;
import java.util.Map;

/** The lanes' counts as metrics. */
final class LaneMetrics implements LaneCounters {
    private final Counter batches;
    private final Counter ticks;
    private final Counter shed;
    private final Counter conflated;
    private final Counter blocked;
    private final Counter undrained;

    LaneMetrics(Telemetry telemetry) {
        batches = telemetry.counter("data.batches", "Batches of ticks sent");
        ticks = telemetry.counter("data.ticks", "Ticks sent");
        shed = telemetry.counter("data.shed", "Ticks dropped because their partition had no room");
        conflated = telemetry.counter(
                "data.conflated", "Ticks merged into a waiting one because their partition had no room");
        blocked = telemetry.counter("data.blocked", "Times that a feed had to wait because a partition had no room");
        undrained = telemetry.counter("data.undrained", "Partitions released before all of their batches had arrived");
    }

    void gauges(Telemetry telemetry, Map<Integer, PartitionFeeding> feedings) {
        telemetry.gauge("data.partitions", "Partitions that this process feeds", feedings::size);
        telemetry.gauge(
                "data.log.entries",
                "Batches in the held partitions' logs of ticks",
                () -> feedings.values().stream()
                        .mapToLong(PartitionFeeding::logEntries)
                        .sum());
        telemetry.gauge(
                "data.log.bytes",
                "Bytes of the held partitions' logs of ticks",
                () -> feedings.values().stream()
                        .mapToLong(PartitionFeeding::logBytes)
                        .sum());
    }

    void undrained() {
        undrained.increment();
    }

    @Override
    public void sent(int sentTicks) {
        batches.increment();
        ticks.add(sentTicks);
    }

    @Override
    public void shed() {
        shed.increment();
    }

    @Override
    public void conflated() {
        conflated.increment();
    }

    @Override
    public void blocked() {
        blocked.increment();
    }
}
