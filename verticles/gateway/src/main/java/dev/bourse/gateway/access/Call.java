package dev.bourse.gateway.access;

import static dev.bourse.shared.access.Role.AUDITOR;
import static dev.bourse.shared.access.Role.OPERATOR;
import static dev.bourse.shared.access.Role.PUBLIC;
import static dev.bourse.shared.access.Role.TRADER;

import dev.bourse.gateway.problem.Problem;
import dev.bourse.shared.access.Role;
import java.util.Arrays;
import java.util.List;

/**
 * Every call of the gateway with the roles that may make it: the only place that says so. A call of the contract that
 * is missing here cannot be routed, and one that names no role can be made by nobody.
 */
public enum Call {
    CONTRACT("contract", PUBLIC, TRADER, OPERATOR, AUDITOR),
    REGISTER("register", PUBLIC),
    LOG_IN("logIn", PUBLIC),
    REFRESH("refresh", PUBLIC),
    LOG_OUT("logOut", TRADER, OPERATOR, AUDITOR),
    CHANGE_PASSWORD("changePassword", TRADER, OPERATOR, AUDITOR),
    CREATE_KEY("createKey", TRADER, OPERATOR, AUDITOR),
    KEYS("keys", TRADER, OPERATOR, AUDITOR),
    REVOKE_KEY("revokeKey", TRADER, OPERATOR, AUDITOR),
    CREATE_USER("createUser", OPERATOR),
    USERS("users", OPERATOR, AUDITOR),

    PLACE_ORDER("placeOrder", TRADER),
    REPLACE_ORDER("replaceOrder", TRADER),
    CANCEL_ORDER("cancelOrder", TRADER),
    CANCEL_ALL("cancelAll", TRADER),
    ORDER("order", TRADER, AUDITOR),
    ORDERS("orders", TRADER, AUDITOR),
    EXECUTIONS("executions", TRADER, AUDITOR),
    EVENTS("events", TRADER),

    OPEN_ACCOUNT("openAccount", TRADER),
    ACCOUNT("account", TRADER, OPERATOR, AUDITOR),
    POSITIONS("positions", TRADER, OPERATOR, AUDITOR),
    WITHDRAW("withdraw", TRADER),
    DEPOSIT("deposit", OPERATOR),

    VERIFICATIONS("verifications", OPERATOR, AUDITOR),
    VERIFY("verify", OPERATOR),
    KILL_SWITCH("killSwitch", OPERATOR),
    ADD_ASSET("addAsset", OPERATOR),
    ADD_INSTRUMENT("addInstrument", OPERATOR),
    CHANGE_PHASE("changePhase", OPERATOR),
    ASSETS("assets", PUBLIC, TRADER, OPERATOR, AUDITOR),
    INSTRUMENTS("instruments", PUBLIC, TRADER, OPERATOR, AUDITOR);

    private final String operation;
    /** A bit for each role. */
    private final int roles;

    Call(String operation, Role... roles) {
        this.operation = operation;
        this.roles = Arrays.stream(roles).mapToInt(role -> 1 << role.ordinal()).sum();
    }

    /** The operation of the contract, and the word in the table of the documentation. */
    public String operation() {
        return operation;
    }

    /** Whether that role may. */
    public boolean allows(Role role) {
        return (roles & (1 << role.ordinal())) != 0;
    }

    /** The roles that may. */
    public List<Role> roles() {
        return Arrays.stream(Role.values()).filter(this::allows).toList();
    }

    /** Refuses whoever may not make this call: 401 the public, 403 others. */
    public void check(Principal principal) {
        if (allows(principal.role())) {
            return;
        }
        if (principal.role() == PUBLIC) {
            throw Problem.of(401, "not-authenticated", "This call needs a session or a signed request")
                    .field("Authorization")
                    .refusal();
        }
        throw Problem.of(
                        403,
                        "not-allowed",
                        "The role " + principal.role().word() + " may not make this call; allowed are "
                                + roles().stream().map(Role::word).toList())
                .refusal();
    }
}
