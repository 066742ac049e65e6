package dev.bourse.shared.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SecretTest {
    @Test
    @DisplayName("A secret comes back from its text and signs alike")
    void comesBackFromItsText() {
        Secret secret = Secret.of(new byte[32]).derive("a purpose");

        assertThat(Secret.ofText(secret.text()).verifies("text", secret.sign("text")))
                .isTrue();
    }

    @Test
    @DisplayName("E8: a text of less than 32 bytes is no secret, as bytes of that number are none")
    void refusesShortOnes() {
        byte[] bytes = new byte[31];

        assertThatThrownBy(() -> Secret.of(bytes)).hasMessageContaining("31");
        assertThatThrownBy(() -> Secret.ofText(Base64.getUrlEncoder().encodeToString(bytes)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("32 bytes or more, not 31");
        assertThatThrownBy(() -> Secret.ofText("")).hasMessageContaining("not 0");
    }
}
