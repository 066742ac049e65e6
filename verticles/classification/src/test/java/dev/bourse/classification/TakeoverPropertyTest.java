package dev.bourse.classification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bourse.classification.checkpoint.ClassificationCheckpoint;
import dev.bourse.classification.checkpoint.ClassificationCheckpoint.EngineMark;
import dev.bourse.classification.checkpoint.SignalNote;
import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.engine.Rule;
import dev.bourse.classification.engine.StateView;
import dev.bourse.classification.engine.Verdict;
import dev.bourse.classification.partition.StateClassifier;
import dev.bourse.shared.flow.InboundSequence;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.log.AppendResult;
import dev.bourse.shared.log.Checkpoint;
import dev.bourse.shared.log.Checkpoints;
import dev.bourse.shared.log.LogEntry;
import dev.bourse.shared.log.Overflow;
import dev.bourse.shared.log.PartitionLog;
import dev.bourse.shared.message.BatchCodec;
import dev.bourse.shared.message.BatchHeader;
import dev.bourse.shared.message.Signal;
import dev.bourse.shared.message.SignalBatch;
import dev.bourse.shared.message.StateBatch;
import dev.bourse.shared.message.StateField;
import dev.bourse.shared.message.StateLayout;
import dev.bourse.shared.partition.Partitions;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * A7 (7): owners of one partition's classes come and go at random, while former ones that do not know it go on for as
 * long as they like; batches come twice, late and too early; checkpoints are taken now and then. Every signal is in the
 * log exactly once and in order, those of engines that judge at once as those of engines that take long.
 */
class TakeoverPropertyTest {
    private static final Partitions ONE = new Partitions(1);
    private static final StateLayout LAYOUT = new StateLayout(List.of());
    private static final int INSTRUMENTS = 3;
    private static final int BATCHES = 40;
    private static final long MOST_BYTES = 1 << 20;
    private static final Engine CHEAP = new LastDigit("cheap", Engine.Cost.CHEAP, 3);
    private static final Engine HEAVY = new LastDigit("heavy", Engine.Cost.HEAVY, 4);
    private static final List<EngineMark> MARKS =
            List.of(new EngineMark("cheap", "1", "a"), new EngineMark("heavy", "1", "b"));

    private PartitionLog log = new PartitionLog();
    private final List<Long> live = new ArrayList<>();
    private Checkpoints checkpoints = Checkpoints.NONE;

    /** Classes by the last price alone: its remainder. */
    private record LastDigit(String id, Cost cost, int classCount) implements Engine {
        @Override
        public String version() {
            return "1";
        }

        @Override
        public List<String> classes() {
            return List.of("A", "B", "C", "D").subList(0, classCount);
        }

        @Override
        public int restingClass() {
            return 0;
        }

        @Override
        public void require(StateLayout layout) {
            // Every state has a last price.
        }

        @Override
        public Rule rule(Instrument instrument, StateLayout layout) {
            return new Rule() {
                @Override
                public void judge(StateView state, Verdict verdict) {
                    verdict.is((int) (state.value(StateField.LAST) % classCount), 0);
                }

                @Override
                public void inputs(StateView state, Inputs inputs) {
                    inputs.input("last", state.value(StateField.LAST), 0);
                }
            };
        }
    }

    /** A process that believes that it owns the partition; what it does in the order of the verticle. */
    private final class Owner {
        private final long epoch;
        private final InboundSequence inbound;
        private final StateClassifier cheap = classifier(CHEAP);
        private final StateClassifier heavy = classifier(HEAVY);
        private final KnownSignals known;
        private final ArrayDeque<Runnable> worker = new ArrayDeque<>();
        private final ArrayDeque<Runnable> outlet = new ArrayDeque<>();
        private long numbered;
        private boolean fenced;

        Owner(long epoch) {
            this.epoch = epoch;
            checkpoints = checkpoints.open(epoch).orElseThrow();
            log.open(epoch);
            ClassificationCheckpoint classes = checkpoints.newestFirst().isEmpty()
                    ? ClassificationCheckpoint.NONE
                    : ClassificationCheckpoint.of(
                            checkpoints.newestFirst().getFirst().bytes());
            cheap.remember(classes.classesFor(MARKS.subList(0, 1)));
            heavy.remember(classes.classesFor(MARKS.subList(1, 2)));
            inbound = new InboundSequence(
                    0,
                    checkpoints.newestFirst().isEmpty()
                            ? 0
                            : checkpoints.newestFirst().getFirst().sequence());
            known = new KnownSignals(SignalNote.of(log.head().note()), List.of());
            numbered = log.head().last();
        }

        void receive(StateBatch states) {
            long sequence = states.header().sequence();
            if (fenced || inbound.receive(1, sequence) != InboundSequence.Verdict.APPLY) {
                return;
            }
            give(known.cheap(sequence, cheap.classify(states)));
            worker.add(() -> give(known.heavy(sequence, heavy.classify(states))));
        }

        void checkpoint() {
            long sequence = inbound.applied();
            Map<Integer, int[]> own = cheap.classes();
            worker.add(() -> {
                byte[] bytes = new ClassificationCheckpoint(
                                0, MARKS, ClassificationCheckpoint.join(own, 1, heavy.classes(), 1), 0)
                        .bytes();
                outlet.add(() -> {
                    Optional<Checkpoints> stored = checkpoints.add(epoch, new Checkpoint(sequence, bytes), sequence);
                    fenced |= stored.isEmpty();
                    checkpoints = stored.orElse(checkpoints);
                });
            });
        }

        void work() {
            if (!worker.isEmpty()) {
                worker.remove().run();
            }
        }

        void goOut() {
            if (!fenced && !outlet.isEmpty()) {
                outlet.remove().run();
            }
        }

        void finish() {
            while (!worker.isEmpty() || !outlet.isEmpty()) {
                work();
                goOut();
            }
        }

        private void give(List<Signal> signals) {
            if (signals.isEmpty()) {
                return;
            }
            SignalBatch batch = new SignalBatch(new BatchHeader(0, epoch, ++numbered, 0, 0, 0), signals);
            LogEntry entry = new LogEntry(
                    numbered, BatchCodec.encode(batch), known.note().bytes());
            outlet.add(() -> {
                AppendResult result = log.append(epoch, List.of(entry), MOST_BYTES, Overflow.DROP_OLDEST);
                if (result.outcome() == AppendResult.Outcome.APPENDED) {
                    live.add(entry.sequence());
                } else {
                    assertThat(result.outcome()).isEqualTo(AppendResult.Outcome.FENCED);
                    fenced = true;
                }
            });
        }
    }

    @Property(tries = 300)
    void everySignalIsGivenOutOnceWhateverTheOwnersDo(@ForAll long seed) {
        log = new PartitionLog();
        live.clear();
        checkpoints = Checkpoints.NONE;
        Random random = new Random(seed);
        List<StateBatch> states = states(random);
        List<Owner> former = new ArrayList<>();
        Owner owner = new Owner(1);
        for (int step = 0; step < 400; step++) {
            Owner acting =
                    former.isEmpty() || random.nextInt(3) > 0 ? owner : former.get(random.nextInt(former.size()));
            switch (random.nextInt(12)) {
                case 0, 1, 2, 3, 4 -> acting.receive(states.get(next(acting, random)));
                case 5, 6 -> acting.work();
                case 7, 8, 9 -> acting.goOut();
                case 10 -> acting.checkpoint();
                default -> {
                    if (random.nextInt(4) == 0) {
                        former.add(owner);
                        owner = new Owner(owner.epoch + 1);
                    }
                }
            }
        }
        for (StateBatch batch : states.subList((int) owner.inbound.applied(), BATCHES)) {
            owner.receive(batch);
        }
        former.forEach(Owner::checkpoint);
        former.forEach(old -> states.forEach(old::receive));
        former.forEach(old -> {
            while (!old.worker.isEmpty()) {
                old.work();
            }
            old.goOut();
        });
        owner.finish();

        for (Engine engine : List.of(CHEAP, HEAVY)) {
            assertThat(logged(engine.id())).as(engine.id()).isEqualTo(undisturbed(engine, states));
        }
        assertThat(live).isEqualTo(numbers(log.head().last()));
    }

    /** Mostly the next batch, now and then one that was there or one that is too early. */
    private static int next(Owner owner, Random random) {
        int applied = (int) owner.inbound.applied();
        int index = random.nextInt(4) == 0 ? applied + random.nextInt(7) - 3 : applied;
        return Math.clamp(index, 0, BATCHES - 1);
    }

    private List<Signal> logged(String engine) {
        return log.read(0, MOST_BYTES).entries().stream()
                .map(entry -> (SignalBatch) BatchCodec.decode(ByteBuffer.wrap(entry.batch())))
                .flatMap(batch -> batch.signals().stream())
                .filter(signal -> signal.engine().equals(engine))
                .toList();
    }

    private static List<Signal> undisturbed(Engine engine, List<StateBatch> states) {
        StateClassifier classifier = classifier(engine);
        return states.stream()
                .flatMap(batch -> classifier.classify(batch).stream())
                .toList();
    }

    private static List<Long> numbers(long last) {
        List<Long> numbers = new ArrayList<>();
        for (long number = 1; number <= last; number++) {
            numbers.add(number);
        }
        return numbers;
    }

    private static StateClassifier classifier(Engine engine) {
        return new StateClassifier(
                ONE, List.of(engine), id -> Optional.of(new Instrument(id, "S" + id, 0, 0, 1, 1, 0)), null);
    }

    private static List<StateBatch> states(Random random) {
        Map<Integer, Long> sequences = new TreeMap<>();
        List<StateBatch> batches = new ArrayList<>();
        for (int number = 1; number <= BATCHES; number++) {
            int size = random.nextInt(4);
            int[] instruments = new int[size];
            long[] records = new long[size * LAYOUT.stride()];
            Arrays.fill(records, StateField.ABSENT);
            for (int row = 0; row < size; row++) {
                instruments[row] = random.nextInt(INSTRUMENTS);
                int at = row * LAYOUT.stride();
                records[at + StateField.SEQUENCE.ordinal()] = sequences.merge(instruments[row], 1L, Long::sum);
                records[at + StateField.TIME.ordinal()] = number;
                records[at + StateField.LAST.ordinal()] = random.nextInt(100);
            }
            batches.add(new StateBatch(new BatchHeader(0, 1, number, 0, 0, 0), LAYOUT, instruments, records));
        }
        return batches;
    }
}
