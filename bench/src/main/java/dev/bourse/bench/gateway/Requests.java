package dev.bourse.bench.gateway;

import dev.bourse.gateway.identity.Signatures;
import dev.bourse.shared.access.Secret;
import dev.bourse.shared.cluster.Clock;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one trader sends: orders, of which every second trades with one before it, so that books stay small; signed with
 * a key, or with a session's token. One thread.
 */
final class Requests {
    private static final AtomicLong NONCES = new AtomicLong(Clock.SYSTEM.millis() * 1_000);
    private static final String PATH = "/v1/order";

    private final Trader trader;
    private final boolean signed;
    private final boolean buys;
    private final int symbols;
    private long sent;

    /**
     * A user that may trade.
     *
     * @param token of a session
     * @param key the id of a key
     * @param secret the key's
     */
    record Trader(String token, String key, Secret secret) {}

    /**
     * What a trader sends.
     *
     * @param signed whether with a key, or else with a token
     * @param buys whether its orders buy; as many traders should sell
     * @param symbols instruments S0, S1, ...
     */
    Requests(Trader trader, boolean signed, boolean buys, int symbols) {
        this.trader = trader;
        this.signed = signed;
        this.buys = buys;
        this.symbols = symbols;
    }

    /** Writes the next order as a request of HTTP/1.1. */
    void next(ByteBuffer into) {
        String body = order();
        String head =
                "POST " + PATH + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length() + "\r\n";
        put(into, head);
        put(into, signed ? signature("POST", PATH, body) : "Authorization: Bearer " + trader.token() + "\r\n");
        put(into, "\r\n");
        put(into, body);
    }

    /** The next order as a call by WebSocket. */
    byte[] nextCall(int id) {
        return ("{\"type\":\"call\",\"id\":\"" + id + "\",\"call\":\"placeOrder\",\"body\":" + order() + "}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** Logs a WebSocket in. */
    byte[] login(int id) {
        return ("{\"type\":\"login\",\"id\":\"" + id + "\",\"token\":\"" + trader.token() + "\"}")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /** The headers of a signed request. */
    private String signature(String method, String target, String body) {
        String time = String.valueOf(Clock.SYSTEM.millis());
        String nonce = "n" + NONCES.incrementAndGet();
        String text = Signatures.text(method, target, time, nonce, body.getBytes(StandardCharsets.US_ASCII));
        return "Bourse-Key: " + trader.key() + "\r\nBourse-Timestamp: " + time + "\r\nBourse-Nonce: " + nonce
                + "\r\nBourse-Signature: " + trader.secret().sign(text) + "\r\n";
    }

    private String order() {
        long symbol = sent++ % symbols;
        return "{\"symbol\":\"S" + symbol + "\",\"side\":\"" + (buys ? "buy" : "sell")
                + "\",\"orderType\":\"limit\",\"price\":\"100.00\",\"quantity\":\"1\"}";
    }

    @SuppressWarnings("deprecation") // All is ASCII, and this does not encode.
    private static void put(ByteBuffer into, String text) {
        text.getBytes(0, text.length(), into.array(), into.position());
        into.position(into.position() + text.length());
    }
}
