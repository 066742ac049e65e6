package dev.bourse.marketdata.rest;

import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatableRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * A request that came in another way than by HTTP.
 *
 * @param query its parameters
 */
record AskedRequest(Map<String, String> query) implements ValidatableRequest {
    private static final RequestParameter NOTHING = () -> null;

    @Override
    public Map<String, RequestParameter> getQuery() {
        Map<String, RequestParameter> parameters = new HashMap<>();
        query.forEach((name, value) -> parameters.put(name, () -> value));
        return parameters;
    }

    @Override
    public Map<String, RequestParameter> getHeaders() {
        return Map.of();
    }

    @Override
    public Map<String, RequestParameter> getCookies() {
        return Map.of();
    }

    @Override
    public Map<String, RequestParameter> getPathParameters() {
        return Map.of();
    }

    @Override
    public RequestParameter getBody() {
        return NOTHING;
    }

    @Override
    public String getContentType() {
        return "";
    }
}
