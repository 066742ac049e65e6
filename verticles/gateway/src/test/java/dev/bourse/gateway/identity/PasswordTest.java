package dev.bourse.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.gateway.problem.Refusal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Passwords are kept as Argon2id hashes in the form that other programs read. */
class PasswordTest {
    private static final Password.Cost CHEAP = new Password.Cost(64, 1);

    @Test
    void onlyThePasswordOfAHashMatchesIt() {
        String hash = Password.hash("correct horse battery", new byte[Password.SALT], CHEAP);
        assertThat(Password.matches("correct horse battery", hash)).isTrue();
        assertThat(Password.matches("correct horse batterx", hash)).isFalse();
        assertThat(Password.matches("", hash)).isFalse();
        assertThat(Password.matches("correct horse battery", Password.nobody(CHEAP)))
                .isFalse();
        assertThat(Password.matches("anything", "no hash")).isFalse();
    }

    @Test
    void aHashIsWhatTheReferenceImplementationGives() {
        // echo -n password | argon2 somesalt -id -t 2 -m 16 -p 1 -l 32, from the reference implementation's tests
        byte[] salt = "somesalt".getBytes(StandardCharsets.UTF_8);
        assertThat(Password.hash("password", salt, new Password.Cost(65_536, 2)))
                .isEqualTo("$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc");
    }

    @Test
    void aPasswordThatIsTooShortOrTooLongIsRefused() {
        assertThatThrownBy(() -> Password.check("password", "x".repeat(11))).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> Password.check("password", "x".repeat(129))).isInstanceOf(Refusal.class);
        Password.check("password", "x".repeat(12));
    }
}
