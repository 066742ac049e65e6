package dev.bourse.exchange.sequencer;

import dev.bourse.shared.config.StartFailure;
import io.aeron.archive.Archive;
import io.aeron.cluster.ClusterControl;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.ElectionState;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.agrona.CloseHelper;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.status.AtomicCounter;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One node of the sequencer: media driver and archive on one thread, consensus and service on one each, and a keeper
 * that purges what is not needed any more and watches the disk. Starting blocks until the journal is being applied; the
 * node serves once a leader is elected.
 *
 * <p>A node ends by itself only when it cannot go on; then it says why, once, to whoever started it. Thread-safe.
 */
public final class SequencerNode implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SequencerNode.class);

    private final NodeOptions options;
    private final SequencerCounts counts = new SequencerCounts();
    private final AtomicReference<@Nullable String> end = new AtomicReference<>();
    private final Consumer<String> onEnd;
    private final NodeLock lock;
    private final NodeErrors errors;
    private @Nullable MediaDriver driver;
    private @Nullable Archive archive;
    private @Nullable AgentRunner transport;
    private @Nullable ConsensusModule consensus;
    private @Nullable ClusteredServiceContainer container;
    private @Nullable NodeKeeper keeper;
    private volatile @Nullable AtomicCounter control;
    private volatile boolean closing;
    private boolean closed;

    private SequencerNode(NodeOptions options, NodeLock lock, Consumer<String> onEnd) {
        this.options = options;
        this.lock = lock;
        this.onEnd = onEnd;
        errors = new NodeErrors(options, this::end);
    }

    /** Starts the exchange on a node; {@code onEnd} is told once why it ended, if it does by itself. */
    public static SequencerNode start(NodeOptions options, Consumer<String> onEnd) {
        return start(
                options,
                onEnd,
                node -> new SequencerService(
                        options,
                        (cluster, next) -> RecordedOutputs.start(cluster, next, options.outputTermBytes()),
                        node::requestSnapshot,
                        node.counts));
    }

    /**
     * Starts a node with another service, such as one that does nothing, to be compared with.
     *
     * @throws StartFailure in the user's words: directory in use, disk full, journal damaged, port taken
     */
    public static SequencerNode start(NodeOptions options, Consumer<String> onEnd, ServiceOf service) {
        DiskSpace.require(options);
        NodeLock lock = NodeLock.take(options.directory());
        SequencerNode node = new SequencerNode(options, lock, onEnd);
        try {
            node.launch(service.of(node));
            return node;
        } catch (RuntimeException failed) {
            node.close();
            throw node.errors.explain(failed);
        }
    }

    /** Makes the service of a node. */
    @FunctionalInterface
    public interface ServiceOf {
        /** @param node not started yet */
        ClusteredService of(SequencerNode node);
    }

    /** What the service has done. */
    public SequencerCounts counts() {
        return counts;
    }

    /** The options that it was started with. */
    public NodeOptions options() {
        return options;
    }

    /** Why it has ended by itself, or null while it runs. */
    public @Nullable String ended() {
        return end.get();
    }

    /** How many errors Aeron's parts and the keeper have reported; each is in the log. */
    public long errors() {
        return errors.count();
    }

    /** Whether a leader is known and this node applies what it orders. */
    public boolean isServing() {
        ConsensusModule module = consensus;
        return module != null
                && end.get() == null
                && ElectionState.get(module.context().electionStateCounter()) == ElectionState.CLOSED
                && ConsensusModule.State.get(module.context().moduleStateCounter()) != ConsensusModule.State.CLOSED;
    }

    /** Where clients and readers of this machine find shared memory. */
    public String driverDirectory() {
        return options.driverDirectory().toString();
    }

    /** Asks for a snapshot on all nodes while trading goes on; has an effect on the leader alone. */
    public void requestSnapshot() {
        AtomicCounter toggle = control;
        if (toggle != null && !toggle.isClosed() && !ClusterControl.ToggleState.SNAPSHOT.toggle(toggle)) {
            LOG.debug("a snapshot is being taken already");
        }
    }

    @Override
    public void close() {
        closing = true;
        errors.closing();
        closeParts();
    }

    /** Once: a node that ends by itself may be closed by whoever started it at the same moment. */
    private synchronized void closeParts() {
        if (closed) {
            return;
        }
        closed = true;
        CloseHelper.closeAll(
                error -> LOG.warn("node {} did not close wholly", options.node(), error),
                keeper,
                container,
                consensus,
                transport,
                closable(archive),
                driver,
                lock);
    }

    /**
     * An archive whose client was closed under it, as after a pause of the process of more than 10 s, would write to
     * counters that are not there any more, and take the process with it. Its files are left as a kill leaves them,
     * which a start copes with.
     */
    private static @Nullable Archive closable(@Nullable Archive archive) {
        return archive == null || archive.context().aeron().isClosed() ? null : archive;
    }

    private void launch(ClusteredService service) {
        NodeContexts contexts = new NodeContexts(options, errors, () -> end("its consensus or its service has ended"));
        MediaDriver launchedDriver = MediaDriver.launch(contexts.driver());
        driver = launchedDriver;
        Archive launchedArchive = TornTail.launch(() -> contexts.archive(launchedDriver), lock);
        archive = launchedArchive;
        transport = new AgentRunner(contexts.idle(), errors, null, new Transport(launchedArchive));
        AgentRunner.startOnThread(transport);
        ConsensusModule launchedConsensus = ConsensusModule.launch(contexts.consensus());
        consensus = launchedConsensus;
        control = launchedConsensus.context().controlToggleCounter();
        container = ClusteredServiceContainer.launch(contexts.service(service));
        keeper = new NodeKeeper(
                options, launchedConsensus.context().snapshotCounter(), counts::snapshotOutput, errors, this::end);
        keeper.start();
        LOG.info("node {} of {} in {}", options.node(), options.ports().hosts().size(), options.directory());
    }

    private void end(String why) {
        if (!closing && end.compareAndSet(null, errors.because(why))) {
            String reason = end.get();
            LOG.error("node {} ends: {}", options.node(), reason);
            Thread ender = new Thread(
                    () -> {
                        close();
                        onEnd.accept(reason);
                    },
                    "bourse-sequencer-end");
            ender.setDaemon(true);
            ender.start();
        }
    }
}
