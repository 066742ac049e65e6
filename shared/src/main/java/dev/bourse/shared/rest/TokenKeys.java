package dev.bourse.shared.rest;

import dev.bourse.shared.access.Secret;
import dev.bourse.shared.access.TokenReader;
import dev.bourse.shared.config.StartFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads the file in which the gateway leaves the key of its access tokens. Blocks. */
public final class TokenKeys {
    private TokenKeys() {}

    /**
     * A reader of tokens with the file's key; one that knows nobody where there is no such file.
     *
     * @throws StartFailure if the file cannot be read, or holds no key
     */
    public static TokenReader read(Path file) {
        if (!Files.exists(file)) {
            return new TokenReader(Optional.empty());
        }
        try {
            return new TokenReader(
                    Optional.of(Secret.ofText(Files.readString(file).strip())));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new StartFailure(
                    file + " holds no key of access tokens; it is the file " + TokenReader.FILE
                            + " of a gateway's folder, as the gateway writes it when it starts",
                    unreadable);
        }
    }
}
