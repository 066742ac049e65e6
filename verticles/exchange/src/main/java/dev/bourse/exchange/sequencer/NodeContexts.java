package dev.bourse.exchange.sequencer;

import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.checksum.Checksums;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import java.util.concurrent.TimeUnit;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.SystemNanoClock;

/** Says a node's options in the words of Aeron's parts. */
final class NodeContexts {
    private static final String LOCAL_CONTROL = "aeron:ipc?term-length=64k";
    private static final int CONTROL_TERM = 64 << 10;
    private static final int CLIENT_TERM = 4 << 20;
    private static final int LOG_MTU = 32 << 10;

    private final NodeOptions options;
    private final ErrorHandler errors;
    private final Runnable onTermination;

    NodeContexts(NodeOptions options, ErrorHandler errors, Runnable onTermination) {
        this.options = options;
        this.errors = errors;
        this.onTermination = onTermination;
    }

    IdleStrategy idle() {
        return new BackoffIdleStrategy(0, 0, 1_000, TimeUnit.MICROSECONDS.toNanos(options.maxParkMicros()));
    }

    MediaDriver.Context driver() {
        return new MediaDriver.Context()
                .aeronDirectoryName(options.driverDirectory().toString())
                .threadingMode(ThreadingMode.INVOKER)
                // The lock on the node's directory says that whoever left it there is dead.
                .dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true)
                .spiesSimulateConnection(true)
                .termBufferSparseFile(true)
                .publicationTermBufferLength(CLIENT_TERM)
                .ipcTermBufferLength(CLIENT_TERM)
                .errorHandler(errors);
    }

    Archive.Context archive(MediaDriver driver) {
        String host = options.host();
        AeronArchive.Context replication =
                new AeronArchive.Context().controlResponseChannel("aeron:udp?endpoint=" + host + ":0");
        return new Archive.Context()
                .aeronDirectoryName(options.driverDirectory().toString())
                .archiveDir(options.archiveDirectory().toFile())
                .mediaDriverAgentInvoker(new PacedDriver(driver.sharedAgentInvoker(), errors, SystemNanoClock.INSTANCE))
                .threadingMode(ArchiveThreadingMode.INVOKER)
                .controlChannel("aeron:udp?endpoint=" + options.ports().archive(options.node()))
                .localControlChannel(LOCAL_CONTROL)
                .replicationChannel("aeron:udp?endpoint=" + host + ":0")
                .archiveClientContext(replication)
                .recordingEventsEnabled(false)
                .controlTermBufferLength(CONTROL_TERM)
                .segmentFileLength(options.segmentBytes())
                .fileSyncLevel(options.syncLevel())
                .catalogFileSyncLevel(options.syncLevel())
                .recordChecksum(Checksums.crc32c())
                .replayChecksum(Checksums.crc32c())
                .maxConcurrentReplays(100)
                .errorHandler(errors);
    }

    ConsensusModule.Context consensus() {
        String host = options.host();
        long heartbeat = options.heartbeatTimeout().toNanos();
        String log = options.isAlone()
                ? "aeron:ipc?" + logMtu() + "term-length=" + options.logTermBytes()
                : "aeron:udp?term-length=" + options.logTermBytes() + "|control-mode=manual|control="
                        + options.ports().logControl(options.node());
        return new ConsensusModule.Context()
                .aeronDirectoryName(options.driverDirectory().toString())
                .clusterDir(options.clusterDirectory().toFile())
                .clusterMemberId(options.node())
                .clusterMembers(options.ports().members())
                .clusterClock(new MicrosecondClock())
                .ingressChannel("aeron:udp?term-length=" + CLIENT_TERM)
                .isIpcIngressAllowed(true)
                .logChannel(log)
                .snapshotChannel("aeron:ipc?alias=snapshot|term-length=" + CLIENT_TERM)
                .replicationChannel("aeron:udp?endpoint=" + host + ":0")
                .archiveContext(archiveClient())
                .fileSyncLevel(options.syncLevel())
                .leaderHeartbeatTimeoutNs(heartbeat)
                .leaderHeartbeatIntervalNs(heartbeat / 10)
                .electionTimeoutNs(options.electionTimeout().toNanos())
                .electionStatusIntervalNs(options.electionTimeout().toNanos() / 10)
                .startupCanvassTimeoutNs(multiple(options.startupTimeout().toNanos(), heartbeat))
                .sessionTimeoutNs(options.sessionTimeout().toNanos())
                .maxConcurrentSessions(options.maxSessions())
                .idleStrategySupplier(this::idle)
                .terminationHook(onTermination)
                .errorHandler(errors);
    }

    ClusteredServiceContainer.Context service(ClusteredService service) {
        return new ClusteredServiceContainer.Context()
                .aeronDirectoryName(options.driverDirectory().toString())
                .clusterDir(options.clusterDirectory().toFile())
                .snapshotChannel("aeron:ipc?alias=snapshot|term-length=" + CLIENT_TERM)
                .archiveContext(archiveClient())
                .clusteredService(service)
                .idleStrategySupplier(this::idle)
                .terminationHook(onTermination)
                .errorHandler(errors);
    }

    /** A batch of commands in one fragment, where terms are long enough for that. */
    private String logMtu() {
        return options.logTermBytes() >= 8 * LOG_MTU ? "mtu=" + LOG_MTU + "|" : "";
    }

    static AeronArchive.Context archiveClient() {
        return new AeronArchive.Context().controlRequestChannel(LOCAL_CONTROL).controlResponseChannel(LOCAL_CONTROL);
    }

    private static long multiple(long atLeast, long of) {
        return (atLeast + of - 1) / of * of;
    }
}
