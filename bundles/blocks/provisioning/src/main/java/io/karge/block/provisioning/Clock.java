package io.karge.block.provisioning;

import io.karge.station.StationContext;
import io.karge.station.VariableKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** The component ClockCtrlr: the station takes its time from the CSMS (B01.FR.06, G02.FR.06). */
final class Clock {
    private static final VariableKey DATE_TIME = VariableKey.of("ClockCtrlr", "DateTime");
    private static final VariableKey TIME_SOURCE = VariableKey.of("ClockCtrlr", "TimeSource");
    private static final VariableKey TIME_ZONE = VariableKey.of("ClockCtrlr", "TimeZone");

    private Clock() {}

    static void provide(StationContext context) {
        context.deviceModel().compute(DATE_TIME, () -> context.clock().now().toString());
        context.deviceModel().guard(TIME_SOURCE, Clock::refusalOfSource);
        context.deviceModel().guard(TIME_ZONE, Clock::refusalOfZone);
    }

    /** The CSMS told its time in a response. */
    static void told(StationContext context, Instant time) {
        if (context.deviceModel().list(TIME_SOURCE).contains("Heartbeat")) {
            context.lifeCycle().timeReceived(time);
        }
    }

    private static Optional<String> refusalOfSource(String value) {
        return value.isEmpty() ? Optional.of("a station has at least one source of time") : Optional.empty();
    }

    private static Optional<String> refusalOfZone(String value) {
        try {
            ZoneId.of(value);
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.of("it is no time zone such as Europe/Oslo");
        }
    }
}
