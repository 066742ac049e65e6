package dev.bourse.classification;

import dev.bourse.classification.checkpoint.ClassificationCheckpoint;
import dev.bourse.shared.cluster.ReplayLog;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores one partition's classes where the state stage asks for it: as they are after some batch of states, once all
 * signals up to that batch are out. One checkpoint at a time. Used on the partition's context.
 */
final class ClassSaving {
    private static final Logger LOG = LoggerFactory.getLogger(ClassSaving.class);

    private final int partition;
    private final SafeRequests requests;
    private final Consumer<Then> classes;
    private final BiFunction<Long, ClassificationCheckpoint, Future<Void>> store;
    private final SignalOutlet outlet;
    private final ClassificationMeters meters;
    private final Runnable fenced;
    private long classified;
    private boolean underWay;
    private boolean stopped;

    /** Takes classes. */
    interface Then {
        /** The classes after that batch of states. */
        void saved(long sequence, ClassificationCheckpoint classes);
    }

    /**
     * @param safe the batch of states up to which all is safe already
     * @param classes asks for the classes as they are now
     * @param store keeps them in the cluster
     * @param fenced called where another process has taken the partition over
     */
    ClassSaving(
            Vertx vertx,
            int partition,
            long safe,
            Consumer<Then> classes,
            BiFunction<Long, ClassificationCheckpoint, Future<Void>> store,
            SignalOutlet outlet,
            ClassificationMeters meters,
            Runnable fenced) {
        this.partition = partition;
        this.classes = classes;
        this.store = store;
        this.outlet = outlet;
        this.meters = meters;
        this.fenced = fenced;
        this.classified = safe;
        this.requests = new SafeRequests(vertx, partition, safe, this::look);
    }

    Future<Void> registered() {
        return requests.registered();
    }

    /** A batch of states was judged by the cheap engines, and handed to the heavy ones. */
    void classified(long sequence) {
        classified = sequence;
        look();
    }

    Future<Void> stop() {
        stopped = true;
        return requests.stop();
    }

    private void look() {
        if (!underWay && !stopped && requests.wants(classified)) {
            underWay = true;
            classes.accept((sequence, checkpoint) -> outlet.after(() -> store(sequence, checkpoint)));
        }
    }

    private void store(long sequence, ClassificationCheckpoint checkpoint) {
        store.apply(sequence, checkpoint)
                .onComplete(
                        stored -> {
                            underWay = false;
                            meters.checkpointed();
                            requests.safe(sequence);
                            look();
                        },
                        this::failed);
    }

    private void failed(Throwable failure) {
        underWay = false;
        requests.failed(failure);
        if (failure instanceof ReplayLog.Fenced) {
            fenced.run();
        } else {
            LOG.warn(
                    "the classes of partition {} were not stored; they are when it is asked again", partition, failure);
        }
    }
}
