package dev.bourse.gateway;

import dev.bourse.gateway.identity.Password;
import dev.bourse.gateway.problem.Refusal;
import dev.bourse.shared.config.Settings;
import java.util.Optional;

/**
 * The password of the operator that the first start creates. Never printed.
 *
 * @param given {@code gateway.operator-password}; without it one is drawn
 * @param cost of its hash
 */
record FirstPassword(Optional<String> given, Password.Cost cost) {
    private static final String KEY = "gateway.operator-password";

    static FirstPassword from(Settings settings, Password.Cost cost) {
        Optional<String> given = settings.secret(KEY);
        try {
            given.ifPresent(password -> Password.check(KEY, password));
        } catch (Refusal refused) {
            settings.fault(
                    KEY,
                    "it is no password that a user may have: "
                            + refused.problem().detail());
        }
        return new FirstPassword(given, cost);
    }

    @Override
    public String toString() {
        return "FirstPassword[********]";
    }
}
