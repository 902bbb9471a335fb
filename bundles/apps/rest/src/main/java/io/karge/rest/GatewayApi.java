package io.karge.rest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.OcppCodec;
import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.VariableType;
import io.karge.rest.ApiCall.BadRequestException;
import io.karge.runtime.ApiCaller.Right;
import io.karge.runtime.FactoryReset;
import io.karge.runtime.Gateway;
import io.karge.runtime.ResetOrder;
import io.karge.runtime.TestAccess;
import io.karge.runtime.TransferView;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What each call of the REST interface does; knows no servlets. Thread-safe; never blocks. */
final class GatewayApi {
    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 10_000;
    private static final String LOOK = "GET, HEAD, OPTIONS";
    private static final String ACT = "POST, OPTIONS";
    private static final String LOOK_AND_ACT = "GET, HEAD, POST, OPTIONS";
    private static final String DESCRIPTION = "openapi.json";

    /**
     * A path.
     *
     * @param methods that it has, as the header Allow names them
     * @param looking what a token has to be good for to look
     * @param acting what it has to be good for to change something
     */
    record Methods(String methods, Right looking, Right acting) {
        /** To look is everybody's. */
        Methods(String methods, Right acting) {
            this(methods, Right.READ, acting);
        }
    }

    private static final Methods LOOKS = new Methods(LOOK, Right.READ);
    /** All that there is of a station, in a file that leaves the gateway: not everybody's, as it is in the shell. */
    private static final Methods HANDS_OUT = new Methods("GET, OPTIONS", Right.ADMINISTER, Right.ADMINISTER);

    /** What is there beside the stations. */
    private static final Map<String, Methods> TOP =
            Map.of("stations", LOOKS, "problems", LOOKS, "transfers", LOOKS, DESCRIPTION, LOOKS);

    /** What a station has below it, and with which right it is changed. */
    private static final Map<String, Methods> OF_STATION = Map.ofEntries(
            Map.entry("messages", LOOKS),
            Map.entry("product", LOOKS),
            Map.entry("variables", new Methods(LOOK_AND_ACT, Right.ADMINISTER)), // passwords and profiles among them
            Map.entry("discarded", new Methods(LOOK_AND_ACT, Right.ADMINISTER)),
            Map.entry("restart", new Methods(ACT, Right.OPERATE)),
            Map.entry("connect", new Methods(ACT, Right.OPERATE)),
            Map.entry("disconnect", new Methods(ACT, Right.OPERATE)),
            Map.entry("factory-reset", new Methods(ACT, Right.ADMINISTER)),
            Map.entry("calls", new Methods(ACT, Right.ADMINISTER)),
            Map.entry("authorization-cache", new Methods(ACT, Right.ADMINISTER)),
            Map.entry("certificates", LOOKS),
            Map.entry("firmware", LOOKS),
            Map.entry("transfers", LOOKS),
            Map.entry("logs", HANDS_OUT));

    /** What the query strings of these may say. */
    private static final Map<String, Set<String>> PARAMETERS =
            Map.of("messages", Set.of("after", "limit"), "variables", Set.of("component"), "logs", Set.of("log"));

    /** What is done at one of its EVSEs, as somebody who stands there would. */
    private static final Map<String, Methods> OF_EVSE =
            Map.of("stop", new Methods(ACT, Right.OPERATE), "present-token", new Methods(ACT, Right.OPERATE));

    /** What is done with nothing further to say. */
    private static final Set<String> WITHOUT_MEMBERS = Set.of("discarded", "restart", "connect", "disconnect");

    private final OcppCodec codec = new OcppCodec();
    private final Answer.Text description = description();
    private final Gateway gateway;
    private final ArchiveDownloads archives;
    private final Supplier<@Nullable TestAccess> testAccess;

    GatewayApi(Gateway gateway, ArchiveDownloads archives, Supplier<@Nullable TestAccess> testAccess) {
        this.gateway = gateway;
        this.archives = archives;
        this.testAccess = testAccess;
    }

    /**
     * Does what the call asks for.
     *
     * @return fails, or throws, with what {@link Answer#failed} makes an answer of
     */
    CompletionStage<Answer> handle(ApiCall call) {
        List<String> path = call.path();
        Methods found = methods(path);
        if (found == null) {
            return noSuchCall(call);
        }
        if (call.isOptions()) {
            return done(Answer.options(found.methods()));
        }
        if (!List.of(found.methods().split(", ")).contains(call.method())) {
            return done(Answer.notAllowed(call.toString(), found.methods()));
        }
        Optional<String> refusal =
                call.caller().refusal(call.isGet() ? found.looking() : found.acting(), call.toString());
        if (refusal.isPresent()) {
            return done(Answer.error(403, refusal.get()));
        }
        call.onlyParameters(call.isGet() ? parameters(path) : Set.of());
        if (path.size() == 1) {
            return switch (path.get(0)) {
                case DESCRIPTION -> done(Answer.ok(description));
                case "problems" -> done(Answer.ok(gateway.problems()));
                case "transfers" -> done(Answer.ok(gateway.transfers()));
                default -> gateway.stations().thenApply(Answer::ok);
            };
        }
        String station = path.get(1);
        if (path.size() == 5) {
            return atEvse(station, path.get(3), path.get(4), call);
        }
        String what = path.size() == 2 ? "" : path.get(2);
        return call.isGet() ? look(station, what, call) : act(station, what, call);
    }

    /** Those of the query string. */
    static Set<String> parameters(List<String> path) {
        return path.size() == 3 ? PARAMETERS.getOrDefault(path.get(2), Set.of()) : Set.of();
    }

    /** Whether the answer is a file that has to be made, which is told in the audit log too. */
    static boolean handsOut(List<String> path) {
        return HANDS_OUT.equals(methods(path));
    }

    /** All paths below {@code /api/v1}, {@code {stationId}} in the place of a station's. */
    static Map<String, Methods> paths() {
        Map<String, Methods> all = new TreeMap<>(TOP);
        all.put("stations/{stationId}", LOOKS);
        OF_STATION.forEach((what, methods) -> all.put("stations/{stationId}/" + what, methods));
        OF_EVSE.forEach((what, methods) -> all.put("stations/{stationId}/evses/{evseId}/" + what, methods));
        return all;
    }

    private static Answer.Text description() {
        try (InputStream in = GatewayApi.class.getResourceAsStream("/" + DESCRIPTION)) {
            return new Answer.Text(
                    Objects.requireNonNull(in, DESCRIPTION).readAllBytes(), "application/json;charset=utf-8");
        } catch (IOException e) {
            throw new UncheckedIOException(e); // of the bundle itself
        }
    }

    /** Null when there is no such path. */
    private static @Nullable Methods methods(List<String> path) {
        String first = path.isEmpty() ? "" : path.get(0);
        return switch (path.size()) {
            case 1 -> TOP.get(first);
            case 2 -> first.equals("stations") ? LOOKS : null;
            case 3 -> first.equals("stations") ? OF_STATION.get(path.get(2)) : null;
            case 5 -> first.equals("stations") && path.get(2).equals("evses") ? OF_EVSE.get(path.get(4)) : null;
            default -> null;
        };
    }

    private CompletionStage<Answer> look(String station, String what, ApiCall call) {
        return switch (what) {
            case "" -> gateway.station(station).thenApply(Answer::ok);
            case "messages" -> {
                int limit = (int) Math.min(call.number("limit", DEFAULT_LIMIT), MAX_LIMIT);
                yield done(Answer.ok(gateway.messages(station, call.number("after", 0), limit)));
            }
            case "product" -> gateway.product(station).thenApply(GatewayApi::product);
            case "variables" ->
                gateway.variables(station, call.query().get("component"))
                        .thenApply(data ->
                                Answer.ok(data.stream().map(codec::payload).toList()));
            case "certificates" -> gateway.certificates(station).thenApply(Answer::ok);
            case "discarded" -> gateway.discarded(station).thenApply(GatewayApi::discarded);
            case "firmware" -> gateway.firmware(station).thenApply(Answer::ok);
            case "transfers" -> gateway.station(station).thenApply(there -> Answer.ok(transfers(station)));
            case "logs" -> archives.make(station, call);
            default -> noSuchCall(call);
        };
    }

    private List<TransferView> transfers(String station) {
        return gateway.transfers().stream()
                .filter(transfer -> transfer.stationId().equals(station))
                .toList();
    }

    private static Answer discarded(List<Gateway.Discarded> messages) {
        return Answer.ok(messages.stream().map(GatewayApi::discarded).toList());
    }

    private static Map<String, Object> discarded(Gateway.Discarded message) {
        Map<String, Object> said = new LinkedHashMap<>();
        if (message.since() != null) {
            said.put("since", message.since());
        }
        said.put("action", message.action());
        said.put("about", message.about());
        said.put("attempts", message.attempts());
        said.put("why", message.why());
        said.put("messageId", message.messageId());
        said.put("payload", json(message.payload()));
        return said;
    }

    private static JsonNode json(String text) {
        try {
            return Json.parse(text);
        } catch (JacksonException e) {
            throw new IllegalStateException("what was kept is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static Answer product(Gateway.ProductView product) {
        try {
            return Answer.ok(Map.of("model", product.model(), "facts", Json.parse(product.facts())));
        } catch (JacksonException e) {
            throw new IllegalStateException("product.json is no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private CompletionStage<Answer> act(String station, String what, ApiCall call) {
        if (WITHOUT_MEMBERS.contains(what)) {
            call.onlyMembers();
        }
        return switch (what) {
            case "variables" -> gateway.setVariable(station, setVariable(call)).thenApply(GatewayApi::variable);
            case "restart" -> gateway.restart(station).thenApply(GatewayApi::nothing);
            case "factory-reset" -> factoryReset(station, call);
            case "discarded" ->
                gateway.exportDiscarded(station, call.who())
                        .thenApply(
                                kept -> Answer.ok(kept.<Object>map(file -> file).orElse(Map.of())));
            case "connect" -> gateway.connect(station).thenApply(GatewayApi::nothing);
            case "disconnect" -> gateway.disconnect(station).thenApply(GatewayApi::nothing);
            case "calls" -> onlyForTests(what, () -> csmsCall(station, call));
            case "authorization-cache" -> onlyForTests(what, () -> cache(station, call));
            default -> noSuchCall(call);
        };
    }

    private CompletionStage<Answer> atEvse(String station, String evse, String what, ApiCall call) {
        if (!evse.matches("[0-9]{1,4}")) {
            return done(Answer.error(404, "there is no EVSE '" + evse + "': EVSEs are counted from 1"));
        }
        int evseId = Integer.parseInt(evse);
        if (what.equals("stop")) {
            call.onlyMembers();
            return gateway.stop(station, evseId).thenApply(GatewayApi::nothing);
        }
        call.onlyMembers("idToken", "type");
        return gateway.presentToken(station, evseId, TokenCall.token(call)).thenApply(GatewayApi::nothing);
    }

    private static Answer variable(SetVariableResultType result) {
        String status = result.attributeStatus().wire();
        StatusInfoType why = result.attributeStatusInfo();
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("attributeStatus", status);
        if (why != null) {
            said.put("why", why.text());
        }
        boolean accepted = result.attributeStatus() == SetVariableStatusEnumType.Accepted
                || result.attributeStatus() == SetVariableStatusEnumType.RebootRequired;
        return accepted ? Answer.ok(said) : Answer.refused(said, why == null ? status : status + ": " + why.text());
    }

    private CompletionStage<Answer> factoryReset(String station, ApiCall call) {
        call.onlyMembers("connect", "force");
        ResetOrder order = new ResetOrder(call.bool("connect", true), call.bool("force", false), call.who());
        return gateway.factoryReset(station, order).thenApply(GatewayApi::reset);
    }

    /** What there is nothing to say of is left out. */
    private static Answer reset(FactoryReset done) {
        Map<String, Object> said = new LinkedHashMap<>();
        if (done.note() != null) {
            said.put("note", done.note());
        }
        if (!done.ended().isEmpty()) {
            said.put("ended", done.ended());
        }
        if (done.kept() != null) {
            said.put("kept", done.kept());
        }
        return Answer.ok(said);
    }

    private CompletionStage<Answer> csmsCall(String station, ApiCall call) {
        call.onlyMembers("action", "payload");
        return gateway.call(station, call.text("action"), call.object("payload").toString())
                .thenApply(payload -> {
                    try {
                        return Answer.ok(Json.parse(payload));
                    } catch (JacksonException e) {
                        throw new IllegalStateException("the CSMS answered what is no JSON: " + payload, e);
                    }
                });
    }

    private CompletionStage<Answer> cache(String station, ApiCall call) {
        TokenCall token = TokenCall.of(call);
        return gateway.cacheAuthorization(station, token.idToken(), token.info())
                .thenApply(GatewayApi::nothing);
    }

    private CompletionStage<Answer> onlyForTests(String what, Supplier<CompletionStage<Answer>> action) {
        return testAccess.get() == null
                ? done(Answer.error(404, "'" + what + "' is there only with the feature karge-test-system"))
                : action.get();
    }

    private static SetVariableDataType setVariable(ApiCall call) {
        call.onlyMembers(
                "component",
                "componentInstance",
                "evseId",
                "connectorId",
                "variable",
                "variableInstance",
                "attributeType",
                "value");
        ComponentType component = ComponentType.of(call.text("component"));
        if (call.has("componentInstance")) {
            component = component.withInstance(call.text("componentInstance"));
        }
        if (call.has("evseId")) {
            Integer connectorId = call.has("connectorId") ? (Integer) call.integer("connectorId") : null;
            component = component.withEvse(new EVSEType(call.integer("evseId"), connectorId, null));
        } else if (call.has("connectorId")) {
            throw new BadRequestException("'connectorId' needs 'evseId': connectors are counted within their EVSE");
        }
        VariableType variable = VariableType.of(call.text("variable"));
        if (call.has("variableInstance")) {
            variable = variable.withInstance(call.text("variableInstance"));
        }
        SetVariableDataType request = SetVariableDataType.of(call.text("value"), component, variable);
        return call.has("attributeType") ? request.withAttributeType(attribute(call.text("attributeType"))) : request;
    }

    private static AttributeEnumType attribute(String name) {
        return AttributeEnumType.of(name)
                .orElseThrow(() -> new BadRequestException("'attributeType' is '" + name + "', it is one of "
                        + Arrays.toString(AttributeEnumType.values())));
    }

    private static Answer nothing(@Nullable Void done) {
        return Answer.ok(Map.of());
    }

    private static CompletionStage<Answer> noSuchCall(ApiCall call) {
        return done(Answer.error(404, "there is no such call: " + call));
    }

    private static CompletionStage<Answer> done(Answer answer) {
        return CompletableFuture.completedFuture(answer);
    }
}
