package dev.bourse.shared.cluster;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Sets a number that has not been set, and gives the one that stands there afterwards. */
record FirstValue(long value) implements EntryProcessor<String, Long, Long> {
    private static final long serialVersionUID = 1L;

    @Override
    public Long process(Map.Entry<String, Long> entry) {
        @Nullable Long there = entry.getValue();
        if (there == null) {
            entry.setValue(value);
            return value;
        }
        return there;
    }
}
