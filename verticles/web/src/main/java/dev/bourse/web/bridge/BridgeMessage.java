package dev.bourse.web.bridge;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** What a browser can say in the protocol of Vert.x's event bus bridge. */
sealed interface BridgeMessage {
    /** The longest address, and the longest address for an answer. */
    int MAX_ADDRESS = 64;

    /** A sign of life. */
    record Ping() implements BridgeMessage {}

    /** It wants the messages at an address. */
    record Register(String address) implements BridgeMessage {}

    /** It wants them no more. */
    record Unregister(String address) implements BridgeMessage {}

    /** A message to one handler at an address; where to answer, null for nowhere. */
    record Send(
            String address,
            @Nullable String replyAddress,
            @Nullable JsonObject body) implements BridgeMessage {}

    /** A message to all handlers at an address. */
    record Publish(String address) implements BridgeMessage {}

    /** Something else; the error says in the bridge's words what is wrong. */
    record Unreadable(String error) implements BridgeMessage {}

    /** Reads a message; bad ones become {@link Unreadable}. */
    static BridgeMessage parse(String text) {
        try {
            JsonObject json = new JsonObject(text);
            String type = json.getString("type", "");
            if (type.equals("ping")) {
                return new Ping();
            }
            String address = json.getString("address");
            if (address == null || address.length() > MAX_ADDRESS) {
                return new Unreadable(address == null ? "missing_address" : "max_address_length_reached");
            }
            return switch (type) {
                case "register" -> new Register(address);
                case "unregister" -> new Unregister(address);
                case "send" -> send(address, json);
                case "publish" -> new Publish(address);
                default -> new Unreadable(type.isEmpty() ? "missing_type" : "invalid_type");
            };
        } catch (DecodeException | ClassCastException notReadable) {
            return new Unreadable("invalid_json");
        }
    }

    private static BridgeMessage send(String address, JsonObject json) {
        String replyAddress = json.getString("replyAddress");
        if (replyAddress != null && replyAddress.length() > MAX_ADDRESS) {
            return new Unreadable("invalid_reply_address");
        }
        return new Send(address, replyAddress, json.getValue("body") instanceof JsonObject body ? body : null);
    }
}
