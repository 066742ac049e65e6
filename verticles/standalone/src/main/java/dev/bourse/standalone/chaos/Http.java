package dev.bourse.standalone.chaos;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Small questions to processes that may be dead, frozen or cut off. */
final class Http {
    private static final int PATIENCE_MILLIS = 3_000;

    private Http() {}

    /** The answer to a GET; empty where it is none or not a good one. */
    static Optional<String> get(String address) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            try (InputStream in = connection.getInputStream()) {
                return connection.getResponseCode() == HttpURLConnection.HTTP_OK
                        ? Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        : Optional.empty();
            }
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    /** What is answered, good or not. */
    static String text(String address) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            boolean good = connection.getResponseCode() < HttpURLConnection.HTTP_BAD_REQUEST;
            try (InputStream in = good ? connection.getInputStream() : connection.getErrorStream()) {
                return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException none) {
            return "does not answer";
        }
    }
}
