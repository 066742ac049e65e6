package dev.bourse.exchange.output;

import io.aeron.Aeron;
import io.aeron.archive.client.AeronArchive;
import org.agrona.concurrent.BackoffIdleStrategy;

/**
 * Where the outputs of one node can be read.
 *
 * @param name for messages
 * @param controlChannel the channel of the node's archive for requests
 * @param controlStream its stream
 * @param host the reader's own address, to which the node sends; empty where reader and node share a media driver
 */
public record OutputSource(String name, String controlChannel, int controlStream, String host) {
    private static final int CONTROL_STREAM = 10;

    /** A node on the network. */
    public static OutputSource of(String archiveHost, int archivePort, String ownHost) {
        String endpoint = archiveHost + ":" + archivePort;
        return new OutputSource(endpoint, "aeron:udp?endpoint=" + endpoint, CONTROL_STREAM, ownHost);
    }

    /** The node whose media driver the reader uses itself. */
    public static OutputSource local() {
        return new OutputSource("this node", "aeron:ipc?term-length=64k", CONTROL_STREAM, "");
    }

    /** A client of the node's archive; blocks until there is one. */
    AeronArchive connect(Aeron aeron, long patienceNanos) {
        return AeronArchive.connect(new AeronArchive.Context()
                .aeron(aeron)
                .ownsAeronClient(false)
                .idleStrategy(new BackoffIdleStrategy())
                .messageTimeoutNs(patienceNanos)
                .controlRequestChannel(controlChannel)
                .controlRequestStreamId(controlStream)
                .controlResponseChannel(responseChannel())
                .controlResponseStreamId(Replay.anyStream()));
    }

    boolean isLocal() {
        return host.isEmpty();
    }

    String responseChannel() {
        return isLocal() ? "aeron:ipc?term-length=64k" : "aeron:udp?term-length=64k|endpoint=" + host + ":0";
    }

    String replayChannel() {
        return isLocal() ? "aeron:ipc" : "aeron:udp?endpoint=" + host + ":0";
    }
}
