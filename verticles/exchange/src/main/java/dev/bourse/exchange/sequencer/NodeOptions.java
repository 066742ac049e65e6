package dev.bourse.exchange.sequencer;

import dev.bourse.exchange.output.OutputSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A node of the sequencer. The defaults are for one node, or three, on one machine: idle threads park for up to a
 * millisecond, so that a node without work costs a tenth of a core.
 *
 * @param directory where journal, snapshots and outputs are; of this node alone
 * @param node the number of this node, from 0
 * @param ports addresses of all nodes
 * @param syncLevel 0: the journal survives the death of the process; 1: it is written to the disk before it counts, so
 *     it survives the loss of power; 2: with the files' metadata
 * @param heartbeatTimeout after how long a silence of the leader followers elect another; the leader says something ten
 *     times as often
 * @param electionTimeout how long a candidate waits for votes before it tries again
 * @param startupTimeout how long a starting node waits for the others to be there
 * @param snapshotInterval the log's time between two snapshots; 0: only on demand
 * @param retainedSnapshots how many snapshots, each with the journal behind it, are kept: a node that was away longer
 *     needs a copy of another's directory. 2 or more, so that one that cannot be read leaves one that can
 * @param retainedOutputBytes how much of the recorded outputs is kept for readers
 * @param minimumFreeBytes a node does not start, and ends, with less space on its disk
 * @param logTermBytes terms of the log: three of them are in memory, and the largest message is an eighth
 * @param outputTermBytes terms of the recorded outputs
 * @param segmentBytes files of the journal; what is older than a snapshot is deleted by whole files
 * @param answerPatience how long an answer waits for a client that does not take its answers before its session is
 *     closed: for so long everyone waits
 * @param sessionTimeout after how long a silence a client's session is closed
 * @param maxSessions clients at a time
 * @param expectedOrders open orders for which there is room before tables grow
 * @param maxParkMicros how long idle threads park at most
 */
public record NodeOptions(
        Path directory,
        int node,
        Ports ports,
        int syncLevel,
        Duration heartbeatTimeout,
        Duration electionTimeout,
        Duration startupTimeout,
        Duration snapshotInterval,
        int retainedSnapshots,
        long retainedOutputBytes,
        long minimumFreeBytes,
        int logTermBytes,
        int outputTermBytes,
        int segmentBytes,
        Duration answerPatience,
        Duration sessionTimeout,
        int maxSessions,
        int expectedOrders,
        int maxParkMicros) {
    /** The first port of node 0. */
    public static final int DEFAULT_PORT = 9700;

    /** The defaults, for one node of a cluster on this machine. */
    public static NodeOptions local(Path directory, int node, int nodes, int port) {
        return new NodeOptions(
                directory,
                node,
                new Ports(Collections.nCopies(nodes, "127.0.0.1"), port),
                0,
                Duration.ofMillis(400),
                Duration.ofMillis(100),
                Duration.ofSeconds(2),
                Duration.ofMinutes(15),
                3,
                8L << 30,
                256L << 20,
                16 << 20,
                8 << 20,
                64 << 20,
                Duration.ofMillis(100),
                Duration.ofSeconds(5),
                1_000,
                100_000,
                1_000);
    }

    /** The same node with another sync level. */
    public NodeOptions withSyncLevel(int level) {
        return with(level, snapshotInterval);
    }

    /** The same node with another time between two snapshots. */
    public NodeOptions withSnapshotInterval(Duration interval) {
        return with(syncLevel, interval);
    }

    private NodeOptions with(int level, Duration interval) {
        return new NodeOptions(
                directory,
                node,
                ports,
                level,
                heartbeatTimeout,
                electionTimeout,
                startupTimeout,
                interval,
                retainedSnapshots,
                retainedOutputBytes,
                minimumFreeBytes,
                logTermBytes,
                outputTermBytes,
                segmentBytes,
                answerPatience,
                sessionTimeout,
                maxSessions,
                expectedOrders,
                maxParkMicros);
    }

    boolean isAlone() {
        return ports.hosts().size() == 1;
    }

    Path archiveDirectory() {
        return directory.resolve("archive");
    }

    Path clusterDirectory() {
        return directory.resolve("cluster");
    }

    String host() {
        return ports.hosts().get(node);
    }

    /** The memory that the node's media driver shares with clients on this machine. */
    public Path driverDirectory() {
        Path shared = Path.of("/dev/shm");
        Path parent = Files.isDirectory(shared) ? shared : Path.of(System.getProperty("java.io.tmpdir"));
        String name = Integer.toHexString(
                directory.toAbsolutePath().normalize().toString().hashCode());
        return parent.resolve("bourse-" + System.getProperty("user.name") + "-" + name + "-" + node);
    }

    /** Where clients connect. */
    public String ingressEndpoints() {
        return ports.ingressEndpoints();
    }

    /** Sources of outputs for readers on this machine or in this network, this node last of all. */
    public List<OutputSource> outputSources(String ownHost) {
        List<OutputSource> sources = new ArrayList<>();
        for (int i = 1; i <= ports.hosts().size(); i++) {
            int each = (node + i) % ports.hosts().size();
            sources.add(OutputSource.of(ports.hosts().get(each), ports.archivePort(each), ownHost));
        }
        return sources;
    }
}
