package dev.bourse.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.bourse.gateway.access.Principal;
import dev.bourse.gateway.identity.IdentityEvent.KeyCreated;
import dev.bourse.gateway.identity.IdentityEvent.KeyRevoked;
import dev.bourse.gateway.identity.IdentityEvent.UserCreated;
import dev.bourse.gateway.identity.Signatures.Signed;
import dev.bourse.gateway.problem.Refusal;
import dev.bourse.shared.access.Role;
import dev.bourse.shared.access.Secret;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Signed requests: each counts once, as it was signed, near its time. */
class SignaturesTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final byte[] BODY = "{\"side\":\"buy\"}".getBytes(StandardCharsets.UTF_8);

    private final Identities identities = new Identities();
    private final Signatures signatures =
            new Signatures(identities, Secret.of(new byte[32]), Duration.ofSeconds(10), 100);

    SignaturesTest() {
        identities.apply(new UserCreated(0, "ann", Role.TRADER, ""));
        identities.apply(new KeyCreated(0, "ann", "k1", "bot"));
    }

    @Test
    void aRequestSignedWithAKeyIsItsOwners() {
        assertThat(send(signed("nonce-01", NOW), NOW)).isEqualTo(new Principal("ann", Role.TRADER, "key:k1"));
    }

    @Test
    void aRequestThatIsPlayedAgainIsRefused() {
        Signed signed = signed("nonce-01", NOW);
        send(signed, NOW);
        assertThat(fieldOfRefusal(signed, "POST", "/v1/order", BODY, NOW + 9_000))
                .isEqualTo("Bourse-Nonce");
    }

    @Test
    void aRequestIsRefusedBeforeAndAfterItsWindow() {
        assertThat(fieldOfRefusal(signed("nonce-01", NOW), "POST", "/v1/order", BODY, NOW + 10_001))
                .isEqualTo("Bourse-Timestamp");
        assertThat(fieldOfRefusal(signed("nonce-01", NOW), "POST", "/v1/order", BODY, NOW - 10_001))
                .isEqualTo("Bourse-Timestamp");
        assertThat(send(signed("nonce-01", NOW), NOW - 10_000)).isNotNull();
    }

    @Test
    void aNonceFromTheEndOfTheWindowToComeIsRememberedUntilItsTimestampIsTooOld() {
        Signed early = signed("nonce-01", NOW + 10_000);
        send(early, NOW);
        assertThat(fieldOfRefusal(early, "POST", "/v1/order", BODY, NOW + 19_999))
                .isEqualTo("Bourse-Nonce");
        assertThat(fieldOfRefusal(early, "POST", "/v1/order", BODY, NOW + 20_001))
                .isEqualTo("Bourse-Timestamp");
    }

    @Test
    void whateverIsNotAsItWasSignedIsRefused() {
        Signed right = signed("nonce-01", NOW);
        byte[] other = "{\"side\":\"sell\"}".getBytes(StandardCharsets.UTF_8);
        String wrong = "Bourse-Signature";
        assertThat(fieldOfRefusal(right, "PUT", "/v1/order", BODY, NOW)).isEqualTo(wrong);
        assertThat(fieldOfRefusal(right, "POST", "/v1/order?x=1", BODY, NOW)).isEqualTo(wrong);
        assertThat(fieldOfRefusal(right, "POST", "/v1/order", other, NOW)).isEqualTo(wrong);
        Signed otherNonce = new Signed("k1", right.timestamp(), "nonce-02", right.signature());
        assertThat(fieldOfRefusal(otherNonce, "POST", "/v1/order", BODY, NOW)).isEqualTo(wrong);
        Signed otherTime = new Signed("k1", String.valueOf(NOW + 1), "nonce-01", right.signature());
        assertThat(fieldOfRefusal(otherTime, "POST", "/v1/order", BODY, NOW)).isEqualTo(wrong);
        Signed otherKey = new Signed("k2", right.timestamp(), "nonce-01", right.signature());
        assertThat(fieldOfRefusal(otherKey, "POST", "/v1/order", BODY, NOW)).isEqualTo(wrong);
        assertThat(send(right, NOW)).as("a forgery used up the nonce").isNotNull();
    }

    @Test
    void aRevokedKeySignsNothing() {
        identities.apply(new KeyRevoked(NOW, "k1"));
        assertThat(fieldOfRefusal(signed("nonce-01", NOW), "POST", "/v1/order", BODY, NOW))
                .isEqualTo("Bourse-Signature");
    }

    @Test
    void whereThereIsNoRoomForANonceTheRequestIsRefusedRatherThanForgotten() {
        for (int i = 0; i < 25; i++) {
            send(signed("nonce-" + (100 + i), NOW), NOW);
        }
        Refusal refusal = catchThrowableOfType(Refusal.class, () -> send(signed("nonce-999", NOW), NOW));
        assertThat(refusal.problem().status()).isEqualTo(429);
        assertThat(signatures.remembered()).isEqualTo(25);
        assertThat(send(signed("nonce-999", NOW + 20_000), NOW + 20_000)).isNotNull();
        assertThat(signatures.remembered()).isEqualTo(1);
    }

    private Principal send(Signed signed, long now) {
        return signatures.principal(signed, "POST", "/v1/order", BODY, now);
    }

    private String fieldOfRefusal(Signed signed, String method, String target, byte[] body, long now) {
        Refusal refusal =
                catchThrowableOfType(Refusal.class, () -> signatures.principal(signed, method, target, body, now));
        assertThat(refusal.problem().status()).isEqualTo(401);
        return String.valueOf(refusal.problem().field());
    }

    private Signed signed(String nonce, long timestamp) {
        String text = Signatures.text("POST", "/v1/order", String.valueOf(timestamp), nonce, BODY);
        return new Signed(
                "k1",
                String.valueOf(timestamp),
                nonce,
                signatures.secretOf("k1").sign(text));
    }
}
