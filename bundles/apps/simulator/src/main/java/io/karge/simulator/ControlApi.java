package io.karge.simulator;

import io.karge.driver.TokenType;
import io.karge.runtime.ApiCaller.Right;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The control API without its HTTP: a call is a method, a path below {@code /simulator/api/v1} and a JSON body. An
 * answer is 200 with the station as it is afterwards, 204 to OPTIONS, or 400, 404, 405, 409 with {@code {"error": "what and why"}}.
 */
final class ControlApi {
    /** Where the calls are over HTTP. */
    static final String ROOT = "/simulator/api/v1";

    private static final String LOOK = "GET, HEAD, OPTIONS";
    private static final String ACT = "POST, OPTIONS";
    private static final Map<String, String> OF_STATION =
            Map.of("present-token", ACT, "power-cycle", ACT, "link", ACT, "firmware", ACT, "trap", ACT);
    private static final Map<String, String> OF_EVSE =
            Map.of("plug-in", ACT, "unplug", ACT, "vehicle", ACT, "stop-button", ACT, "fault", "POST, DELETE, OPTIONS");

    /** What a token has to be good for: all that is not to look is what people do at a charging station. */
    static Right right(String method) {
        return List.of(LOOK.split(", ")).contains(method) ? Right.READ : Right.OPERATE;
    }

    /** @param allow the methods that the path has, when the call has none of them, else null */
    record Answer(int status, Object body, @Nullable String allow) {
        Answer(int status, Object body) {
            this(status, body, null);
        }
    }

    record Problem(String error) {}

    private final Supplier<List<SimulatedStation>> stations;

    ControlApi(Supplier<List<SimulatedStation>> stations) {
        this.stations = stations;
    }

    /** Never completes exceptionally for a wrong call, only for a defect. */
    CompletionStage<Answer> handle(String method, String path, String body) {
        List<String> segments = segments(path);
        String methods = methods(segments);
        String call = method + " " + ROOT + path;
        if (methods.isEmpty()) {
            return CompletableFuture.completedFuture(new Answer(404, new Problem("there is no such call: " + call)));
        }
        if (method.equals("OPTIONS")) {
            return CompletableFuture.completedFuture(new Answer(204, Map.of(), methods));
        }
        if (!List.of(methods.split(", ")).contains(method)) {
            String why = "there is no call " + call + ", this path takes " + methods;
            return CompletableFuture.completedFuture(new Answer(405, new Problem(why), methods));
        }
        try {
            return route(method, segments, body)
                    .<Answer>thenApply(view -> new Answer(200, view))
                    .exceptionally(failure -> refused(
                            failure instanceof CompletionException && failure.getCause() != null
                                    ? failure.getCause()
                                    : failure));
        } catch (RuntimeException e) {
            return CompletableFuture.completedFuture(refused(e));
        }
    }

    private static Answer refused(Throwable failure) {
        Problem error = new Problem(String.valueOf(failure.getMessage()));
        if (failure instanceof IllegalArgumentException) {
            return new Answer(400, error);
        }
        if (failure instanceof NoSuchElementException) {
            return new Answer(404, error);
        }
        if (failure instanceof IllegalStateException) {
            return new Answer(409, error);
        }
        throw new CompletionException(failure);
    }

    private static List<String> segments(String path) {
        return Arrays.stream(path.split("/", -1))
                .filter(segment -> !segment.isEmpty())
                .toList();
    }

    /** All paths with the methods that each has, names in braces in the place of what varies. */
    static Map<String, String> paths() {
        Map<String, String> all = new TreeMap<>(Map.of(ROOT + "/stations", LOOK, ROOT + "/stations/{name}", LOOK));
        OF_STATION.forEach((what, methods) -> all.put(ROOT + "/stations/{name}/" + what, methods));
        OF_EVSE.forEach((what, methods) -> all.put(ROOT + "/stations/{name}/evses/{evseId}/" + what, methods));
        return all;
    }

    /** The methods that a path has, as the header Allow names them; empty when there is no such path. */
    private static String methods(List<String> path) {
        if (path.isEmpty() || !path.get(0).equals("stations")) {
            return "";
        }
        return switch (path.size()) {
            case 1, 2 -> LOOK;
            case 3 -> OF_STATION.getOrDefault(path.get(2), "");
            case 5 -> path.get(2).equals("evses") ? OF_EVSE.getOrDefault(path.get(4), "") : "";
            default -> "";
        };
    }

    private CompletionStage<?> route(String method, List<String> path, String body) {
        return switch (path.size()) {
            case 1 ->
                completed(Simulators.sorted(stations.get()).stream()
                        .map(SimulatedStation::view)
                        .toList());
            case 2 -> completed(station(path).view());
            case 3 -> onStation(station(path), path.get(2), body);
            default -> onEvse(station(path), evseId(path.get(3)), method + " " + path.get(4), body);
        };
    }

    private static CompletionStage<StationView> onStation(SimulatedStation station, String action, String body) {
        return switch (action) {
            case "present-token" -> {
                Bodies.Token token = Bodies.read(body, Bodies.Token.class);
                yield station.presentToken(
                        Bodies.required("idToken", token.idToken()),
                        tokenType(token.type()),
                        token.evseId() == null ? 0 : token.evseId());
            }
            case "power-cycle" ->
                station.powerCycle(
                        seconds(Bodies.read(body, Bodies.PowerCycle.class).seconds()));
            case "link" ->
                station.link(Labelled.parse(
                        LinkMode.class,
                        "mode",
                        Bodies.required(
                                "mode", Bodies.read(body, Bodies.Link.class).mode())));
            case "firmware" -> {
                Bodies.Firmware firmware = Bodies.read(body, Bodies.Firmware.class);
                yield station.firmware(
                        firmware.failAt() == null
                                ? FirmwareFailure.NONE
                                : Labelled.parse(FirmwareFailure.class, "failAt", firmware.failAt()),
                        firmware.version() == null ? null : FirmwareVersion.parse(firmware.version()));
            }
            case "trap" -> {
                Bodies.TrapSwitch trap = Bodies.read(body, Bodies.TrapSwitch.class);
                yield station.trap(
                        Labelled.parse(Trap.class, "trap", Bodies.required("trap", trap.trap())),
                        Bodies.required("on", trap.on()));
            }
            default -> throw new IllegalStateException(action + " is no call of a station");
        };
    }

    private static CompletionStage<StationView> onEvse(SimulatedStation station, int evseId, String call, String body) {
        return switch (call) {
            case "POST plug-in" ->
                station.plugIn(evseId, Bodies.read(body, Bodies.PlugIn.class).toVehicle());
            case "POST unplug" -> {
                Bodies.read(body, Bodies.Nothing.class);
                yield station.unplug(evseId);
            }
            case "POST vehicle" ->
                station.vehicle(
                        evseId,
                        Bodies.required(
                                "state",
                                Bodies.read(body, Bodies.VehicleState.class).state()));
            case "POST stop-button" -> {
                Bodies.read(body, Bodies.Nothing.class);
                yield station.stopButton(evseId);
            }
            case "POST fault" -> station.fault(evseId, fault(body));
            case "DELETE fault" -> station.clearFault(evseId, fault(body));
            default -> throw new IllegalStateException(call + " is no call of an EVSE");
        };
    }

    private SimulatedStation station(List<String> path) {
        return Simulators.find(stations.get(), path.get(1));
    }

    private static int evseId(String text) {
        if (!text.matches("[1-9]\\d{0,3}")) {
            throw new NoSuchElementException("there is no EVSE '" + text + "': they are numbered from 1");
        }
        return Integer.parseInt(text);
    }

    private static FaultCode fault(String body) {
        return FaultCode.parse(
                Bodies.required("code", Bodies.read(body, Bodies.Fault.class).code()));
    }

    static TokenType tokenType(@Nullable String type) {
        return Reader.TYPES.stream()
                .filter(value -> type == null || value.name().equals(type))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException("type '" + type + "' is unknown: use one of " + Reader.TYPES));
    }

    private static Duration seconds(@Nullable BigDecimal seconds) {
        return Duration.ofMillis(Bodies.required("seconds", seconds)
                .movePointRight(3)
                .min(BigDecimal.valueOf(Integer.MAX_VALUE))
                .max(BigDecimal.valueOf(-1))
                .longValue());
    }

    private static CompletionStage<?> completed(Object value) {
        return CompletableFuture.completedFuture(value);
    }
}
