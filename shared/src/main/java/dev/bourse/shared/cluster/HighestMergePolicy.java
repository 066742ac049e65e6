package dev.bourse.shared.cluster;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.spi.merge.SplitBrainMergePolicy;
import com.hazelcast.spi.merge.SplitBrainMergeTypes.MapMergeTypes;
import org.jspecify.annotations.Nullable;

/**
 * After a split, of two leases the one with the higher epoch stays and of two numbers the higher one, whichever half
 * they come from. Hazelcast makes it by the name that {@code cluster.xml} gives.
 */
public final class HighestMergePolicy implements SplitBrainMergePolicy<Object, MapMergeTypes<Object, Object>, Object> {
    @Override
    public @Nullable Object merge(
            @Nullable MapMergeTypes<Object, Object> merging, @Nullable MapMergeTypes<Object, Object> existing) {
        if (merging == null) {
            return existing == null ? null : existing.getRawValue();
        }
        if (existing == null) {
            return merging.getRawValue();
        }
        return rank(merging.getValue()) > rank(existing.getValue()) ? merging.getRawValue() : existing.getRawValue();
    }

    private static long rank(@Nullable Object value) {
        return switch (value) {
            case Lease lease -> lease.epoch();
            case Number number -> number.longValue();
            case null, default -> Long.MIN_VALUE;
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
