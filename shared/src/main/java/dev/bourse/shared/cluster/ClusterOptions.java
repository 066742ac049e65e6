package dev.bourse.shared.cluster;

import dev.bourse.shared.config.Settings;
import dev.bourse.shared.partition.Partitions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a process takes part in the cluster.
 *
 * @param join false for a process that is alone: a single member that neither looks for others nor lets them in
 * @param config Hazelcast's configuration; empty for the {@code cluster.xml} in the jar
 * @param name the cluster's name in place of the configuration's
 * @param host the address to listen on and to be reached at, in place of the configuration's interface
 * @param port the first port to try, in place of the configuration's
 * @param members where others may be found, as host or host:port, in place of the configuration's TCP members; empty
 *     for those
 * @param partitions the division of the instruments; the whole cluster must have the same
 * @param node the name of the process; empty for one made of its groups and its process id
 * @param release how long a partition may take to drain before it is handed over all the same
 * @param logs what is kept for those who take over
 * @param size members that hold data when all are there, 0 where that is not said; then more than half of it may work,
 *     and of two exact halves the one with the oldest member
 * @param minimum with fewer members in sight this process does not work: it is cut off from the larger half
 * @param backups copies of everything that the cluster holds, each in another process
 * @param backupApart how far apart those are
 */
public record ClusterOptions(
        boolean join,
        Optional<Path> config,
        Optional<String> name,
        Optional<String> host,
        Optional<Integer> port,
        List<String> members,
        Partitions partitions,
        Optional<String> node,
        Duration release,
        LogOptions logs,
        int size,
        int minimum,
        int backups,
        BackupApart backupApart) {
    private static final int MOST_MEMBERS = 10_000;

    /** How far a copy is kept from what it is a copy of. */
    public enum BackupApart {
        /** In another process, which may be on the same machine. */
        MEMBER,
        /** On another machine. */
        HOST,
        /** In another zone, as Hazelcast's discovery tells it. */
        ZONE
    }

    /** @param join whether a process of this kind joins a cluster unless the settings say otherwise */
    public static ClusterOptions from(Settings settings, boolean join) {
        int port = settings.integer("cluster.port", -1, -1, 65535);
        boolean joins = settings.flag("cluster.join", join);
        int size = settings.integer("cluster.size", 0, 0, MOST_MEMBERS);
        int half = Math.max(1, (size + 1) / 2);
        int minimum = settings.integer("cluster.minimum", half, 1, MOST_MEMBERS);
        if (minimum < half) {
            settings.fault(
                    "cluster.minimum",
                    "'" + minimum + "' is not allowed with cluster.size=" + size + "; allowed is " + half + " or more");
        }
        return new ClusterOptions(
                joins,
                settings.readableFile("cluster.config"),
                settings.text("cluster.name"),
                settings.text("cluster.host"),
                port < 0 ? Optional.empty() : Optional.of(port),
                settings.list("cluster.members", List.of()),
                new Partitions(settings.integer("cluster.partitions", Partitions.DEFAULT.count(), 1, 4096)),
                settings.text("node.name"),
                settings.duration(
                        "cluster.release-timeout",
                        Duration.ofSeconds(5),
                        Duration.ofMillis(100),
                        Duration.ofMinutes(5)),
                LogOptions.from(settings, joins),
                size,
                minimum,
                settings.integer("cluster.backups", 1, 0, 6),
                settings.choice("cluster.backup-apart", BackupApart.MEMBER));
    }
}
