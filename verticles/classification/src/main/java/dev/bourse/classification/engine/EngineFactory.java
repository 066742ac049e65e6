package dev.bourse.classification.engine;

import java.io.IOException;
import java.io.InputStream;

/**
 * Makes engines of one kind from their payloads. Found through {@link java.util.ServiceLoader}: a jar with one on the
 * class path adds an engine.
 */
public interface EngineFactory {
    /** The id of the engines that it makes. */
    String id();

    /**
     * Reads a payload of any size to its end. It holds in memory what the engine needs, never the payload itself.
     *
     * @throws IllegalArgumentException naming the line, the value and what is allowed
     * @throws IOException if reading fails
     */
    Engine create(InputStream payload) throws IOException;
}
