package dev.bourse.classification;

import dev.bourse.classification.checkpoint.ClassificationCheckpoint;
import dev.bourse.classification.checkpoint.ClassificationCheckpoint.EngineMark;
import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.log.JudgementLog;
import dev.bourse.classification.partition.StateClassifier;
import dev.bourse.shared.cluster.Node;
import dev.bourse.shared.message.Signal;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** One partition's classifiers: that of the cheap engines, for the event loop, and that of the heavy ones. */
final class Judges {
    private final StateClassifier cheap;
    private final StateClassifier heavy;
    private final List<EngineMark> cheapMarks;
    private final List<EngineMark> heavyMarks;

    Judges(Node node, ClassificationOptions options, Engines engines) {
        JudgementLog log = engines.log();
        Consumer<Signal> judgements = log != null && options.log() == ClassificationOptions.Logged.ALL
                ? signal -> log.write("state", signal)
                : null;
        this.cheap = classifier(node, engines, Engine.Cost.CHEAP, judgements);
        this.heavy = classifier(node, engines, Engine.Cost.HEAVY, judgements);
        this.cheapMarks = engines.marks(Engine.Cost.CHEAP);
        this.heavyMarks = engines.marks(Engine.Cost.HEAVY);
    }

    private static StateClassifier classifier(
            Node node, Engines engines, Engine.Cost cost, @Nullable Consumer<Signal> judgements) {
        return new StateClassifier(
                node.partitions(),
                engines.of(cost),
                id -> node.instruments().universe().byId(id),
                judgements);
    }

    StateClassifier cheap() {
        return cheap;
    }

    StateClassifier heavy() {
        return heavy;
    }

    /** Goes on with classes from before; gives the engines that have none, since they were not there or were others. */
    List<EngineMark> remember(ClassificationCheckpoint before) {
        cheap.remember(before.classesFor(cheapMarks));
        heavy.remember(before.classesFor(heavyMarks));
        // Without a checkpoint nothing is known of the engines before; that they were the same is the rule.
        return before.engines().isEmpty()
                ? List.of()
                : marks().filter(engine -> !before.engines().contains(engine)).toList();
    }

    /** The classes of both and the last batch of signals, for a successor. */
    ClassificationCheckpoint checkpoint(
            long watermark, Map<Integer, int[]> cheapClasses, Map<Integer, int[]> heavyClasses, long signals) {
        return new ClassificationCheckpoint(
                watermark,
                marks().toList(),
                ClassificationCheckpoint.join(cheapClasses, cheapMarks.size(), heavyClasses, heavyMarks.size()),
                signals);
    }

    private Stream<EngineMark> marks() {
        return Stream.concat(cheapMarks.stream(), heavyMarks.stream());
    }
}
