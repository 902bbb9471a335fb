package io.karge.runtime.testkit;

import io.karge.runtime.DurationHistogram;
import io.karge.runtime.StationMeasurements;
import io.karge.runtime.StationView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Stations as people see them. */
public final class Stations {
    /** When everything in them happened. */
    public static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private Stations() {}

    /** A station that charges on EVSE 1 and has one problem. */
    public static StationView charging(String stationId) {
        return new StationView(
                stationId,
                "hyc-400-us",
                "Hypercharger HYC400",
                "online",
                null,
                "Accepted",
                1,
                2,
                List.of(
                        new StationView.NetworkProfile(1, "wss://csms.example/ocpp", 2, true, null),
                        new StationView.NetworkProfile(2, "wss://new.example/ocpp", 2, false, AT + ": no route")),
                "up",
                List.of(
                        new StationView.Evse(1, List.of(new StationView.Connector(1, "Occupied")), "TX-1"),
                        new StationView.Evse(2, List.of(new StationView.Connector(1, "Available")), null)),
                List.of(new StationView.Transaction("TX-1", 1, "Charging", AT, 1200, 3)),
                new StationView.Queue(3, AT),
                List.of(new StationView.Hold("provisioning", 0, "a reset waits", List.of("REFUSES_SESSIONS"))),
                List.of("metering"),
                List.of(new StationView.Problem(AT, "no clock", "the CSMS is away", "connect it")),
                "wss://csms.example/ocpp",
                new StationView.Equipment(
                        "modbus-tcp://192.0.2.10:502?unitId=1",
                        "0.1.0",
                        "3.1.0",
                        "SN-1",
                        List.of(new StationView.Meter(1, "4711"))));
    }

    /** What such a station has measured, ninety seconds after {@link #AT}. */
    public static StationMeasurements measured(String stationId) {
        DurationHistogram never =
                new DurationHistogram(Collections.nCopies(DurationHistogram.BOUNDS.size() + 1, 0L), Duration.ZERO);
        List<Long> counts = new ArrayList<>(never.counts());
        counts.set(0, 2L);
        counts.set(DurationHistogram.BOUNDS.size(), 1L);
        DurationHistogram thrice = new DurationHistogram(counts, Duration.ofMillis(31_500));
        return new StationMeasurements(
                stationId,
                AT.plusSeconds(90),
                List.of(
                        new StationMeasurements.EvseMeter(1, 1_200_000L, 148_000),
                        new StationMeasurements.EvseMeter(2, null, null)),
                List.of(
                        new StationMeasurements.MessageCount("in", "CALLRESULT", 17),
                        new StationMeasurements.MessageCount("out", "CALL", 18)),
                new StationMeasurements.Counts(1, 3, 2, 5, 4),
                new StationMeasurements.Timings(thrice, never, never, never));
    }
}
