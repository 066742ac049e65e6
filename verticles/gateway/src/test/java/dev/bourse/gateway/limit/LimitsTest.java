package dev.bourse.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.gateway.limit.Connections.Verdict;
import java.net.InetAddress;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Rates, addresses and connections. */
class LimitsTest {
    private static final long SECOND = 1_000_000_000L;

    @Test
    void aBucketGivesItsBurstAtOnceAndThenItsRate() {
        TokenBuckets<String> buckets = new TokenBuckets<>(10, 3, 100);
        assertThat(List.of(buckets.take("a", 0), buckets.take("a", 0), buckets.take("a", 0)))
                .containsOnly(0L);
        assertThat(buckets.take("a", 0)).isEqualTo(SECOND / 10);
        assertThat(buckets.take("a", SECOND / 10)).isZero();
        assertThat(buckets.take("a", SECOND / 10)).isPositive();
        assertThat(buckets.take("b", SECOND / 10)).as("another key").isZero();
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        TokenBuckets<String> buckets = new TokenBuckets<>(10, 1, 100);
        buckets.take("a", 10 * SECOND);
        assertThat(buckets.take("a", 0)).isPositive();
        assertThat(buckets.take("a", 10 * SECOND)).isPositive();
    }

    @Test
    void theTableIsBoundedAndForgetsWhoWasNotSeenForLongest() {
        TokenBuckets<String> buckets = new TokenBuckets<>(0.001, 1, 2);
        buckets.take("a", 0);
        buckets.take("b", 0);
        buckets.take("a", 0);
        buckets.take("c", 0);
        assertThat(buckets.size()).isEqualTo(2);
        assertThat(buckets.forgotten()).isEqualTo(1);
        assertThat(buckets.take("a", 0)).as("a was seen last").isPositive();
    }

    @Property
    void noKeyEverGetsMoreThanBurstAndRateAllow(
            @ForAll @Size(max = 200) List<@IntRange(min = 0, max = 300) Integer> waits) {
        TokenBuckets<String> buckets = new TokenBuckets<>(10, 5, 10);
        long now = 0;
        int taken = 0;
        for (int millis : waits) {
            now += millis * 1_000_000L;
            taken += buckets.take("a", now) == 0 ? 1 : 0;
            assertThat(taken).isLessThanOrEqualTo((int) (5 + now * 10 / SECOND));
        }
    }

    @Test
    void aBlockHoldsItsAddressesAndNoOthers() {
        Network ten = new Network(address("10.1.0.0"), 16);
        assertThat(ten.contains(address("10.1.255.255"))).isTrue();
        assertThat(ten.contains(address("10.2.0.0"))).isFalse();
        assertThat(new Network(address("10.1.128.0"), 17).contains(address("10.1.127.255")))
                .isFalse();
        assertThat(new Network(address("0.0.0.0"), 0).contains(address("203.0.113.9")))
                .isTrue();
        assertThat(new Network(address("0.0.0.0"), 0).contains(address("::1"))).isFalse();
        assertThat(new Network(address("2001:db8::"), 33).contains(address("2001:db8:7fff::1")))
                .isTrue();
        assertThat(new Network(address("2001:db8::"), 33).contains(address("2001:db8:8000::1")))
                .isFalse();
        assertThatThrownBy(() -> new Network(address("10.0.0.0"), 33)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void ofIpv6TheNetworkIsCountedAndAnIpv4AddressInItIsIpv4() {
        assertThat(address("2001:db8::1").counted())
                .isEqualTo(address("2001:db8::2").counted());
        assertThat(address("2001:db8::1").counted())
                .isNotEqualTo(address("2001:db8:0:1::1").counted());
        byte[] mapped = new byte[16];
        mapped[10] = -1;
        mapped[11] = -1;
        mapped[12] = 10;
        assertThat(Address.of(mapped)).isEqualTo(address("10.0.0.0"));
    }

    @Test
    void whoIsBlockedDoesNotComeAndWhereSomeAreAllowedNobodyElseDoes() {
        Network ten = new Network(address("10.0.0.0"), 8);
        Network one = new Network(address("10.0.0.1"), 32);
        assertThat(new AddressRules(List.of(), List.of(one)).admit(address("10.0.0.1")))
                .isFalse();
        assertThat(new AddressRules(List.of(), List.of(one)).admit(address("10.0.0.2")))
                .isTrue();
        assertThat(new AddressRules(List.of(ten), List.of(one)).admit(address("10.0.0.1")))
                .isFalse();
        assertThat(new AddressRules(List.of(ten), List.of(one)).admit(address("10.9.9.9")))
                .isTrue();
        assertThat(new AddressRules(List.of(ten), List.of(one)).admit(address("11.0.0.1")))
                .isFalse();
    }

    @Test
    void connectionsAreLimitedByAddressAndInAllAndGiveTheirPlaceBack() {
        Connections connections = new Connections(3, 2);
        Address a = address("10.0.0.1");
        assertThat(List.of(connections.open(a), connections.open(a), connections.open(a)))
                .containsExactly(Verdict.OPENED, Verdict.OPENED, Verdict.TOO_MANY_OF_ADDRESS);
        assertThat(List.of(connections.open(address("10.0.0.2")), connections.open(address("10.0.0.3"))))
                .containsExactly(Verdict.OPENED, Verdict.TOO_MANY);
        connections.close(a);
        assertThat(connections.open(a)).isEqualTo(Verdict.OPENED);
        assertThat(connections.open()).isEqualTo(3);
    }

    private static Address address(String text) {
        return Address.of(InetAddress.ofLiteral(text).getAddress());
    }
}
