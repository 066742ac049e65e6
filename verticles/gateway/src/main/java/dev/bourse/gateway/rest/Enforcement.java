package dev.bourse.gateway.rest;

import dev.bourse.gateway.order.Fields;
import dev.bourse.gateway.problem.Problem;
import dev.bourse.shared.rest.Contract;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.ValidatorException;
import io.vertx.openapi.validation.impl.RequestValidatorImpl;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Holds requests against the contract, on the caller's thread. What a {@link Shape} admits is right; of all else the
 * library says whether it is right and what is at fault. The library alone would take 25 us for a body of five fields,
 * as much as all else, and would have a worker do it for one request at a time.
 */
public final class Enforcement {
    private static final String JSON = "application/json";

    private final RequestValidatorImpl library;
    private final Map<String, Shape> bodies = new HashMap<>();

    /** Of a contract that was read. */
    public Enforcement(Vertx vertx, Contract contract) {
        library = new RequestValidatorImpl(vertx, contract.enforced());
        JsonObject paths = contract.document().getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject operations = paths.getJsonObject(path);
            for (String method : operations.fieldNames()) {
                if (operations.getValue(method) instanceof JsonObject operation) {
                    addBody(contract.document(), operation);
                }
            }
        }
    }

    /** Whether it is certain that a request is as the contract says: it has no parameters, and its body is right. */
    public boolean admits(Operation operation, @Nullable String contentType, Fields body) {
        Shape shape = bodies.get(operation.getOperationId());
        return shape != null
                && JSON.equals(contentType)
                && operation.getParameters().isEmpty()
                && shape.admits(body.all());
    }

    /**
     * Returns if the request is as the contract says.
     *
     * @param body the body as it was read
     * @throws dev.bourse.gateway.problem.Refusal if its body is not, naming the field, its value and what is allowed
     * @throws ValidatorException if anything else is not, naming what is at fault
     */
    public void check(Operation operation, ValidatableRequest request, Fields body) {
        for (Parameter parameter : operation.getParameters()) {
            library.validateParameter(parameter, value(parameter, request));
        }
        try {
            library.validateBody(operation.getRequestBody(), request);
        } catch (ValidatorException invalid) {
            Shape shape = bodies.get(operation.getOperationId());
            Problem fault = shape == null ? null : shape.fault("", body.all());
            if (fault != null) {
                throw fault.refusal();
            }
            throw invalid;
        }
    }

    private void addBody(JsonObject document, JsonObject operation) {
        JsonObject body = operation.getJsonObject("requestBody", new JsonObject());
        JsonObject media = body.getJsonObject("content", new JsonObject()).getJsonObject(JSON);
        if (media != null) {
            bodies.put(operation.getString("operationId"), Shape.of(document, media.getJsonObject("schema")));
        }
    }

    private static @Nullable RequestParameter value(Parameter parameter, ValidatableRequest request) {
        String name = parameter.getName();
        return switch (parameter.getIn()) {
            case COOKIE -> request.getCookies().get(name);
            case HEADER -> request.getHeaders().get(name);
            case PATH -> request.getPathParameters().get(name);
            case QUERY -> request.getQuery().get(name);
        };
    }
}
