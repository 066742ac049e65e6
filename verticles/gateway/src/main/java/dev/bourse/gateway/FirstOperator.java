package dev.bourse.gateway;

import dev.bourse.gateway.access.Role;
import dev.bourse.gateway.identity.Identities;
import dev.bourse.gateway.identity.IdentityEvent.UserCreated;
import dev.bourse.gateway.identity.Password;
import dev.bourse.gateway.keep.Folder;
import dev.bourse.gateway.keep.IdentityJournal;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator that the first start creates, with a random password in a file for the owner of the folder alone. There
 * is no default password. Blocks: used at start.
 */
final class FirstOperator {
    private static final Logger LOG = LoggerFactory.getLogger(FirstOperator.class);
    private static final String NAME = "operator";
    private static final String FILE = "operator-password";
    private static final int BYTES = 24;

    private FirstOperator() {}

    /** Creates the operator if there is no user yet. The file comes first: a user whose password is lost is no use. */
    static void createIn(
            Folder folder,
            IdentityJournal journal,
            Identities identities,
            SecureRandom random,
            Password.Cost cost,
            long nowMillis)
            throws IOException {
        if (!identities.users().isEmpty()) {
            return;
        }
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        byte[] salt = new byte[Password.SALT];
        random.nextBytes(salt);
        Path file = folder.write(FILE, password + "\n");
        UserCreated created = new UserCreated(nowMillis, NAME, Role.OPERATOR, Password.hash(password, salt, cost));
        journal.append(created);
        identities.apply(created);
        LOG.info("created the user {}; its password is in {}: log in, change it, delete the file", NAME, file);
    }
}
