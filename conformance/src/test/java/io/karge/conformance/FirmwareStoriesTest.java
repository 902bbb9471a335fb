package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.FirmwareStatusNotificationRequest;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.FirmwareStatusEnumType;
import io.karge.ocpp.types.UpdateFirmwareStatusEnumType;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Firmware updates of a whole station, beyond the cases of Part 6. */
class FirmwareStoriesTest {
    private static final int ID = 7;

    @TempDir
    Path folder;

    private static void ends(Bench bench, FirmwareStatusEnumType status) {
        bench.csms().awaitThat(status.wire(), Duration.ofMinutes(1), () -> bench.csms().received().stream()
                .map(received -> received.request())
                .filter(FirmwareStatusNotificationRequest.class::isInstance)
                .map(FirmwareStatusNotificationRequest.class::cast)
                .anyMatch(told -> told.status() == status));
        bench.csms().came(OcppRequest.class, request -> !(request instanceof TransactionEventRequest));
    }

    /** L01.FR.28: the new firmware runs, and the station says so. */
    @Test
    void theNextBootNotificationHasTheNewVersion() {
        try (InProcessStation station = new InProcessStation(Products.ALL.get(0), folder)) {
            Bench bench = station.ready();
            bench.firmware().trusted();
            station.nextUpdate("none", "3.1.0");
            bench.firmware().update("the request", ID, bench.firmware().good(), UpdateFirmwareStatusEnumType.Accepted);
            ends(bench, FirmwareStatusEnumType.Installed);
            BootNotificationRequest boot = bench.csms().received().stream()
                    .map(received -> received.request())
                    .filter(BootNotificationRequest.class::isInstance)
                    .map(BootNotificationRequest.class::cast)
                    .reduce((first, last) -> last)
                    .orElseThrow();
            assertThat(boot.reason()).isEqualTo(BootReasonEnumType.FirmwareUpdate);
            assertThat(boot.chargingStation().firmwareVersion()).isEqualTo("3.1.0");
        }
    }

    /** L01.FR.07, B11.FR.02: after a failure each connector is what it was, after a restart too. */
    @Test
    void aFailedInstallationLeavesConnectorsAsTheyWere() {
        try (InProcessStation station = new InProcessStation(Products.ALL.get(0), folder)) {
            Bench bench = station.ready();
            bench.firmware().trusted();
            bench.stationStates().unavailable(EVSEType.of(2));
            bench.states().energyTransferStarted();
            station.nextUpdate("install", null);
            bench.firmware().update("the request", ID, bench.firmware().good(), UpdateFirmwareStatusEnumType.Accepted);
            ends(bench, FirmwareStatusEnumType.InstallScheduled);
            bench.states().stopAuthorized(Authorization.LOCAL);
            station.unplug(1);
            ends(bench, FirmwareStatusEnumType.InstallationFailed);
            bench.pause(Duration.ofSeconds(1));
            assertThat(status(station, 1)).isEqualTo(ConnectorStatusEnumType.Available.wire());
            assertThat(status(station, 2)).isEqualTo(ConnectorStatusEnumType.Unavailable.wire());
            station.restart();
            bench.pause(Duration.ofSeconds(30));
            assertThat(status(station, 1)).isEqualTo(ConnectorStatusEnumType.Available.wire());
            assertThat(status(station, 2)).isEqualTo(ConnectorStatusEnumType.Unavailable.wire());
        }
    }

    private static String status(InProcessStation station, int evseId) {
        return station.view().evses().stream()
                .filter(evse -> evse.evseId() == evseId)
                .findFirst()
                .orElseThrow()
                .connectors()
                .get(0)
                .status();
    }
}
