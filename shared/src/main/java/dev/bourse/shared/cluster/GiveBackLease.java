package dev.bourse.shared.cluster;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import java.util.Optional;

/** Applies {@link Lease#giveBack} to the entry of a partition, and says whether the lease was still held. */
record GiveBackLease(String node, long epoch) implements EntryProcessor<String, Lease, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    public Boolean process(Map.Entry<String, Lease> entry) {
        Optional<Lease> free = Lease.giveBack(entry.getValue(), node, epoch);
        free.ifPresent(entry::setValue);
        return free.isPresent();
    }
}
