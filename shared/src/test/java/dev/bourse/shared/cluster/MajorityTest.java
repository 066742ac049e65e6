package dev.bourse.shared.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** B1, A9: of the parts of a cut cluster at most one works, also where two are equal. */
class MajorityTest {
    private static final List<String> SIX = List.of("a", "b", "c", "d", "e", "f");

    private final Majority majority = new Majority(3, 6);

    @Test
    void ofTwoExactHalvesTheOneWithTheOldestMemberWorks() {
        assertThat(majority.isMet(SIX, 0)).isTrue();
        assertThat(majority.isMet(List.of("a", "d", "f"), 1)).isTrue();
        assertThat(majority.isMet(List.of("b", "c", "e"), 1)).isFalse();
        assertThat(majority.refusal(List.of("b", "c", "e")))
                .isEqualTo("suspended: 3 members in sight are exactly half of 6, and the oldest member is not among"
                        + " them");
    }

    @Test
    void whoMissesTheOthersOneByOneDoesNotTakeTheNextOneForTheOldest() {
        majority.isMet(SIX, 0);
        assertThat(majority.isMet(SIX.subList(1, 6), 10)).isTrue();
        assertThat(majority.isMet(List.of("b", "d", "e", "f"), 1_000)).isTrue();
        assertThat(majority.isMet(List.of("b", "d", "e"), 2_000)).isFalse();
    }

    @Test
    void anOldestMemberThatIsGoneForGoodIsSucceededByTheNext() {
        majority.isMet(SIX, 0);
        majority.isMet(SIX.subList(1, 6), 10);
        majority.isMet(SIX.subList(1, 6), 10 + Majority.SETTLED_MILLIS);
        assertThat(majority.isMet(List.of("b", "d", "e"), 20_000)).isTrue();
        assertThat(majority.oldest()).isEqualTo("b");
    }

    @Test
    void lessThanHalfNeverWorksAndMoreThanHalfAlways() {
        assertThat(majority.isMet(List.of("a", "b"), 0)).isFalse();
        assertThat(majority.refusal(List.of("a", "b"))).isEqualTo("suspended: only 2 members in sight, and it takes 3");
        assertThat(majority.isMet(SIX.subList(2, 6), 0)).isTrue();
        assertThat(new Majority(5, 6).isMet(SIX.subList(2, 6), 0)).isFalse();
    }

    @Test
    void whoHasNeverSeenAMajorityDoesNotWorkInAnExactHalfUnlessItHearsOfTheOldest() {
        assertThat(majority.isMet(List.of("a", "d", "f"), 0)).isFalse();
        majority.learn("a");
        majority.learn("d");
        assertThat(majority.isMet(List.of("a", "d", "f"), 0)).isTrue();
        assertThat(majority.isMet(List.of("d", "f", "x"), 0)).isFalse();
    }

    @Test
    void whoSaysThatItLeavesIsNotWaitedFor() {
        majority.isMet(SIX, 0);
        majority.leaves("a", SIX, 1);
        assertThat(majority.oldest()).isEqualTo("b");
        majority.leaves("e", SIX, 1);
        assertThat(majority.isMet(List.of("b", "c", "d", "f"), 2)).isTrue();
        majority.leaves("f", List.of("b", "c", "d", "f"), 3);
        assertThat(majority.isMet(List.of("c", "d", "b"), 4)).isTrue();
        assertThat(majority.isMet(List.of("b", "c"), 5)).isFalse();
        assertThat(majority.refusal(List.of("b", "c"))).isEqualTo("suspended: only 2 members in sight, and it takes 3");
    }

    @Test
    void whoComesBackCountsAgain() {
        majority.isMet(SIX, 0);
        majority.leaves("f", SIX, 1);
        majority.isMet(SIX.subList(0, 5), 2);
        majority.isMet(SIX, 3);
        assertThat(majority.isMet(List.of("b", "c", "d"), 4)).isFalse();
        assertThat(majority.isMet(List.of("b", "c", "d", "e"), 5)).isTrue();
    }

    @Test
    void inAHalfThatMayNotWorkLeavingSaysNothing() {
        majority.isMet(SIX, 0);
        List<String> half = List.of("b", "c", "d");
        assertThat(majority.isMet(half, 1)).isFalse();
        majority.leaves("d", half, 2);
        majority.isMet(List.of("b", "c"), 3);
        assertThat(majority.isMet(half, 4)).isFalse();
    }

    @Test
    void moreThanTheSizeCountOnceTheyHaveBeenThereForAWhileAndUntilTheyLeave() {
        List<String> eight = List.of("a", "b", "c", "d", "e", "f", "g", "h");
        List<String> half = List.of("c", "d", "e", "f");
        majority.isMet(eight, 0);
        assertThat(majority.isMet(half, 1)).isTrue();
        majority.isMet(eight, 2);
        majority.isMet(eight, 2 + Majority.SETTLED_MILLIS);
        assertThat(majority.isMet(half, 20_000)).isFalse();
        assertThat(majority.refusal(half)).contains("exactly half of 8");
        majority.isMet(eight, 20_001);
        majority.leaves("h", eight, 20_002);
        assertThat(majority.isMet(half, 20_003)).isTrue();
    }

    @Test
    void withoutASizeTheMinimumAloneCounts() {
        Majority unsized = new Majority(2, 0);
        assertThat(List.of(
                        unsized.isMet(List.of("a"), 0),
                        unsized.isMet(List.of("a", "b"), 0),
                        unsized.isMet(List.of("c", "d"), 0)))
                .containsExactly(false, true, true);
    }

    /**
     * Members are cut in two at random, again and again, each missing the others one by one within two seconds, and
     * joined again for long enough to settle. Some leave just before the cut; not everybody hears of each. Never may
     * both parts work once they have noticed the cut.
     */
    @Property
    void theTwoPartsNeverBothWork(@ForAll long seed) {
        Random random = new Random(seed);
        int size = 2 + random.nextInt(7);
        List<String> all =
                IntStream.range(0, size).mapToObj(number -> "m" + number).toList();
        Map<String, Majority> rules = new HashMap<>();
        all.forEach(member -> rules.put(member, new Majority((size + 1) / 2, size)));
        long now = 0;
        for (int cut = 0; cut < 5; cut++) {
            for (Majority rule : rules.values()) {
                rule.isMet(all, now);
                rule.isMet(all, now + Majority.SETTLED_MILLIS);
            }
            now += 2 * Majority.SETTLED_MILLIS;
            List<String> staying = someLeave(all, rules, random, now);
            TreeSet<String> one = new TreeSet<>();
            staying.stream().filter(member -> random.nextBoolean()).forEach(one::add);
            List<String> works = new ArrayList<>();
            for (String member : staying) {
                List<String> sight = new ArrayList<>(staying);
                List<String> gone = new ArrayList<>(staying);
                gone.removeIf(other -> one.contains(other) == one.contains(member));
                Collections.shuffle(gone, random);
                boolean working = Objects.requireNonNull(rules.get(member)).isMet(sight, now);
                for (String other : gone) {
                    sight.remove(other);
                    working = Objects.requireNonNull(rules.get(member)).isMet(sight, now + random.nextInt(2_000));
                }
                if (working) {
                    works.add(member);
                }
            }
            boolean both = works.stream().anyMatch(one::contains)
                    && works.stream().anyMatch(member -> !one.contains(member))
                    && !one.isEmpty()
                    && one.size() < staying.size();
            assertThat(both).as("%s of %s cut at %s", works, staying, one).isFalse();
            now += 5_000;
        }
    }

    /** Up to two leave; of the others each hears of it with three chances in four. */
    private static List<String> someLeave(List<String> all, Map<String, Majority> rules, Random random, long now) {
        List<String> staying = new ArrayList<>(all);
        for (int leave = random.nextInt(3); leave > 0 && staying.size() > 1; leave--) {
            String leaver = staying.get(random.nextInt(staying.size()));
            for (String member : staying) {
                if (!member.equals(leaver) && random.nextInt(4) > 0) {
                    Objects.requireNonNull(rules.get(member)).leaves(leaver, staying, now);
                }
            }
            staying.remove(leaver);
            for (String member : staying) {
                Objects.requireNonNull(rules.get(member)).isMet(staying, now);
            }
        }
        return staying;
    }
}
