package io.karge.runtime.testkit;

import io.karge.runtime.StationView;
import java.time.Instant;
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
                List.of(new StationView.Problem(AT, "no clock", "the CSMS is away", "connect it")));
    }
}
