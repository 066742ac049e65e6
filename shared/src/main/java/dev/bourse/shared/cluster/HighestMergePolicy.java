package dev.bourse.shared.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import com.hazelcast.spi.merge.SplitBrainMergeTypes.MapMergeTypes;
import dev.bourse.shared.log.Checkpoints;
import dev.bourse.shared.log.PartitionLog;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * After a split, of two leases the one with the higher epoch stays, of two numbers the higher one, and of two logs or
 * checkpoints those of the later term, or those that are longer, whichever half they come from. Hazelcast makes it by
 * the name that {@code cluster.xml} gives.
 */
public final class HighestMergePolicy implements SplitBrainMergePolicy<Object, MapMergeTypes<Object, Object>, Object> {
    private static final Comparator<Rank> HIGHER =
            Comparator.comparingLong(Rank::first).thenComparingLong(Rank::second);

    @Override
    public @Nullable Object merge(
            @Nullable MapMergeTypes<Object, Object> merging, @Nullable MapMergeTypes<Object, Object> existing) {
        if (merging == null) {
            return existing == null ? null : existing.getRawValue();
        }
        if (existing == null) {
            return merging.getRawValue();
        }
        return HIGHER.compare(rank(merging.getValue()), rank(existing.getValue())) > 0
                ? merging.getRawValue()
                : existing.getRawValue();
    }

    /** What is compared first, and what where that is the same. */
    private record Rank(long first, long second) {}

    private static Rank rank(@Nullable Object value) {
        return switch (value) {
            case Lease lease -> new Rank(lease.epoch(), 0);
            case Number number -> new Rank(number.longValue(), 0);
            case PartitionLog log -> new Rank(log.head().epoch(), log.head().last());
            case Checkpoints checkpoints ->
                new Rank(
                        checkpoints.epoch(),
                        checkpoints.newestFirst().isEmpty()
                                ? 0
                                : checkpoints.newestFirst().getFirst().sequence());
            case null, default -> new Rank(Long.MIN_VALUE, 0);
        };
    }

    @Override
    public void writeData(ObjectDataOutput out) {
        // It has no state.
    }

    @Override
    public void readData(ObjectDataInput in) {
        // It has no state.
    }
}
