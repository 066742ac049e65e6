package dev.bourse.bench.pipeline;

import com.hazelcast.core.HazelcastInstance;
import dev.bourse.shared.bus.BatchMessageCodec;
import dev.bourse.shared.cluster.Clock;
import dev.bourse.shared.cluster.Logs;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.cluster.Ownership;
import dev.bourse.shared.cluster.PartitionOwner;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.instrument.InstrumentDraft;
import dev.bourse.shared.instrument.InstrumentListener;
import dev.bourse.shared.instrument.InstrumentRegistry;
import dev.bourse.shared.instrument.Universe;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.shared.telemetry.PrometheusTelemetry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A node without a cluster: all partitions are this process's, and the instruments never change. */
final class LocalNode {
    private LocalNode() {}

    static Node of(Vertx vertx, PrometheusTelemetry telemetry, int partitions, int instruments) {
        BatchMessageCodec.register(vertx.eventBus());
        HazelcastInstance none = (HazelcastInstance) Proxy.newProxyInstance(
                LocalNode.class.getClassLoader(), new Class<?>[] {HazelcastInstance.class}, (proxy, method, args) -> {
                    throw new UnsupportedOperationException("no cluster here: " + method.getName());
                });
        Partitions divided = new Partitions(partitions);
        return new Node(
                "bench",
                vertx,
                none,
                divided,
                new Everything(divided),
                Logs.none(),
                new Fixed(universe(instruments)),
                telemetry,
                Clock.SYSTEM);
    }

    private static Universe universe(int instruments) {
        return Universe.of(IntStream.range(0, instruments)
                .mapToObj(id -> new Instrument(id, "S" + id, 2, 0, 1, 1, 10_000))
                .toList());
    }

    private record Everything(Partitions partitions) implements Ownership {
        @Override
        public Future<Void> register(String group, PartitionOwner owner) {
            List<Future<Void>> acquired = new ArrayList<>();
            for (int partition = 0; partition < partitions.count(); partition++) {
                acquired.add(owner.acquire(partition, 1));
            }
            return Future.all(acquired).mapEmpty();
        }

        @Override
        public Map<Integer, Long> held(String group) {
            return Map.of();
        }

        @Override
        public Future<Void> leave() {
            return Future.succeededFuture();
        }
    }

    private record Fixed(Universe universe) implements InstrumentRegistry {
        @Override
        public Future<Instrument> add(InstrumentDraft draft) {
            return Future.failedFuture("the instruments of a benchmark do not change");
        }

        @Override
        public Future<List<Instrument>> addAll(Collection<InstrumentDraft> drafts) {
            return Future.succeededFuture(List.of());
        }

        @Override
        public Future<Instrument> remove(String symbol) {
            return Future.failedFuture("the instruments of a benchmark do not change");
        }

        @Override
        public void onChange(InstrumentListener listener) {
            // There is nothing to hear.
        }
    }
}
