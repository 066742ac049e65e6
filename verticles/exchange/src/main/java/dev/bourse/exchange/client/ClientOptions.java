package dev.bourse.exchange.client;

import io.aeron.Aeron;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How a client reaches the sequencer.
 *
 * @param endpoints where the nodes listen for clients, {@code 0=host:port,1=host:port}; empty: the node whose media
 *     driver is used, by shared memory
 * @param host the client's own address, to which answers are sent; not used with shared memory
 * @param window commands that may be unanswered, a power of two up to 8,192; fewer if they are longer than 128 bytes
 * @param batchBytes bytes of commands sent in one message at most; what is due is sent at once, however little
 * @param answerTimeout how long to send a command again until its outcome counts as unknown
 * @param retry how long to wait before connecting again
 */
public record ClientOptions(
        String endpoints, String host, int window, int batchBytes, Duration answerTimeout, Duration retry) {

    /** A client of nodes on the network. */
    public static ClientOptions remote(String endpoints, String ownHost) {
        return new ClientOptions(endpoints, ownHost, 4_096, 16_384, Duration.ofSeconds(10), Duration.ofMillis(50));
    }

    /** A client of the one node whose media driver it shares. */
    public static ClientOptions local() {
        return new ClientOptions("", "", 8_192, 16_384, Duration.ofSeconds(10), Duration.ofMillis(50));
    }

    /** A batch of commands, and one of answers, in one fragment: nobody has to put them together again. */
    private static final String SHARED_MEMORY = "aeron:ipc?mtu=32k";

    private boolean isLocal() {
        return endpoints.isEmpty();
    }

    /** The same in the words of the cluster's client; the stream of answers must be this client's alone. */
    AeronCluster.Context context(Aeron aeron, EgressListener listener, int egressStream) {
        AeronCluster.Context context = new AeronCluster.Context()
                .aeron(aeron)
                .ownsAeronClient(false)
                .egressListener(listener)
                .isIngressExclusive(true)
                .egressStreamId(egressStream)
                .messageTimeoutNs(TimeUnit.SECONDS.toNanos(1))
                .newLeaderTimeoutNs(TimeUnit.SECONDS.toNanos(2));
        return isLocal()
                ? context.ingressChannel(SHARED_MEMORY).egressChannel(SHARED_MEMORY)
                : context.ingressChannel("aeron:udp?term-length=4m")
                        .ingressEndpoints(endpoints)
                        .egressChannel("aeron:udp?term-length=1m|endpoint=" + host + ":0");
    }
}
