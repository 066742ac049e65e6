package dev.bourse.shared.cluster;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Applies {@link Lease#acquire} to the entry of a partition, and gives the lease that stands there afterwards. */
record AcquireLease(String node, Set<String> dead, long nowMillis) implements EntryProcessor<String, Lease, Lease> {
    private static final long serialVersionUID = 1L;

    @Override
    public Lease process(Map.Entry<String, Lease> entry) {
        Optional<Lease> acquired = Lease.acquire(entry.getValue(), node, dead, nowMillis);
        acquired.ifPresent(entry::setValue);
        return acquired.orElseGet(entry::getValue);
    }
}
