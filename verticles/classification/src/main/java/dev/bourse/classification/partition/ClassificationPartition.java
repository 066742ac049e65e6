package dev.bourse.classification.partition;

import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.engine.Rule;
import dev.bourse.classification.engine.StateView;
import dev.bourse.classification.engine.Verdict;
import dev.bourse.shared.instrument.Instrument;
import dev.bourse.shared.message.StateLayout;
import dev.bourse.shared.partition.Partitions;
import java.util.Arrays;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The class of each of a partition's instruments for each engine. A signal is a change of class; an instrument's first
 * class is a change unless it is the engine's resting class. Used by one thread.
 */
public final class ClassificationPartition {
    /** In the place of a class, where an engine has not met the instrument. */
    public static final int UNMET = Integer.MIN_VALUE;

    private final Partitions partitions;
    private final Engine[] engines;
    private final StateLayout layout;
    private final Verdict verdict = new Verdict();
    private @Nullable Member[] members = new Member[16];

    /** What is known of one instrument. */
    private static final class Member {
        private final Instrument instrument;
        private final Rule[] rules;
        private final int[] classes;

        Member(Instrument instrument, Engine[] engines, StateLayout layout, int @Nullable [] remembered) {
            this.instrument = instrument;
            this.rules = new Rule[engines.length];
            this.classes = new int[engines.length];
            for (int i = 0; i < engines.length; i++) {
                rules[i] = engines[i].rule(instrument, layout);
                classes[i] = remembered == null || remembered[i] == UNMET ? engines[i].restingClass() : remembered[i];
            }
        }
    }

    /**
     * A partition whose instruments have no class yet, for states of one layout.
     *
     * @throws IllegalArgumentException if an engine needs what such states do not have
     */
    public ClassificationPartition(Partitions partitions, List<Engine> engines, StateLayout layout) {
        this.partitions = partitions;
        this.engines = engines.toArray(Engine[]::new);
        this.layout = layout;
        engines.forEach(engine -> engine.require(layout));
    }

    /** The layout that its states must have. */
    public StateLayout layout() {
        return layout;
    }

    /** Whether it has met the instrument. */
    public boolean knows(int instrument) {
        return member(instrument) != null;
    }

    /** Meets an instrument; one that it has met stays as it is. */
    public void add(Instrument instrument) {
        add(instrument, null);
    }

    /**
     * As the other, with the classes that the engines have put it in before, {@link #UNMET} for one that has not; null
     * where none has.
     */
    public void add(Instrument instrument, int @Nullable [] remembered) {
        int slot = partitions.slot(instrument.id());
        if (slot >= members.length) {
            members = Arrays.copyOf(members, Math.max(slot + 1, members.length * 2));
        }
        if (members[slot] == null) {
            members[slot] = new Member(instrument, engines, layout, remembered);
        }
    }

    /** Gives each instrument that it has met with a copy of its classes, one for each engine. */
    public void forEach(ObjIntConsumer<int[]> consumer) {
        for (Member member : members) {
            if (member != null) {
                consumer.accept(member.classes.clone(), member.instrument.id());
            }
        }
    }

    /** Forgets an instrument and its classes. */
    public void remove(int instrument) {
        int slot = partitions.slot(instrument);
        if (slot < members.length) {
            members[slot] = null;
        }
    }

    /** Judges a state of an instrument that it has met; false where it has not. */
    public boolean classify(int instrument, StateView state, ClassListener listener) {
        Member member = member(instrument);
        if (member == null) {
            return false;
        }
        for (int i = 0; i < engines.length; i++) {
            Rule rule = member.rules[i];
            rule.judge(state, verdict);
            int signalClass = verdict.signalClass();
            listener.judged(member.instrument, i, signalClass, verdict.strength(), state, rule);
            if (signalClass != Verdict.NONE && signalClass != member.classes[i]) {
                member.classes[i] = signalClass;
                listener.changed(member.instrument, i, signalClass, verdict.strength(), state, rule);
            }
        }
        return true;
    }

    private @Nullable Member member(int instrument) {
        int slot = partitions.slot(instrument);
        return slot < members.length ? members[slot] : null;
    }
}
