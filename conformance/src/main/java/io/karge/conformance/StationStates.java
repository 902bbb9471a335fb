package io.karge.conformance;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.conformance.TestCsms.Received;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.ChangeAvailabilityRequest;
import io.karge.ocpp.messages.ChangeAvailabilityResponse;
import io.karge.ocpp.messages.ResetRequest;
import io.karge.ocpp.messages.ResetResponse;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ChangeAvailabilityStatusEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.OperationalStatusEnumType;
import io.karge.ocpp.types.ResetEnumType;
import io.karge.ocpp.types.ResetStatusEnumType;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reusable and memory states of Part 6 that concern the whole station, each a method of its name. */
public final class StationStates {
    private static final String STARTUP = "StartupOfTheDevice";
    private static final String RESET = "ResetOrReboot";

    private final Bench bench;

    StationStates(Bench bench) {
        this.bench = bench;
    }

    /** Booted, after a power cycle, all connectors free and operative. */
    public BootNotificationRequest booted() {
        bench.station().powerCycle();
        BootNotificationRequest boot = afterBoot();
        // Not asked for by Part 6, as the reason after a reset without a transaction is not.
        Checks.equal("Booted, step 3: BootNotificationRequest.reason", boot.reason(), BootReasonEnumType.PowerUp);
        return boot;
    }

    /** Booted, after a Reset. */
    public BootNotificationRequest booted(ResetEnumType type) {
        reset("Booted, step 2", type, ResetStatusEnumType.Accepted);
        return afterBoot();
    }

    /** Booting: the reset is under way, the connection not yet back. */
    public void booting() {
        reset("Booting, step 2", ResetEnumType.Immediate, ResetStatusEnumType.Accepted);
    }

    /** Calls Reset for the station and asserts its answer. */
    public void reset(String step, ResetEnumType type, ResetStatusEnumType expected) {
        Checks.equal(
                step + ": ResetResponse.status",
                bench.csms().call(ResetRequest.of(type), ResetResponse.class).status(),
                expected);
    }

    /** Booted from step 3 on, once the reset or whatever brings it about was asked for. */
    BootNotificationRequest afterBoot() {
        BootNotificationRequest boot = bootNotification("Booted, step 3");
        bench.connectors().awaitAll("Booted, step 5", ConnectorStatusEnumType.Available);
        securityEvent("Booted, step 7");
        return boot;
    }

    /** Waits for BootNotification. Before it connectors may be reported Unavailable (erratum of 2026-02). */
    public BootNotificationRequest bootNotification(String step) {
        return awaitBootNotification(step).request();
    }

    /** As {@link #bootNotification}, with when it came. */
    public Received<BootNotificationRequest> awaitBootNotification(String step) {
        Received<BootNotificationRequest> boot = bench.csms().await(step, BootNotificationRequest.class, any -> true);
        bench.connectors().cameBefore(step + ", before it", boot.order(), ConnectorStatusEnumType.Unavailable);
        return boot;
    }

    /** Waits for the SecurityEventNotification of a station that booted. */
    public void securityEvent(String step) {
        Received<SecurityEventNotificationRequest> event =
                bench.csms().await(step, SecurityEventNotificationRequest.class, any -> true);
        Checks.equal(
                step + ": SecurityEventNotificationRequest.type",
                event.request().type(),
                STARTUP,
                RESET);
        bench.connectors().wereBefore(step, event);
    }

    /** Whether it is the security event of a boot. */
    boolean isOfABoot(SecurityEventNotificationRequest event) {
        return Set.of(STARTUP, RESET).contains(event.type());
    }

    /** A station that booted tells so with a SecurityEventNotification, which not every case waits for. */
    public void maySendSecurityEvent() {
        bench.mayFollow(request -> request instanceof SecurityEventNotificationRequest event && isOfABoot(event));
    }

    /**
     * Unavailable: ChangeAvailability to Inoperative, accepted, and its connectors reported.
     *
     * @param evse null for the whole station
     */
    public void unavailable(@Nullable EVSEType evse) {
        changeAvailability(
                "Unavailable, step 2",
                OperationalStatusEnumType.Inoperative,
                evse,
                ChangeAvailabilityStatusEnumType.Accepted);
        awaitConnectors("Unavailable, step 3", evse, ConnectorStatusEnumType.Unavailable);
    }

    /** Calls ChangeAvailability and asserts its answer. */
    public void changeAvailability(
            String step,
            OperationalStatusEnumType wanted,
            @Nullable EVSEType evse,
            ChangeAvailabilityStatusEnumType expected) {
        Checks.equal(
                step + ": ChangeAvailabilityResponse.status",
                bench.csms()
                        .call(ChangeAvailabilityRequest.of(wanted).withEvse(evse), ChangeAvailabilityResponse.class)
                        .status(),
                expected);
    }

    /** The next report of each connector of the station, the EVSE or the one connector has this status. */
    public void awaitConnectors(String step, @Nullable EVSEType evse, ConnectorStatusEnumType expected) {
        bench.connectors().all().stream()
                .filter(c -> evse == null || c.evseId() == evse.id())
                .filter(c -> evse == null || evse.connectorId() == null || c.connectorId() == evse.connectorId())
                .forEach(c -> bench.connectors().await(step, c.evseId(), c.connectorId(), expected));
    }

    /** IdTokenCached: a whole session with the configured valid idToken, after which the station remembers it. */
    public void idTokenCached() {
        idTokenCached(bench.validIdToken(), true);
    }

    /**
     * IdTokenCached for another idToken.
     *
     * @param accepted whether the CSMS accepts it; else step 2 is the last
     */
    public void idTokenCached(IdTokenType idToken, boolean accepted) {
        bench.variables().configure("AuthCacheCtrlr", "Enabled", "true");
        ReusableStates states = bench.states();
        states.parkingBayOccupied();
        if (accepted) {
            states.authorized(Authorization.LOCAL, idToken);
            states.evConnectedPreSession();
            states.energyTransferStarted();
            bench.pause(bench.configured().transactionDuration());
            bench.station().presentToken(idToken, bench.evseId());
            states.stoppedBy("IdTokenCached, step 5", idToken);
            states.parkingBayUnoccupied();
        } else {
            AuthorizationCases.presentedInVain(bench, "IdTokenCached, step 2", idToken);
        }
        states.startOver(accepted && idToken.equals(bench.validIdToken()));
    }
}
