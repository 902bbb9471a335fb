package io.karge.shell;

import io.karge.runtime.StationView;
import io.karge.runtime.StationView.Hold;
import io.karge.runtime.StationView.Queue;
import io.karge.runtime.StationView.Transaction;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A station as a table shows it: a line for each thing that an administrator asks about. */
record StationDetails(
        String stationId,
        String driver,
        @Nullable String product,
        String connection,
        String registration,
        int networkProfile,
        int securityProfile,
        String hardware,
        List<String> connectors,
        List<String> transactions,
        String queue,
        List<String> holds,
        List<String> missingBlocks) {

    static StationDetails of(StationView station) {
        return new StationDetails(
                station.stationId(),
                station.driver(),
                station.product(),
                station.connection(),
                station.registration(),
                station.networkProfile(),
                station.securityProfile(),
                station.hardware(),
                connectors(station),
                station.transactions().stream().map(StationDetails::text).toList(),
                text(station.queue()),
                station.holds().stream().map(StationDetails::text).toList(),
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

    private static String text(Hold hold) {
        return (hold.evseId() == 0 ? "station" : "EVSE " + hold.evseId())
                + " "
                + String.join(", ", hold.effects()).toLowerCase(Locale.ROOT).replace('_', ' ')
                + " for " + hold.block() + ": " + hold.reason();
    }

    private static String text(Queue queue) {
        return queue.oldest() == null
                ? "empty"
                : queue.length() + " since " + queue.oldest() + (queue.waiting() == null ? "" : ", " + queue.waiting());
    }
}
