package io.karge.block.provisioning;

import io.karge.station.ProductFacts;
import io.karge.station.StationContext;
import io.karge.station.VariableKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The component ClockCtrlr: the station takes its time from the CSMS (B01.FR.06, G02.FR.06). */
final class Clock {
    private static final VariableKey DATE_TIME = VariableKey.of("ClockCtrlr", "DateTime");
    private static final VariableKey TIME_SOURCE = VariableKey.of("ClockCtrlr", "TimeSource");
    private static final VariableKey TIME_ZONE = VariableKey.of("ClockCtrlr", "TimeZone");

    private static final VariableKey TIME_OFFSET = VariableKey.of("ClockCtrlr", "TimeOffset");
    private static final Pattern OFFSET = Pattern.compile("[+-](0\\d|1[0-3]):[0-5]\\d|[+-]14:00");

    /** The variables that a product has only with an optional feature (Part 5). */
    private static final Map<VariableKey, String> OPTIONAL = Map.of(TIME_OFFSET, "C-25", TIME_ZONE, "C-26");

    private Clock() {}

    /** Whether a product has a variable. */
    static boolean has(VariableKey variable, ProductFacts product) {
        String feature = OPTIONAL.get(variable);
        return feature == null || product.supports(feature);
    }

    static void provide(StationContext context) {
        context.deviceModel().compute(DATE_TIME, () -> context.clock().now().toString());
        context.deviceModel().guard(TIME_SOURCE, Clock::refusalOfSource);
        guard(context, TIME_ZONE, Clock::refusalOfZone);
        guard(context, TIME_OFFSET, Clock::refusalOfOffset);
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

    private static void guard(
            StationContext context, VariableKey variable, Function<String, Optional<String>> refusal) {
        if (has(variable, context.product())) {
            context.deviceModel().guard(variable, refusal);
        }
    }

    /** The name of a place, not an offset: that would be TimeOffset (Part 2, 2.1.31). */
    private static Optional<String> refusalOfZone(String value) {
        return ZoneId.getAvailableZoneIds().contains(value)
                ? Optional.empty()
                : Optional.of("it is no time zone such as Europe/Oslo");
    }

    private static Optional<String> refusalOfOffset(String value) {
        return OFFSET.matcher(value).matches() ? Optional.empty() : Optional.of("it is no offset such as +01:00");
    }
}
