package dev.bourse.classification.payload;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Where payloads are kept. Read on a worker at start, never on an event loop. */
@FunctionalInterface
public interface PayloadSource {
    /** The payload of an engine, if this source has one. */
    Optional<Payload> find(String engine);

    /**
     * A payload that can be read.
     *
     * @param origin where it is, for messages
     * @param sha256 what its checksum must be, in hexadecimal digits; empty where none is prescribed
     * @param content opens it
     */
    record Payload(String origin, Optional<String> sha256, Content content) {}

    /** Opens a payload's bytes. */
    @FunctionalInterface
    interface Content {
        /** The bytes from the first one on; whoever opens them closes them. */
        InputStream open() throws IOException;
    }
}
