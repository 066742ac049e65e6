package dev.bourse.gateway.desk;

import dev.bourse.gateway.access.Principal;
import dev.bourse.gateway.identity.Identities;
import dev.bourse.gateway.identity.Identities.Claim;
import dev.bourse.gateway.model.Account;
import dev.bourse.gateway.model.Order;
import dev.bourse.gateway.model.ReadModel;
import dev.bourse.gateway.order.Fields;
import dev.bourse.gateway.problem.Problem;
import dev.bourse.shared.access.Role;

/** Which account a call is about: a trader's is always the own one, whatever the call says. */
public final class Accounts {
    private static final int MOST = (1 << 22) - 1;

    private final Identities identities;
    private final Desk desk;

    public Accounts(Identities identities, Desk desk) {
        this.identities = identities;
        this.desk = desk;
    }

    /** The caller's own account number. */
    public int own(Principal who) {
        return identities
                .user(who.user())
                .flatMap(Identities.User::claim)
                .map(Claim::account)
                .orElseThrow(
                        () -> Problem.of(409, "no-account", "The user has no account yet; POST /v1/account opens one")
                                .refusal());
    }

    /** The account that is read: a trader's own, of all others the one that the parameter {@code account} names. */
    Account read(Principal who, Fields parameters) {
        if (who.role() != Role.TRADER) {
            return account((int) parameters.whole("account", 0, MOST));
        }
        int own = own(who);
        if (parameters.has("account") && parameters.whole("account", 0, MOST) != own) {
            throw Problem.of(403, "not-allowed", "A trader sees no account but " + own)
                    .field("account")
                    .refusal();
        }
        return account(own);
    }

    /** The account that a path or body names. */
    Account account(int id) {
        return desk.model()
                .account(id)
                .orElseThrow(() -> Problem.of(404, "unknown-account", "There is no account " + id)
                        .field("account")
                        .refusal());
    }

    /** The order of that id, if it is that account's: others' look as if they were not there. */
    static Order order(ReadModel model, int account, long id) {
        return model.order(id)
                .filter(order -> order.account() == account)
                .orElseThrow(() -> Problem.of(404, "unknown-order", "The account has no order " + id + " that is kept")
                        .field("id")
                        .refusal());
    }
}
