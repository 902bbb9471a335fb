package io.karge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.lab.Laboratory;
import io.karge.driver.StationModel;
import io.karge.ocpp.types.IdTokenType;
import io.karge.site.GatewayClient;
import io.karge.station.ProductFacts;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/**
 * A station of a running gateway with a simulated cabinet: what a person does at it goes to the simulator's control
 * API. Used by the case's thread.
 */
final class WireStation implements StationUnderTest {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** How long the cabinet is without power: long enough for the gateway to miss it. */
    private static final Duration DARK = Duration.ofSeconds(1);

    private final SiteStation site;
    private final GatewayClient gateway;
    private final TestCsms csms;
    private final Optional<Laboratory> laboratory;

    WireStation(SiteStation site, GatewayClient gateway, TestCsms csms, Optional<Laboratory> laboratory) {
        this.site = site;
        this.gateway = gateway;
        this.csms = csms;
        this.laboratory = laboratory;
    }

    @Override
    public Laboratory laboratory() {
        return laboratory.orElseThrow(
                () -> new IllegalStateException("the case does not say how its station connects"));
    }

    @Override
    public String stationId() {
        return site.stationId();
    }

    @Override
    public StationModel model() {
        return site.model();
    }

    @Override
    public ProductFacts product() {
        return site.product();
    }

    @Override
    public void powerCycle() {
        simulate("power cycle", "power-cycle", body().put("seconds", BigDecimal.valueOf(DARK.toMillis(), 3)));
    }

    @Override
    public void restart() {
        act("the administrator restarts the station", () -> gateway.act(site.stationId(), "restart", "{}"));
    }

    @Override
    public void plugIn(int evseId) {
        simulate("plug in at EVSE " + evseId, evse(evseId) + "plug-in", body());
    }

    @Override
    public void unplug(int evseId) {
        simulate("unplug at EVSE " + evseId, evse(evseId) + "unplug", body());
    }

    @Override
    public void suspendEnergy(int evseId, boolean suspended) {
        simulate(
                "the vehicle at EVSE " + evseId + (suspended ? " stops drawing energy" : " draws energy again"),
                evse(evseId) + "vehicle",
                body().put("state", suspended ? "suspended" : "charging"));
    }

    @Override
    public void presentToken(IdTokenType token, int evseId) {
        ObjectNode card =
                body().put("idToken", token.idToken()).put("type", token.type().wire());
        simulate(
                "card " + token.idToken() + (evseId == 0 ? "" : " for EVSE " + evseId),
                "present-token",
                evseId == 0 ? card : card.put("evseId", evseId));
    }

    @Override
    public void pressStopButton(int evseId) {
        simulate("stop button of EVSE " + evseId, evse(evseId) + "stop-button", body());
    }

    @Override
    public boolean isPowerPathClosed(int evseId) {
        return seen(evseId, "contactors").asText().equals("closed");
    }

    @Override
    public long meterWh(int evseId) {
        return seen(evseId, "meterWh").asLong();
    }

    /** What the simulator's control API tells of an EVSE. */
    private JsonNode seen(int evseId, String what) {
        JsonNode[] seen = {MissingNode.getInstance()};
        call(
                what + " of EVSE " + evseId,
                () -> seen[0] = gateway.simulator(site.simulator()).at("/evses/" + (evseId - 1) + "/" + what));
        return seen[0];
    }

    @Override
    public void fault(int evseId, String code, boolean raised) {
        if (raised) {
            simulate("fault " + code + " at EVSE " + evseId, evse(evseId) + "fault", body().put("code", code));
        } else {
            act(
                    "fault " + code + " at EVSE " + evseId + " is gone",
                    () -> gateway.clearFault(site.simulator(), evseId, code));
        }
    }

    @Override
    public void nextUpdateFails(String where) {
        simulate("the next firmware update fails at " + where, "firmware", body().put("failAt", where));
    }

    @Override
    public BooleanSupplier slowTransfer(String location) {
        AtomicBoolean stuck = new AtomicBoolean();
        FileServer.at(location).slowDown(location, () -> stuck.set(true));
        return stuck::get;
    }

    @Override
    public void hardwareLink(boolean up) {
        simulate(
                up ? "the line to the hardware is mended" : "the line to the hardware breaks",
                "link",
                body().put("mode", up ? "ok" : "down"));
    }

    private static ObjectNode body() {
        return JSON.objectNode();
    }

    private static String evse(int evseId) {
        return "evses/" + evseId + "/";
    }

    private void simulate(String what, String call, ObjectNode body) {
        act(what, () -> gateway.simulate(site.simulator(), call, body.toString()));
    }

    private void act(String what, Call call) {
        csms.acted(what);
        call(what, call);
    }

    /** A call of one of the gateway's HTTP interfaces. */
    @FunctionalInterface
    interface Call {
        void run() throws IOException, InterruptedException;
    }

    /**
     * Makes a call.
     *
     * @throws ConformanceException when the gateway refuses it or does not answer
     */
    static void call(String what, Call call) {
        try {
            call.run();
        } catch (IOException e) {
            throw new ConformanceException(what + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the run was interrupted");
        }
    }
}
