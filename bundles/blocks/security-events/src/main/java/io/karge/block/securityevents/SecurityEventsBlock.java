package io.karge.block.securityevents;

import io.karge.driver.HardwareEvent;
import io.karge.ocpp.OcppRequest;
import io.karge.station.FunctionalBlock;
import io.karge.station.Responder;
import io.karge.station.SecurityEvents;
import io.karge.station.SecurityLog;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import java.time.Duration;

/** The security events of one station: all of them go to the security log, the critical ones to the CSMS too (A04). */
final class SecurityEventsBlock implements FunctionalBlock, SecurityEvents {
    /** A change of the station's time by more than this is an event. */
    static final Duration TIME_ADJUSTMENT = Duration.ofSeconds(10);

    private final StationContext context;
    private final SecurityLog log;
    private final SecurityEventQueue queue;
    private final BootEvents bootEvents;

    SecurityEventsBlock(StationContext context, SecurityLog log) {
        this.context = context;
        this.log = log;
        queue = new SecurityEventQueue(context);
        bootEvents = new BootEvents(context, this::raise);
    }

    @Override
    public void start() {
        context.offer(SecurityEvents.class, this);
        bootEvents.start();
        if (context.lifeCycle().online()) {
            queue.deliver();
        }
    }

    @Override
    public void raise(String type, String techInfo) {
        raise(type, techInfo, context.actor());
    }

    private void raise(String type, String techInfo, String who) {
        log.add(new SecurityLog.Entry(context.clock().now(), context.stationId(), type, who, techInfo)); // A04.FR.04
        if (CriticalEvents.contains(type)) {
            queue.add(type, techInfo);
        }
    }

    @Override
    public void on(StationEvent event) {
        bootEvents.check();
        if (event instanceof StationEvent.Online) {
            // In a step of its own, so that the states of the connectors go first (B01, B04: scenario).
            context.after(Duration.ZERO, this::backOnline);
        } else if (event instanceof StationEvent.ClockSet set) {
            queue.clockSet(set);
        } else if (event instanceof StationEvent.TimeChanged changed) {
            timeChanged(changed);
        } else if (event instanceof StationEvent.Hardware hardware
                && hardware.event() instanceof HardwareEvent.Tampered tampered) {
            raise("TamperDetectionActivated", where(tampered.evseId()) + tampered.detail());
        }
    }

    private static String where(int evseId) {
        return evseId == 0 ? "" : "EVSE " + evseId + ": ";
    }

    private void backOnline() {
        if (context.lifeCycle().online()) {
            queue.deliver();
        }
    }

    private void timeChanged(StationEvent.TimeChanged changed) {
        if (Duration.between(changed.from(), changed.to()).abs().compareTo(TIME_ADJUSTMENT) > 0) {
            raise(
                    "SettingSystemTime",
                    "the CSMS set the station's time from " + changed.from() + " to " + changed.to(),
                    SecurityLog.CSMS);
        }
    }

    @Override
    public void on(OcppRequest request, Responder responder) {
        throw new IllegalArgumentException("security-events does not answer " + request.action());
    }

    @Override
    public void close() {}
}
