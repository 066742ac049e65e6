package dev.bourse.gateway;

import dev.bourse.gateway.identity.Identities;
import dev.bourse.gateway.keep.Folder;
import dev.bourse.gateway.keep.IdentityJournal;
import dev.bourse.shared.access.Secret;
import dev.bourse.shared.access.TokenReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;

/** What a gateway has in its folder, opened. */
record Kept(Folder folder, Secret secret, Identities identities, IdentityJournal journal) implements AutoCloseable {
    /** Opens the folder, with the first operator in it. Blocks. */
    static Kept open(Path path, SecureRandom random, FirstPassword first, long nowMillis) throws IOException {
        Folder folder = Folder.open(path);
        try {
            Secret secret = folder.secret(random);
            // For market data and analytics, which read tokens and write none.
            folder.keep(TokenReader.FILE, secret.derive(TokenReader.PURPOSE).text() + "\n");
            Identities identities = new Identities();
            IdentityJournal journal = IdentityJournal.open(folder, identities);
            FirstOperator.createIn(folder, journal, identities, random, first, nowMillis);
            return new Kept(folder, secret, identities, journal);
        } catch (IOException | RuntimeException failed) {
            folder.close();
            throw failed;
        }
    }

    @Override
    public void close() throws IOException {
        journal.close();
        folder.close();
    }
}
