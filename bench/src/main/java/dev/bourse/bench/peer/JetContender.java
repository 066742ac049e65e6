package dev.bourse.bench.peer;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.function.BiConsumerEx;
import com.hazelcast.jet.pipeline.BatchSource;
import com.hazelcast.jet.pipeline.BatchStageWithKey;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.SinkBuilder;
import com.hazelcast.jet.pipeline.SourceBuilder;
import dev.bourse.bench.tick.RandomWalk;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hazelcast Jet in an embedded member: a source on each core, ticks as objects, grouped by instrument into a stateful
 * mapping. No processing guarantee, so no snapshots; nothing is serialised between the stages of one member.
 */
final class JetContender implements Contender {
    private static final int PATIENCE_SECONDS = 300;
    private static final int AT_ONCE = 1_024;

    /** The job's stages are made by Jet in this JVM and find here where their outputs go. */
    private static final AtomicReference<@Nullable Outputs> OUTPUTS = new AtomicReference<>();

    private final int cores = Runtime.getRuntime().availableProcessors();
    private final HazelcastInstance member;
    private final boolean whole;

    /** {@code whole}: keeps all of the analysis' state for each instrument, not the four windows alone. */
    JetContender(HazelcastInstance member, boolean whole) {
        this.member = member;
        this.whole = whole;
    }

    /** A member of its own. */
    static HazelcastInstance member() {
        Config config = new Config().setClusterName("bench-peers");
        config.setProperty("hazelcast.logging.type", "slf4j")
                .setProperty("hazelcast.phone.home.enabled", "false")
                .setProperty("hazelcast.socket.bind.any", "false");
        config.getNetworkConfig()
                .setPort(15_701)
                .getInterfaces()
                .setEnabled(true)
                .addInterface("127.0.0.1");
        config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
        config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
        config.getJetConfig()
                .setEnabled(true)
                .setCooperativeThreadCount(Runtime.getRuntime().availableProcessors());
        return Hazelcast.newHazelcastInstance(config);
    }

    @Override
    public String name() {
        return whole ? "hazelcast jet, whole state" : "hazelcast jet";
    }

    @Override
    public Stopwatch.Passed run(Work work, Outputs outputs) throws InterruptedException {
        OUTPUTS.set(outputs);
        Pipeline pipeline = Pipeline.create();
        BatchStageWithKey<Tick, Integer> keyed =
                pipeline.readFrom(source(work, cores)).groupingKey(Tick::instrument);
        // Without the rebalancing the outputs go to the sinks in turns, and those of an instrument pass one another.
        if (whole) {
            keyed.mapStateful(WholeState::new, (state, instrument, tick) -> state.apply(tick))
                    .rebalance(WholeState.Output::instrument)
                    .writeTo(sink(cores, (to, output) -> output.keep(to)));
        } else {
            keyed.mapStateful(Windows::new, (windows, instrument, tick) -> windows.apply(tick))
                    .rebalance(View::instrument)
                    .writeTo(sink(cores, Outputs::accept));
        }
        member.getJet().newJob(pipeline).join();
        return outputs.await(PATIENCE_SECONDS);
    }

    private static BatchSource<Tick> source(Work work, int cores) {
        return SourceBuilder.batch("ticks", at -> new Source(work, at.globalProcessorIndex(), at.totalParallelism()))
                .<Tick>fillBufferFn(Source::fill)
                .distributed(cores)
                .build();
    }

    private static Outputs outputs() {
        return Objects.requireNonNull(OUTPUTS.get(), "a job runs before its outputs are named");
    }

    private static <T> Sink<T> sink(int cores, BiConsumerEx<Outputs, T> accept) {
        return SinkBuilder.sinkBuilder("outputs", at -> outputs())
                .<T>receiveFn(accept)
                .preferredLocalParallelism(cores)
                .build();
    }

    @Override
    public void close() {
        // Whoever started the member ends it.
    }

    /** Makes the ticks of some of the walks, 256 of a walk in turn, as the analysis' feeders do. */
    private static final class Source {
        private static final int BATCH = 256;

        private final List<RandomWalk> walks = new ArrayList<>();
        private final Work work;
        private int turn;
        private int finished;

        Source(Work work, int index, int parallelism) {
            this.work = work;
            for (int walk = index; walk < Work.WALKS; walk += parallelism) {
                walks.add(work.walk(walk));
            }
        }

        void fill(SourceBuilder.SourceBuffer<Tick> buffer) {
            outputs().begin();
            for (int added = 0; added < AT_ONCE && finished < walks.size(); added += BATCH) {
                RandomWalk walk = walks.get(turn);
                turn = (turn + 1) % walks.size();
                long all = (long) work.rounds() * walk.instruments();
                for (int i = 0; i < BATCH && walk.made() < all; i++) {
                    walk.next();
                    buffer.add(Tick.of(walk));
                    if (walk.made() == all) {
                        finished++;
                    }
                }
            }
            if (finished == walks.size()) {
                buffer.close();
            }
        }
    }
}
