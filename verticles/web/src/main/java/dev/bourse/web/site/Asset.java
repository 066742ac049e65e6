package dev.bourse.web.site;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * One file of the page.
 *
 * @param contentType with its character set
 * @param etag strong, of the bytes
 * @param bytes as they are
 * @param gzip compressed, empty where that is no gain
 * @param immutable true where the name changes with the content
 */
record Asset(String contentType, String etag, Buffer bytes, Buffer gzip, boolean immutable) {
    private static final String UNKNOWN_TYPE = "application/octet-stream";
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("json", "application/json"),
            Map.entry("yaml", "application/yaml"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("woff2", "font/woff2"));

    static Asset of(String path, byte[] bytes) {
        String extension = path.substring(path.lastIndexOf('.') + 1);
        byte[] compressed = compress(bytes);
        boolean worth = compressed.length < bytes.length * 9L / 10;
        return new Asset(
                TYPES.getOrDefault(extension, UNKNOWN_TYPE),
                '"' + digest(bytes) + '"',
                Buffer.buffer(bytes),
                worth ? Buffer.buffer(compressed) : Buffer.buffer(),
                path.startsWith("/assets/"));
    }

    private static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return out.toByteArray();
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
