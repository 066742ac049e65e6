package dev.bourse.gateway;

import dev.bourse.gateway.identity.Identities;
import dev.bourse.gateway.identity.IdentityEvent.UserCreated;
import dev.bourse.gateway.identity.Password;
import dev.bourse.gateway.keep.Folder;
import dev.bourse.gateway.keep.IdentityJournal;
import dev.bourse.shared.access.Role;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator that the first start creates, with the password that was given, or else with a random one in a file for
 * the owner of the folder alone. There is no default password. Blocks: used at start.
 */
final class FirstOperator {
    private static final Logger LOG = LoggerFactory.getLogger(FirstOperator.class);
    private static final String NAME = "operator";
    /** Its password, until the operator deletes it. */
    static final String FILE = "operator-password";

    private static final int BYTES = 24;

    private FirstOperator() {}

    /** Creates the operator if there is no user yet. The file comes first: a user whose password is lost is no use. */
    static void createIn(
            Folder folder,
            IdentityJournal journal,
            Identities identities,
            SecureRandom random,
            FirstPassword first,
            long nowMillis)
            throws IOException {
        if (!identities.users().isEmpty()) {
            return;
        }
        byte[] salt = new byte[Password.SALT];
        random.nextBytes(salt);
        String password = first.given().orElseGet(() -> drawn(random));
        String where = "the one that was given";
        if (first.given().isEmpty()) {
            where = "in " + folder.write(FILE, password + "\n") + ": log in, change it, delete the file";
        }
        UserCreated created =
                new UserCreated(nowMillis, NAME, Role.OPERATOR, Password.hash(password, salt, first.cost()));
        journal.append(created);
        identities.apply(created);
        LOG.info("created the user {}; its password is {}", NAME, where);
    }

    private static String drawn(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
