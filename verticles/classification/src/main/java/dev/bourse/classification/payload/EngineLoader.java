package dev.bourse.classification.payload;

import dev.bourse.classification.engine.Engine;
import dev.bourse.classification.engine.EngineFactory;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Builds engines from their payloads and refuses one whose checksum is not the prescribed one. Blocks while it reads.
 */
public final class EngineLoader {
    private static final int BUFFER_BYTES = 1 << 16;

    private final Map<String, EngineFactory> factories = new TreeMap<>();

    private EngineLoader(Iterable<EngineFactory> found) {
        for (EngineFactory factory : found) {
            EngineFactory other = factories.putIfAbsent(factory.id(), factory);
            if (other != null) {
                throw new IllegalArgumentException("engine '" + factory.id() + "' is made by both "
                        + other.getClass().getName() + " and "
                        + factory.getClass().getName());
            }
        }
    }

    /** Knows the engines that stand on the class path. */
    public static EngineLoader fromClassPath() {
        return new EngineLoader(ServiceLoader.load(EngineFactory.class));
    }

    /** Knows the given engines. */
    public static EngineLoader of(List<EngineFactory> factories) {
        return new EngineLoader(factories);
    }

    /**
     * An engine with the checksum of what it was built from.
     *
     * @param engine the engine
     * @param checksum sha-256 of its payload, in hexadecimal digits
     */
    public record Loaded(Engine engine, String checksum) {}

    /**
     * Loads engines in the order of their ids.
     *
     * @throws IllegalArgumentException in one sentence: an unknown engine, no payload, a payload that cannot be read,
     *     is faulty or has another checksum
     */
    public List<Loaded> load(List<String> ids, PayloadSource source) {
        List<Loaded> loaded = new ArrayList<>(ids.size());
        for (String id : ids) {
            loaded.add(load(id, source));
        }
        return loaded;
    }

    private Loaded load(String id, PayloadSource source) {
        EngineFactory factory = factories.get(id);
        if (factory == null) {
            throw new IllegalArgumentException(
                    "engines: '" + id + "' is not allowed; allowed are " + String.join(", ", factories.keySet()));
        }
        PayloadSource.Payload payload =
                source.find(id).orElseThrow(() -> new IllegalArgumentException("engine '" + id + "' has no payload"));
        MessageDigest digest = sha256();
        Engine engine;
        try (InputStream in =
                new DigestInputStream(new BufferedInputStream(payload.content().open(), BUFFER_BYTES), digest)) {
            engine = factory.create(in);
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    "engine '" + id + "': " + payload.origin() + " cannot be read: " + unreadable, unreadable);
        } catch (IllegalArgumentException faulty) {
            throw new IllegalArgumentException(
                    "engine '" + id + "': " + payload.origin() + ": " + faulty.getMessage(), faulty);
        }
        String checksum = HexFormat.of().formatHex(digest.digest());
        if (payload.sha256().isPresent()
                && !checksum.equals(payload.sha256().get().toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException("engine '" + id + "': " + payload.origin() + " has the sha-256 "
                    + checksum + " where " + payload.sha256().get() + " is prescribed");
        }
        return new Loaded(engine, checksum);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java machine has SHA-256", impossible);
        }
    }
}
