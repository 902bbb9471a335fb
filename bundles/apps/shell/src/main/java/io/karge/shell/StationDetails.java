package io.karge.shell;

import io.karge.failure.TimeWords;
import io.karge.runtime.AuthorizationView.Refusal;
import io.karge.runtime.StationView;
import io.karge.runtime.StationView.Hold;
import io.karge.runtime.StationView.NetworkProfile;
import io.karge.runtime.StationView.Queue;
import io.karge.runtime.StationView.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A station as a table shows it: a line for each thing that an administrator asks about. */
record StationDetails(
        String stationId,
        String driver,
        @Nullable String product,
        String connection,
        @Nullable Instant nextAttempt,
        String registration,
        int networkProfile,
        int securityProfile,
        String csmsUrl,
        List<String> networkProfiles,
        String hardware,
        String driverUri,
        @Nullable String driverVersion,
        @Nullable String firmware,
        @Nullable String serialNumber,
        List<String> meters,
        List<String> connectors,
        List<String> transactions,
        String queue,
        List<String> holds,
        String lastRefused,
        List<String> missingBlocks) {

    static StationDetails of(StationView station, List<Refusal> refusals) {
        return new StationDetails(
                station.stationId(),
                station.driver(),
                station.product(),
                station.connection(),
                station.nextAttempt(),
                station.registration(),
                station.networkProfile(),
                station.securityProfile(),
                station.csmsUrl(),
                station.networkProfiles().stream().map(StationDetails::text).toList(),
                station.hardware(),
                station.equipment().driverUri(),
                station.equipment().driverVersion(),
                station.equipment().firmware(),
                station.equipment().serialNumber(),
                station.equipment().meters().stream()
                        .map(meter -> "EVSE " + meter.evseId() + " " + meter.serialNumber())
                        .toList(),
                connectors(station),
                station.transactions().stream().map(StationDetails::text).toList(),
                text(station.queue()),
                station.holds().stream().map(StationDetails::text).toList(),
                refusals.stream().findFirst().map(StationDetails::text).orElse("nobody"),
                station.missingBlocks());
    }

    /** {@code 1.2 Available} for connector 2 of EVSE 1. */
    static List<String> connectors(StationView station) {
        return station.evses().stream()
                .flatMap(evse -> evse.connectors().stream()
                        .map(connector -> evse.evseId() + "." + connector.connectorId() + " " + connector.status()))
                .toList();
    }

    private static String text(Transaction transaction) {
        return "%s on EVSE %d %s since %s %d Wh"
                .formatted(
                        transaction.transactionId(),
                        transaction.evseId(),
                        transaction.chargingState(),
                        transaction.startedAt(),
                        transaction.energyWh());
    }

    /** {@code 2 wss://csms.example/ocpp security profile 2, failed 2026-01-01T00:00:00Z: no route}. */
    private static String text(NetworkProfile profile) {
        return profile.slot() + " " + profile.csmsUrl() + " security profile " + profile.securityProfile()
                + (profile.active() ? ", active" : "")
                + (profile.failed() == null ? "" : ", failed " + profile.failed());
    }

    private static String text(Hold hold) {
        return (hold.evseId() == 0 ? "station" : "EVSE " + hold.evseId())
                + " "
                + String.join(", ", hold.effects()).toLowerCase(Locale.ROOT).replace('_', ' ')
                + " for " + hold.block() + ": " + hold.reason();
    }

    private static String text(Refusal refusal) {
        return refusal.token()
                + (refusal.evseId() == 0 ? "" : " at EVSE " + refusal.evseId())
                + " at " + TimeWords.of(refusal.at()) + " by " + refusal.by() + ": " + refusal.why();
    }

    private static String text(Queue queue) {
        return queue.oldest() == null
                ? "empty"
                : queue.length() + " since " + queue.oldest() + (queue.waiting() == null ? "" : ", " + queue.waiting());
    }
}
