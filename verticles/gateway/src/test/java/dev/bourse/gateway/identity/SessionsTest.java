package dev.bourse.gateway.identity;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bourse.gateway.access.Principal;
import dev.bourse.gateway.identity.Identities.User;
import dev.bourse.gateway.identity.IdentityEvent.UserCreated;
import dev.bourse.gateway.problem.Refusal;
import dev.bourse.shared.access.Role;
import dev.bourse.shared.access.Secret;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sessions: who shows what when is who they are, and no longer. */
class SessionsTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final Secret SECRET = Secret.of(new byte[32]);

    private final Sessions sessions =
            new Sessions(SECRET, new Sessions.Terms(Duration.ofMinutes(5), Duration.ofHours(1), 3));
    private final User ann = user("ann", Role.TRADER);

    @Test
    void anAccessTokenSaysWhoItsOwnerIsUntilItExpires() {
        String token = sessions.begin(ann, "s1", NOW).accessToken();
        assertThat(sessions.principal(token, NOW + 299_999)).contains(new Principal("ann", Role.TRADER, "session:s1"));
        assertThat(sessions.principal(token, NOW + 300_000)).isEmpty();
    }

    @Test
    void aTokenOfAnotherSecretOrWithAnotherClaimOrAlgorithmIsWorthNothing() {
        String token = sessions.begin(ann, "s1", NOW).accessToken();
        String[] parts = token.split("\\.");
        String claims = new String(Base64.getUrlDecoder().decode(parts[1]), US_ASCII).replace("trader", "operator");
        String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(US_ASCII));
        String none = Base64.getUrlEncoder().withoutPadding().encodeToString("{\"alg\":\"none\"}".getBytes(US_ASCII));
        byte[] other = new byte[32];
        other[0] = 1;
        String ofOther = new Sessions(
                        Secret.of(other), new Sessions.Terms(Duration.ofMinutes(5), Duration.ofHours(1), 3))
                .begin(ann, "s1", NOW)
                .accessToken();
        for (String wrong : new String[] {
            parts[0] + "." + forged + "." + parts[2],
            none + "." + parts[1] + ".",
            none + "." + parts[1] + "." + parts[2],
            ofOther,
            token + "A",
            token.substring(0, token.length() - 1),
            parts[0] + "." + parts[1],
            "",
            "..",
            "x".repeat(5_000)
        }) {
            assertThat(sessions.principal(wrong, NOW)).as(wrong).isEmpty();
        }
        assertThat(sessions.principal(token, NOW)).isPresent();
    }

    @Test
    void aRefreshTokenGivesTheNextTokensOnce() {
        Sessions.Tokens first = sessions.begin(ann, "s1", NOW);
        Sessions.Tokens second = sessions.refresh(first.refreshToken(), NOW + 1_000);
        assertThat(sessions.principal(second.accessToken(), NOW + 300_500)).isPresent();
        assertThat(sessions.refresh(second.refreshToken(), NOW + 2_000).refreshToken())
                .isNotEqualTo(second.refreshToken());
    }

    @Test
    void aRefreshTokenThatComesTwiceEndsTheSessionForThiefAndOwner() {
        Sessions.Tokens first = sessions.begin(ann, "s1", NOW);
        Sessions.Tokens second = sessions.refresh(first.refreshToken(), NOW);
        assertThatThrownBy(() -> sessions.refresh(first.refreshToken(), NOW)).isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> sessions.refresh(second.refreshToken(), NOW)).isInstanceOf(Refusal.class);
        assertThat(sessions.principal(second.accessToken(), NOW)).isEmpty();
        assertThat(sessions.reused()).isEqualTo(1);
    }

    @Test
    void aForgedRefreshTokenIsRefusedAndHarmsNobody() {
        Sessions.Tokens tokens = sessions.begin(ann, "s1", NOW);
        for (String forged : new String[] {"s1.0.AAAA", "s1.1.", "s1", "", "a.b.c.d", "s1.99999999999999999999.x"}) {
            assertThatThrownBy(() -> sessions.refresh(forged, NOW)).isInstanceOf(Refusal.class);
        }
        assertThat(sessions.refresh(tokens.refreshToken(), NOW)).isNotNull();
    }

    @Test
    void aSessionThatWasEndedOrNotRefreshedIsOver() {
        Sessions.Tokens ended = sessions.begin(ann, "s1", NOW);
        sessions.end(new Principal("ann", Role.TRADER, "session:s1"));
        assertThat(sessions.principal(ended.accessToken(), NOW)).isEmpty();
        Sessions.Tokens idle = sessions.begin(ann, "s2", NOW);
        assertThatThrownBy(() -> sessions.refresh(idle.refreshToken(), NOW + 3_600_000))
                .isInstanceOf(Refusal.class);
    }

    @Test
    void theOldestSessionGivesWayWhereThereAreTooMany() {
        Sessions.Tokens oldest = sessions.begin(ann, "s1", NOW);
        for (int i = 2; i <= 4; i++) {
            sessions.begin(user("user" + i, Role.TRADER), "s" + i, NOW);
        }
        assertThat(sessions.size()).isEqualTo(3);
        assertThat(sessions.principal(oldest.accessToken(), NOW)).isEqualTo(Optional.empty());
    }

    private static User user(String name, Role role) {
        Identities identities = new Identities();
        identities.apply(new UserCreated(0, name, role, ""));
        return identities.user(name).orElseThrow();
    }
}
