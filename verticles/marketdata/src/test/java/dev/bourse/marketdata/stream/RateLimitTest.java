package dev.bourse.marketdata.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    @Test
    @DisplayName("E10: an address may ask so often in a second, saves up those of two, and is told when to come again")
    void bucket() {
        RateLimit limit = new RateLimit(10);
        for (int i = 0; i < 20; i++) {
            assertThat(limit.take("a", 1_000)).isZero();
        }
        assertThat(limit.take("a", 1_000)).isEqualTo(100);
        assertThat(limit.take("a", 1_099)).isEqualTo(1);
        assertThat(limit.take("a", 1_100)).isZero();
        assertThat(limit.take("b", 1_100)).isZero();
        assertThat(limit.refused()).isEqualTo(2);
    }

    @Test
    @DisplayName("A flood from one address costs no other one a request, nor does a flood of addresses cost memory")
    void others() {
        RateLimit limit = new RateLimit(5);
        for (int i = 0; i < 1_000; i++) {
            limit.take("flood", 0);
        }
        assertThat(limit.take("other", 0)).isZero();
        for (int i = 0; i < 3 * RateLimit.MOST_ADDRESSES; i++) {
            assertThat(limit.take("address " + i, 0)).isZero();
        }
        assertThat(limit.take("flood", 1_000)).isZero();
    }
}
