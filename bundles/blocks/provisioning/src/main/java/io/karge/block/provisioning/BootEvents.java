package io.karge.block.provisioning;

import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.station.StationContext;

/** Raises the security event of each boot of the station, once (A04; appendix Security Events). */
final class BootEvents {
    private final StationContext context;
    private final SecurityEventQueue queue;
    private boolean raised;

    BootEvents(StationContext context, SecurityEventQueue queue) {
        this.context = context;
        this.queue = queue;
    }

    /** A station that has had no answer to BootNotification since it booted has just booted. */
    void check() {
        if (!raised && context.lifeCycle().registration().isEmpty()) {
            raised = true;
            BootReasonEnumType reason = context.lifeCycle().bootReason();
            queue.raise(typeOf(reason), "boot reason " + reason.wire());
        }
    }

    /** The boot is over; the next one is another. */
    void registered() {
        raised = false;
    }

    private static String typeOf(BootReasonEnumType reason) {
        return switch (reason) {
            case PowerUp, FirmwareUpdate, Triggered, Unknown -> "StartupOfTheDevice";
            case ApplicationReset, LocalReset, RemoteReset, ScheduledReset, Watchdog -> "ResetOrReboot";
        };
    }
}
