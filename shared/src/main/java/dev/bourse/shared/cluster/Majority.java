package dev.bourse.shared.cluster;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rule that says whether those who see each other may work, so that of two halves of a cut cluster at most one
 * does. Without a size it is enough that they are not fewer than the minimum. With one, more than half of those that
 * are expected may work; of two exact halves the one may in which the oldest member is, as it was before the cut.
 * Expected are as many as the size says, fewer by those that have said that they leave, more where more have been there
 * for a while; never may fewer than the minimum work. Plain; may be used by any thread.
 */
final class Majority {
    /**
     * Members that are cut off are missed one after the other, within a second or two of each other. Whoever is the
     * oldest then for a moment is not the one that the other half knows.
     */
    static final long SETTLED_MILLIS = 15_000;

    private final int minimum;
    private final int size;
    private @Nullable String oldest;
    private @Nullable String candidate;
    private long candidateSinceMillis;
    /** Those who have said that they leave, and are there still. */
    private final Set<String> leaving = new HashSet<>();
    /** How many fewer than the size are expected, since they have left; negative where more are. */
    private int away;

    private boolean surplus;
    private long surplusSinceMillis;

    /**
     * @param minimum with fewer nobody works
     * @param size members that there are when all are there, 0 where nobody knows
     */
    Majority(int minimum, int size) {
        this.minimum = minimum;
        this.size = size;
    }

    int minimum() {
        return minimum;
    }

    /** Whether there is any number of members that may not work. */
    boolean mayForbid() {
        return minimum > 1 || size > 1;
    }

    /** The oldest member of the last majority, null before there was one. */
    synchronized @Nullable String oldest() {
        return oldest;
    }

    /** What others know of the oldest member, for who has come after a cut. */
    synchronized void learn(String knownOldest) {
        if (oldest == null) {
            oldest = knownOldest;
        }
    }

    /**
     * Somebody in sight has said that it leaves: nobody waits for it as for one that may be cut off. In a half that may
     * not work that says nothing.
     *
     * @param inSight who is in sight and counts, the oldest first
     */
    synchronized void leaves(String member, List<String> inSight, long nowMillis) {
        if (size == 0 || !inSight.contains(member) || !isMet(inSight, nowMillis)) {
            return;
        }
        leaving.add(member);
        List<String> staying = staying(inSight);
        if (member.equals(oldest) && !staying.isEmpty()) {
            oldest = staying.getFirst();
            candidate = null;
        }
    }

    /**
     * Whether those in sight may work.
     *
     * @param inSight who is in sight and counts, the oldest first
     * @param nowMillis a clock that goes forward
     */
    synchronized boolean isMet(List<String> inSight, long nowMillis) {
        if (size == 0) {
            return inSight.size() >= minimum;
        }
        List<String> staying = staying(inSight);
        int twice = 2 * staying.size();
        int expected = expected(staying.size(), nowMillis);
        if (twice > expected) {
            settle(staying.getFirst(), nowMillis);
        } else {
            candidate = null;
        }
        boolean may = twice > expected
                || (twice == expected
                        && !staying.isEmpty()
                        && staying.getFirst().equals(oldest));
        return may && staying.size() >= minimum;
    }

    /** Why those in sight may not work. */
    synchronized String refusal(List<String> inSight) {
        int seen = staying(inSight).size();
        int expected = size - away - leaving.size();
        if (seen < minimum || 2 * seen > expected) {
            return "suspended: only " + seen + " members in sight, and it takes " + minimum;
        }
        return 2 * seen == expected
                ? "suspended: " + seen + " members in sight are exactly half of " + expected
                        + ", and the oldest member is not among them"
                : "suspended: " + seen + " members in sight are less than half of " + expected;
    }

    /** Without those who leave; who is gone of them is not expected any more. */
    private List<String> staying(List<String> inSight) {
        if (leaving.isEmpty() || inSight.isEmpty()) {
            return inSight;
        }
        int before = leaving.size();
        leaving.retainAll(inSight);
        away += before - leaving.size();
        return inSight.stream().filter(member -> !leaving.contains(member)).toList();
    }

    private int expected(int seen, long nowMillis) {
        int most = size - leaving.size();
        if (seen <= most - away) {
            surplus = false;
        } else if (seen <= most) {
            away = most - seen;
        } else if (!surplus) {
            surplus = true;
            surplusSinceMillis = nowMillis;
        } else if (nowMillis - surplusSinceMillis >= SETTLED_MILLIS) {
            // One that replaces another may be there before the other is gone; these are there to stay.
            away = most - seen;
        }
        return Math.max(most - away, seen);
    }

    private void settle(String first, long nowMillis) {
        if (oldest == null || first.equals(oldest)) {
            oldest = first;
            candidate = null;
        } else if (!first.equals(candidate)) {
            candidate = first;
            candidateSinceMillis = nowMillis;
        } else if (nowMillis - candidateSinceMillis >= SETTLED_MILLIS) {
            oldest = first;
            candidate = null;
        }
    }
}
