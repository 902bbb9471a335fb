package io.karge.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.VariableType;
import io.karge.rest.Json.BadRequestException;
import io.karge.runtime.Gateway;
import io.karge.runtime.TestAccess;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What each call of the REST interface does; knows no servlets beyond the request that it reads. Thread-safe. */
final class GatewayApi {
    private static final int DEFAULT_LIMIT = 100;

    private final OcppCodec codec = new OcppCodec();
    private final Gateway gateway;
    private final Supplier<@Nullable TestAccess> testAccess;

    GatewayApi(Gateway gateway, Supplier<@Nullable TestAccess> testAccess) {
        this.gateway = gateway;
        this.testAccess = testAccess;
    }

    /** One call: the path's segments, decoded, below {@code /api/v1}. */
    record Call(String method, List<String> path, Map<String, String> query, JsonNode body) {

        static Call of(HttpServletRequest request) throws IOException {
            String below = request.getRequestURI()
                    .substring(request.getContextPath().length()
                            + request.getServletPath().length());
            List<String> segments = Arrays.stream(below.split("/"))
                    .filter(segment -> !segment.isEmpty())
                    .map(segment -> URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8))
                    .toList();
            Map<String, String> query = new HashMap<>();
            request.getParameterMap().forEach((name, values) -> query.put(name, values[0]));
            return new Call(request.getMethod(), segments, query, Json.read(request));
        }
    }

    record Answer(int status, Object body) {
        static Answer ok(Object body) {
            return new Answer(200, body);
        }

        static Answer error(int status, String whatAndWhy) {
            return new Answer(status, Map.of("error", whatAndWhy));
        }
    }

    /** The answer to a call that failed with this. */
    static Answer failed(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof Gateway.UnknownStationException) {
            return Answer.error(404, message);
        }
        if (failure instanceof BadRequestException || failure instanceof IllegalArgumentException) {
            return Answer.error(400, message);
        }
        if (failure instanceof IllegalStateException) {
            return Answer.error(409, message);
        }
        return Answer.error(500, "the gateway failed: " + message + "; the log has the details");
    }

    CompletionStage<Answer> handle(Call call) {
        List<String> path = call.path();
        if (path.isEmpty() || !path.get(0).equals("stations") || path.size() > 3) {
            return done(Answer.error(404, "there is no such call: " + call.method() + " " + path));
        }
        if (path.size() == 1) {
            return call.method().equals("GET") ? gateway.stations().thenApply(Answer::ok) : noSuchCall(call);
        }
        String station = path.get(1);
        String what = path.size() == 2 ? "" : path.get(2);
        return switch (call.method() + " " + what) {
            case "GET " -> gateway.station(station).thenApply(Answer::ok);
            case "GET messages" ->
                done(Answer.ok(gateway.messages(station, number(call, "after", 0), (int)
                        Math.min(number(call, "limit", DEFAULT_LIMIT), 10_000))));
            case "GET variables" ->
                gateway.variables(station, call.query().get("component"))
                        .thenApply(data ->
                                Answer.ok(data.stream().map(codec::payload).toList()));
            case "POST variables" ->
                gateway.setVariable(station, setVariable(call.body()))
                        .thenApply(status -> Answer.ok(Map.of("attributeStatus", status.wire())));
            case "POST restart" -> gateway.restart(station).thenApply(GatewayApi::nothing);
            case "POST factory-reset" ->
                gateway.factoryReset(station, call.body().path("connect").asBoolean(true))
                        .thenApply(GatewayApi::nothing);
            case "POST connect" -> gateway.connect(station).thenApply(GatewayApi::nothing);
            case "POST disconnect" -> gateway.disconnect(station).thenApply(GatewayApi::nothing);
            case "POST calls" -> calls(station, call);
            case "POST authorization-cache" ->
                onlyForTests(
                        call, () -> done(Answer.error(409, "the authorization cache is not part of this release")));
            default -> noSuchCall(call);
        };
    }

    private CompletionStage<Answer> calls(String station, Call call) {
        return onlyForTests(call, () -> gateway.call(
                        station,
                        text(call.body(), "action"),
                        call.body().path("payload").toString())
                .thenApply(payload -> {
                    try {
                        return Answer.ok(Json.parse(payload));
                    } catch (IOException e) {
                        throw new IllegalStateException("the CSMS answered what is no JSON: " + payload, e);
                    }
                }));
    }

    private CompletionStage<Answer> onlyForTests(Call call, Supplier<CompletionStage<Answer>> action) {
        return testAccess.get() == null
                ? done(Answer.error(404, call.path().get(2) + " is there only with the feature karge-test-system"))
                : action.get();
    }

    private static SetVariableDataType setVariable(JsonNode body) {
        ComponentType component = ComponentType.of(text(body, "component"));
        if (body.hasNonNull("componentInstance")) {
            component = component.withInstance(text(body, "componentInstance"));
        }
        if (body.hasNonNull("evseId")) {
            EVSEType evse = new EVSEType(
                    integer(body, "evseId"),
                    body.hasNonNull("connectorId") ? integer(body, "connectorId") : null,
                    null);
            component = component.withEvse(evse);
        }
        VariableType variable = VariableType.of(text(body, "variable"));
        if (body.hasNonNull("variableInstance")) {
            variable = variable.withInstance(text(body, "variableInstance"));
        }
        SetVariableDataType request = SetVariableDataType.of(text(body, "value"), component, variable);
        if (!body.hasNonNull("attributeType")) {
            return request;
        }
        String attribute = text(body, "attributeType");
        return request.withAttributeType(AttributeEnumType.of(attribute)
                .orElseThrow(() -> new BadRequestException("'attributeType' is '" + attribute + "', it is one of "
                        + Arrays.stream(AttributeEnumType.values())
                                .map(AttributeEnumType::wire)
                                .toList())));
    }

    private static String text(JsonNode body, String member) {
        JsonNode value = body.path(member);
        if (!value.isTextual()) {
            throw new BadRequestException("'" + member + "' is missing or is no text");
        }
        return value.asText();
    }

    private static int integer(JsonNode body, String member) {
        JsonNode value = body.path(member);
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw new BadRequestException("'" + member + "' is no integer");
        }
        return value.asInt();
    }

    private static long number(Call call, String parameter, long fallback) {
        String value = call.query().get(parameter);
        if (value == null) {
            return fallback;
        }
        try {
            return Math.max(0, Long.parseLong(value));
        } catch (NumberFormatException e) {
            throw new BadRequestException("'" + parameter + "' is '" + value + "', a number is needed");
        }
    }

    private static Answer nothing(@Nullable Void done) {
        return Answer.ok(Map.of());
    }

    private static CompletionStage<Answer> noSuchCall(Call call) {
        return done(Answer.error(404, "there is no such call: " + call.method() + " " + call.path()));
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
