package dev.bourse.shared.cluster;

import com.hazelcast.core.HazelcastInstance;
import dev.bourse.shared.instrument.InstrumentRegistry;
import dev.bourse.shared.partition.Partitions;
import dev.bourse.shared.telemetry.Telemetry;
import io.vertx.core.Vertx;

/**
 * What a group gets from the process that it runs in.
 *
 * @param name the name of the process in logs and in the cluster
 * @param vertx the clustered Vert.x; batches can travel its event bus
 * @param hazelcast the member behind it
 * @param partitions the division of the instruments, the same in the whole cluster
 * @param ownership who owns which partition
 * @param logs what owners leave for their successors
 * @param instruments what is traded
 * @param telemetry metrics and health
 * @param clock the time of day
 */
public record Node(
        String name,
        Vertx vertx,
        HazelcastInstance hazelcast,
        Partitions partitions,
        Ownership ownership,
        Logs logs,
        InstrumentRegistry instruments,
        Telemetry telemetry,
        Clock clock) {}
