package io.karge.block.securityevents;

import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.station.SecurityLog;
import io.karge.station.StationContext;

/** Raises the security event of each boot of the station, once (A04; appendix Security Events). */
final class BootEvents {
    private final StationContext context;
    private final Raised events;
    private boolean raised;

    /** Takes a security event. */
    interface Raised {
        void raise(String type, String techInfo, String who);
    }

    BootEvents(StationContext context, Raised events) {
        this.context = context;
        this.events = events;
    }

    /** A station that the CSMS has answered has not just booted: the block came into a running one. */
    void start() {
        raised = context.lifeCycle().registration().isPresent();
        check();
    }

    /** Raises the event as soon as it is known why the station booted; at the latest it is with the connection. */
    void check() {
        BootReasonEnumType reason = context.lifeCycle().bootReason();
        if (!raised
                && (reason != BootReasonEnumType.Unknown || context.lifeCycle().connected())) {
            raised = true;
            events.raise(typeOf(reason), "boot reason " + reason.wire(), actor(reason));
        }
    }

    /** Only the CSMS schedules a reset. */
    private static String actor(BootReasonEnumType reason) {
        return switch (reason) {
            case RemoteReset, ScheduledReset -> SecurityLog.CSMS;
            default -> SecurityLog.GATEWAY;
        };
    }

    private static String typeOf(BootReasonEnumType reason) {
        return switch (reason) {
            case PowerUp, FirmwareUpdate, Triggered, Unknown -> "StartupOfTheDevice";
            case ApplicationReset, LocalReset, RemoteReset, ScheduledReset, Watchdog -> "ResetOrReboot";
        };
    }
}
