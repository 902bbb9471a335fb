package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.hyc200us.Hyc200Us;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ChangeAvailabilityStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.OperationalStatusEnumType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The cable is pulled from a charging vehicle while its EVSE waits to go out of service: Ended, then Unavailable, and never
 * Available (G01.FR.05, G03.FR.05, G04.FR.06).
 */
class CablePulledTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "PowerPathClosed, station",
        "PowerPathClosed, evse",
        "PowerPathClosed, connector",
        "EVConnected, station",
        "EVConnected, evse",
        "EVConnected, connector",
        "Authorized, evse",
        "EnergyTransfer, evse"
    })
    void endsTheTransactionAndIsUnavailableOnce(String stopPoint, String level) {
        try (InProcessStation station = new InProcessStation(new Hyc400Eu(), folder)) {
            Bench bench = charging(station, stopPoint);
            EVSEType evse = EVSEType.of(bench.evseId());
            schedule(bench, level.equals("station") ? null : level.equals("evse") ? evse : evse.withConnectorId(1));
            bench.csms().came(OcppRequest.class, any -> true);

            station.unplug(bench.evseId());
            bench.pause(Duration.ofMinutes(1));
            List<String> told = told(bench);
            assertThat(told.subList(told.size() - 2, told.size()))
                    .as(told.toString())
                    .containsExactly("Ended", "1/1 Unavailable");
            assertThat(told).filteredOn(what -> what.startsWith("1/")).hasSize(1);
        }
    }

    /** The last transaction of a station that waits for two. */
    @ParameterizedTest
    @CsvSource({"1, 2", "2, 1"})
    void eachEvseOfAStationEndsByItself(int first, int second) {
        try (InProcessStation station = new InProcessStation(new Hyc200Us(), folder)) {
            Bench bench = station.ready();
            for (int evseId : List.of(1, 2)) {
                station.plugIn(evseId);
                bench.pause(Duration.ofSeconds(5));
                station.presentToken(IdTokenType.of("04A2B3C" + evseId, IdTokenEnumType.ISO14443), evseId);
                bench.pause(Duration.ofMinutes(1));
            }
            schedule(bench, null);
            bench.csms().came(OcppRequest.class, any -> true);
            station.unplug(first);
            bench.pause(Duration.ofMinutes(1));
            assertThat(statuses(bench, first)).isEqualTo(List.of("Ended", first + "/1 Unavailable"));
            station.unplug(second);
            bench.pause(Duration.ofMinutes(1));
            assertThat(statuses(bench, second)).isEqualTo(List.of("Ended", second + "/1 Unavailable"));
        }
    }

    /** A fault ends the energy; what comes after it is out of service too. */
    @ParameterizedTest
    @CsvSource({"true", "false"})
    void isNeverAvailableAfterAFault(boolean clearedFirst) {
        try (InProcessStation station = new InProcessStation(new Hyc400Eu(), folder)) {
            Bench bench = charging(station, "EVConnected");
            schedule(bench, EVSEType.of(bench.evseId()));
            bench.csms().came(OcppRequest.class, any -> true);
            station.fault(bench.evseId(), "GroundFailure", true);
            bench.pause(Duration.ofMinutes(1));
            if (clearedFirst) {
                station.fault(bench.evseId(), "GroundFailure", false);
                bench.pause(Duration.ofMinutes(1));
            }
            station.unplug(bench.evseId());
            bench.pause(Duration.ofMinutes(1));
            station.fault(bench.evseId(), "GroundFailure", false);
            bench.pause(Duration.ofMinutes(1));
            List<String> told = told(bench);
            assertThat(told)
                    .contains("1/1 Faulted", "Ended")
                    .noneMatch(what -> what.contains("Available"))
                    .endsWith("1/1 Unavailable");
        }
    }

    private static Bench charging(InProcessStation station, String stopPoint) {
        Bench bench = station.ready();
        bench.variables().configure("TxCtrlr", "TxStopPoint", stopPoint);
        bench.states().energyTransferStarted();
        return bench;
    }

    private static void schedule(Bench bench, @Nullable EVSEType evse) {
        bench.stationStates()
                .changeAvailability(
                        "scheduled",
                        OperationalStatusEnumType.Inoperative,
                        evse,
                        ChangeAvailabilityStatusEnumType.Scheduled);
        bench.pause(Duration.ofSeconds(30));
    }

    private static List<String> statuses(Bench bench, int evseId) {
        return told(bench).stream()
                .filter(what -> what.equals("Ended") || what.startsWith(evseId + "/"))
                .toList();
    }

    /** What came since it was asked last: types of events and states of connectors. */
    private static List<String> told(Bench bench) {
        return bench.csms().came(OcppRequest.class, any -> true).stream()
                .map(TestCsms.Received::request)
                .filter(request ->
                        request instanceof TransactionEventRequest || request instanceof StatusNotificationRequest)
                .map(request -> request instanceof TransactionEventRequest event
                        ? event.eventType().wire()
                        : status((StatusNotificationRequest) request))
                .toList();
    }

    private static String status(StatusNotificationRequest request) {
        return request.evseId() + "/" + request.connectorId() + " " + request.connectorStatus();
    }
}
