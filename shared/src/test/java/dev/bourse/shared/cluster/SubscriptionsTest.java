package dev.bourse.shared.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.EntryEventType;
import com.hazelcast.multimap.MultiMap;
import io.vertx.core.spi.cluster.RegistrationInfo;
import io.vertx.core.spi.cluster.RegistrationListener;
import io.vertx.core.spi.cluster.RegistrationUpdateEvent;
import io.vertx.spi.cluster.hazelcast.impl.HazelcastRegistrationInfo;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a process knows of an address while others come, go and die. */
class SubscriptionsTest {
    private static final String ADDRESS = "ticks.1";
    private static final RegistrationInfo ONE = new RegistrationInfo("one", 1, false);
    private static final RegistrationInfo TWO = new RegistrationInfo("two", 1, false);
    private static final RegistrationInfo LOCAL = new RegistrationInfo("one", 2, true);

    private final List<List<RegistrationInfo>> told = new ArrayList<>();
    private final Subscriptions subscriptions = new Subscriptions(unused());

    SubscriptionsTest() {
        subscriptions.listener(new RegistrationListener() {
            @Override
            public void registrationsUpdated(RegistrationUpdateEvent event) {
                told.add(event.registrations());
            }
        });
    }

    @Test
    void anAddressThatWasLookedUpFollowsItsChangesAndOneThatWasNotIsOfNoInterest() {
        subscriptions.entryAdded(added(ONE));
        assertThat(subscriptions.found(ADDRESS, subscriptions.lookUp(ADDRESS), List.of(ONE)))
                .contains(List.of(ONE));

        subscriptions.entryAdded(added(TWO));
        subscriptions.entryRemoved(removed(ONE));

        assertThat(told).containsExactly(List.of(ONE, TWO), List.of(TWO));
    }

    @Test
    void whatChangesDuringALookUpMakesItBeDoneAgain() {
        long before = subscriptions.lookUp(ADDRESS);
        subscriptions.entryAdded(added(TWO));

        assertThat(subscriptions.found(ADDRESS, before, List.of(ONE))).isEmpty();
        assertThat(told).isEmpty();
        assertThat(subscriptions.found(ADDRESS, subscriptions.lookUp(ADDRESS), List.of(ONE, TWO)))
                .contains(List.of(ONE, TWO));
    }

    @Test
    void whoIsGoneIsLeftOutAtOnceAndInWhatIsFoundLaterAndIsThereAgainWhenItComesBack() {
        subscriptions.found(ADDRESS, subscriptions.lookUp(ADDRESS), List.of(ONE, TWO));

        subscriptions.gone("one");
        assertThat(told).containsExactly(List.of(TWO));
        assertThat(subscriptions.found(ADDRESS, subscriptions.lookUp(ADDRESS), List.of(ONE, TWO)))
                .contains(List.of(TWO));

        assertThat(subscriptions.came("one")).isTrue();
        assertThat(subscriptions.came("one")).isFalse();
        assertThat(told).containsExactly(List.of(TWO), List.of(ONE, TWO));
    }

    @Test
    void afterASplitThoseAreBackThatAreMembers() {
        subscriptions.found(ADDRESS, subscriptions.lookUp(ADDRESS), List.of(ONE, TWO));
        subscriptions.gone("one");
        subscriptions.members(Set.of("one", "two"));

        assertThat(told).containsExactly(List.of(TWO), List.of(ONE, TWO));
    }

    @Test
    void anAddressWhereNobodyIsLeftIsLookedUpAnew() {
        subscriptions.found(ADDRESS, subscriptions.lookUp(ADDRESS), List.of(ONE));
        subscriptions.gone("one");
        subscriptions.entryAdded(added(TWO));

        assertThat(told).containsExactly(List.of());
        assertThat(subscriptions.found(ADDRESS, subscriptions.lookUp(ADDRESS), List.of(ONE, TWO)))
                .contains(List.of(TWO));
    }

    @Test
    void whatIsKnownToThisProcessAloneIsTold() {
        subscriptions.found(ADDRESS, subscriptions.lookUp(ADDRESS), List.of(TWO));
        subscriptions.ownAdded(ADDRESS, LOCAL);
        subscriptions.ownRemoved(ADDRESS, LOCAL);

        assertThat(told).containsExactly(List.of(TWO, LOCAL), List.of(TWO));
        assertThat(subscriptions.isOwn(ADDRESS, LOCAL)).isFalse();
    }

    private static EntryEvent<String, HazelcastRegistrationInfo> added(RegistrationInfo info) {
        return new EntryEvent<>(
                "map", null, EntryEventType.ADDED.getType(), ADDRESS, null, new HazelcastRegistrationInfo(info));
    }

    private static EntryEvent<String, HazelcastRegistrationInfo> removed(RegistrationInfo info) {
        return new EntryEvent<>(
                "map", null, EntryEventType.REMOVED.getType(), ADDRESS, new HazelcastRegistrationInfo(info), null);
    }

    @SuppressWarnings("unchecked")
    private static MultiMap<String, HazelcastRegistrationInfo> unused() {
        return (MultiMap<String, HazelcastRegistrationInfo>) Proxy.newProxyInstance(
                SubscriptionsTest.class.getClassLoader(),
                new Class<?>[] {MultiMap.class},
                (proxy, method, arguments) -> {
                    throw new UnsupportedOperationException(method.getName());
                });
    }
}
