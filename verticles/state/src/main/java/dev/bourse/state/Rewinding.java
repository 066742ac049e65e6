package dev.bourse.state;

import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what to do where classification has begun again with an older checkpoint than all that is held for it: the
 * partition goes back, where what is kept reaches that far. Used on the partition's context.
 */
final class Rewinding {
    private static final Logger LOG = LoggerFactory.getLogger(Rewinding.class);

    private final int partition;
    private final StateHistory kept;
    private final StateMeters meters;
    private final LongConsumer goBack;
    private boolean underWay;
    private long impossible = -1;

    /** @param goBack makes the partition begin again before the batch after that one */
    Rewinding(int partition, StateHistory kept, StateMeters meters, LongConsumer goBack) {
        this.partition = partition;
        this.kept = kept;
        this.meters = meters;
        this.goBack = goBack;
    }

    /** Classification has everything up to {@code applied}; false where what comes after that is gone for ever. */
    boolean wanted(long applied) {
        if (applied <= impossible) {
            return false;
        }
        if (!underWay) {
            underWay = true;
            kept.canGoBackTo(applied).onComplete(can -> decide(applied, can), failure -> {
                underWay = false;
                LOG.warn("partition {} does not go back yet; it is tried again", partition, failure);
            });
        }
        return true;
    }

    private void decide(long applied, boolean can) {
        if (can) {
            goBack.accept(applied);
        } else {
            LOG.error("partition {}: the states after {} cannot be made again", partition, applied);
            meters.cannotRewind();
            impossible = applied;
            underWay = false;
        }
    }
}
