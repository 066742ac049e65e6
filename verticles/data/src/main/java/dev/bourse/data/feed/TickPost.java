package dev.bourse.data.feed;

import dev.bourse.data.vendor.NdjsonBody;
import dev.bourse.data.vendor.Tokens;
import dev.bourse.data.vendor.Vendor;
import dev.bourse.data.vendor.VendorRecords;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** One request to the HTTP feed, from its head to its answer. */
final class TickPost {
    private static final String PATH = "/v1/ticks";
    private static final String VENDOR = "Bourse-Vendor";
    private static final String ANONYMOUS = "anonymous";
    private static final String BEARER = "Bearer ";

    private final HttpFeed feed;
    private final HttpServerRequest request;
    private final VendorRecords records;
    private final Tokens tokens;
    private final int mostBytes;
    private final long roomMillis;

    TickPost(
            HttpFeed feed,
            HttpServerRequest request,
            VendorRecords records,
            Tokens tokens,
            int mostBytes,
            long roomMillis) {
        this.feed = feed;
        this.request = request;
        this.records = records;
        this.tokens = tokens;
        this.mostBytes = mostBytes;
        this.roomMillis = roomMillis;
    }

    void begin() {
        if (!PATH.equals(request.path())) {
            refuse(404, "unknown_path", "'" + request.path() + "' is not here; ticks go to " + PATH);
            return;
        }
        if (!HttpMethod.POST.equals(request.method())) {
            request.response().putHeader("allow", "POST");
            refuse(405, "method", "'" + request.method() + "' is not allowed; allowed is POST");
            return;
        }
        String name = Optional.ofNullable(request.getHeader(VENDOR)).orElse(ANONYMOUS);
        if (!tokens.test(name, token())) {
            request.response().putHeader("www-authenticate", "Bearer");
            refuse(
                    401,
                    "token",
                    "this vendor and token are not allowed; name them in " + VENDOR + " and Authorization");
            return;
        }
        Optional<Vendor> vendor = feed.vendors().of(name);
        if (vendor.isEmpty()) {
            refuse(400, "vendor", VENDOR + ": allowed are 1 to 32 letters, digits and . _ -, and 1000 vendors");
            return;
        }
        receive(vendor.get());
    }

    private void receive(Vendor vendor) {
        String length = request.getHeader("content-length");
        Future<byte[]> body = length != null && tooLong(length)
                ? Future.failedFuture(new LimitedBody.TooLarge(mostBytes))
                : LimitedBody.of(request, mostBytes);
        body.compose(bytes -> feed.meet(vendor, false).map(bytes))
                .onSuccess(bytes -> take(vendor, new NdjsonBody(records, vendor, bytes)))
                .onFailure(cause -> {
                    if (cause instanceof LimitedBody.TooLarge) {
                        refuse(413, "too_large", cause.getMessage() + "; send less at once");
                    } else if (!request.response().closed()) {
                        refuse(503, "unavailable", "it is not known how far this vendor came; send it again later");
                    }
                });
    }

    private void take(Vendor vendor, NdjsonBody body) {
        long losses = vendor.losses();
        long doorLosses = feed.door().losses();
        BodyIntake.take(feed, body, roomMillis)
                .compose(all -> {
                    feed.progressed(vendor);
                    return feed.promise(Promises.Asked.of(vendor, losses, feed.door(), doorLosses))
                            .map(safe -> safe ? Outcome.of(all) : Outcome.UNSAFE);
                })
                .onSuccess(outcome -> answer(outcome, body));
    }

    private enum Outcome {
        ALL,
        NO_ROOM,
        UNSAFE;

        static Outcome of(boolean all) {
            return all ? ALL : NO_ROOM;
        }
    }

    private void answer(Outcome outcome, NdjsonBody body) {
        HttpServerResponse response = request.response();
        if (response.closed()) {
            return;
        }
        switch (outcome) {
            case ALL ->
                response.putHeader("content-type", "application/json")
                        .end(answer(body).toBuffer());
            case NO_ROOM ->
                later(
                        response,
                        problem(503, "no_room", "send the lines after the first " + body.lines() + " again later")
                                .mergeIn(answer(body)));
            case UNSAFE ->
                later(
                        response,
                        problem(503, "not_logged", "some of these lines may be lost: send all of them again later"));
        }
    }

    private static void later(HttpServerResponse response, JsonObject problem) {
        response.setStatusCode(503)
                .putHeader("retry-after", "1")
                .putHeader("content-type", "application/problem+json")
                .end(problem.toBuffer());
    }

    private static JsonObject answer(NdjsonBody body) {
        JsonArray faults = new JsonArray();
        body.faults()
                .forEach(fault ->
                        faults.add(new JsonObject().put("line", fault.line()).put("reason", fault.reason())));
        return new JsonObject()
                .put("lines", body.lines())
                .put("accepted", body.accepted())
                .put("repeated", body.repeated())
                .put("rejected", body.rejected())
                .put("lastSequence", body.vendor().lastSequence())
                .put("faults", faults);
    }

    /** The rest of a refused body is not read: the connection ends with the answer. */
    private void refuse(int status, String code, String detail) {
        HttpServerResponse response = request.response();
        if (response.closed() || response.ended()) {
            return;
        }
        response.setStatusCode(status)
                .putHeader("content-type", "application/problem+json")
                .putHeader("connection", "close")
                .end(problem(status, code, detail).toBuffer())
                .onComplete(sent -> request.connection().close());
    }

    private static JsonObject problem(int status, String code, String detail) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", code)
                .put("status", status)
                .put("code", code)
                .put("detail", detail);
    }

    private boolean tooLong(String length) {
        return !length.matches("\\d{1,9}") || Integer.parseInt(length) > mostBytes;
    }

    private String token() {
        String authorization =
                Optional.ofNullable(request.getHeader("authorization")).orElse("");
        return authorization.startsWith(BEARER)
                ? authorization.substring(BEARER.length()).strip()
                : "";
    }
}
