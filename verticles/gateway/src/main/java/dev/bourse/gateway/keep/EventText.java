package dev.bourse.gateway.keep;

import dev.bourse.gateway.identity.IdentityEvent;
import dev.bourse.gateway.identity.IdentityEvent.AccountClaimed;
import dev.bourse.gateway.identity.IdentityEvent.AccountDecided;
import dev.bourse.gateway.identity.IdentityEvent.KeyCreated;
import dev.bourse.gateway.identity.IdentityEvent.KeyRevoked;
import dev.bourse.gateway.identity.IdentityEvent.PasswordChanged;
import dev.bourse.gateway.identity.IdentityEvent.UserCreated;
import dev.bourse.gateway.identity.KycDocument;
import dev.bourse.shared.access.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The users' events as lines of JSON. */
final class EventText {
    private EventText() {}

    static String write(IdentityEvent event) {
        JsonObject json =
                new JsonObject().put("event", event.getClass().getSimpleName()).put("time", event.timeMillis());
        JsonObject full = switch (event) {
            case UserCreated e ->
                json.put("user", e.user()).put("role", e.role().word()).put("hash", e.passwordHash());
            case PasswordChanged e -> json.put("user", e.user()).put("hash", e.passwordHash());
            case KeyCreated e -> json.put("user", e.user()).put("key", e.key()).put("label", e.label());
            case KeyRevoked e -> json.put("key", e.key());
            case AccountClaimed e ->
                json.put("user", e.user()).put("account", e.account()).put("documents", documents(e.documents()));
            case AccountDecided e ->
                json.put("account", e.account())
                        .put("decision", e.decision())
                        .put("operator", e.operator())
                        .put("reason", e.reason());
        };
        return full.encode();
    }

    /** @throws RuntimeException of any kind, if it is none */
    static IdentityEvent read(String line) {
        JsonObject json = new JsonObject(line);
        long time = json.getLong("time");
        return switch (text(json, "event")) {
            case "UserCreated" ->
                new UserCreated(
                        time,
                        text(json, "user"),
                        Role.ofUser(text(json, "role")).orElseThrow(),
                        text(json, "hash"));
            case "PasswordChanged" -> new PasswordChanged(time, text(json, "user"), text(json, "hash"));
            case "KeyCreated" -> new KeyCreated(time, text(json, "user"), text(json, "key"), text(json, "label"));
            case "KeyRevoked" -> new KeyRevoked(time, text(json, "key"));
            case "AccountClaimed" ->
                new AccountClaimed(time, text(json, "user"), json.getInteger("account"), documents(json));
            case "AccountDecided" ->
                new AccountDecided(
                        time,
                        json.getInteger("account"),
                        text(json, "decision"),
                        text(json, "operator"),
                        text(json, "reason"));
            case String other -> throw new IllegalArgumentException("unknown event " + other);
        };
    }

    private static String text(JsonObject json, String name) {
        String text = json.getString(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return text;
    }

    static JsonArray documents(List<KycDocument> documents) {
        JsonArray array = new JsonArray();
        documents.forEach(document -> array.add(new JsonObject()
                .put("type", document.type())
                .put("country", document.country())
                .put("expires", document.expires())
                .put("fileName", document.fileName())
                .put("bytes", document.bytes())
                .put("sha256", document.sha256())));
        return array;
    }

    private static List<KycDocument> documents(JsonObject json) {
        return json.getJsonArray("documents").stream()
                .map(JsonObject.class::cast)
                .map(document -> new KycDocument(
                        text(document, "type"),
                        text(document, "country"),
                        text(document, "expires"),
                        text(document, "fileName"),
                        document.getLong("bytes"),
                        text(document, "sha256")))
                .toList();
    }
}
