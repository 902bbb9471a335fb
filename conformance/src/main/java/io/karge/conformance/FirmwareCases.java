package io.karge.conformance;

import static io.karge.ocpp.types.FirmwareStatusEnumType.DownloadFailed;
import static io.karge.ocpp.types.FirmwareStatusEnumType.DownloadScheduled;
import static io.karge.ocpp.types.FirmwareStatusEnumType.Downloaded;
import static io.karge.ocpp.types.FirmwareStatusEnumType.Downloading;
import static io.karge.ocpp.types.FirmwareStatusEnumType.InstallRebooting;
import static io.karge.ocpp.types.FirmwareStatusEnumType.InstallScheduled;
import static io.karge.ocpp.types.FirmwareStatusEnumType.InstallVerificationFailed;
import static io.karge.ocpp.types.FirmwareStatusEnumType.InstallationFailed;
import static io.karge.ocpp.types.FirmwareStatusEnumType.Installed;
import static io.karge.ocpp.types.FirmwareStatusEnumType.Installing;
import static io.karge.ocpp.types.FirmwareStatusEnumType.InvalidSignature;
import static io.karge.ocpp.types.FirmwareStatusEnumType.SignatureVerified;
import static io.karge.ocpp.types.UpdateFirmwareStatusEnumType.Accepted;
import static io.karge.ocpp.types.UpdateFirmwareStatusEnumType.AcceptedCanceled;
import static io.karge.ocpp.types.UpdateFirmwareStatusEnumType.InvalidCertificate;
import static io.karge.ocpp.types.UpdateFirmwareStatusEnumType.Rejected;
import static io.karge.ocpp.types.UpdateFirmwareStatusEnumType.RevokedCertificate;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.conformance.TestCsms.Received;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.FirmwareStatusNotificationRequest;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.FirmwareType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** The cases of block L: signed firmware updates (L01). */
@MovesFiles
public final class FirmwareCases {
    private static final int ID = 4711;
    private static final int SECOND = 4712;

    /** The Configured Install and Download Offset Period. */
    private static final Duration OFFSET = Duration.ofSeconds(10);

    /** Fetched, verified and installed: L01.FR.01, L01.FR.04, L01.FR.05, L01.FR.09, L01.FR.10, L01.FR.12, L01.FR.20. */
    @TestCase("TC_L_01_CS")
    public void installed(Bench bench) {
        Firmware firmware = bench.firmware();
        firmware.trusted();
        firmware.update("step 2", ID, firmware.good(), Accepted);
        firmware.all(ID, List.of(Downloading, Downloaded, SignatureVerified), 3);
        firmware.next("step 12", ID, Installing);
        becomesUnavailable(bench, "step 9");
        activated(bench, ID, "step 14", "step 18", "step 20");
    }

    /** Installed later: L01.FR.16. */
    @TestCase("TC_L_02_CS")
    public void installScheduled(Bench bench) {
        Firmware firmware = bench.firmware();
        firmware.trusted();
        Instant due = bench.csms().now().plus(OFFSET);
        firmware.update("step 2", ID, firmware.good().withInstallDateTime(due), Accepted);
        firmware.all(ID, List.of(Downloading, Downloaded, SignatureVerified, InstallScheduled), 3);
        firmware.next("step 14", ID, due, Installing);
        becomesUnavailable(bench, "step 11");
        activated(bench, ID, "step 16", "step 20", "step 22");
    }

    /** Fetched later: L01.FR.13. */
    @TestCase("TC_L_03_CS")
    public void downloadScheduled(Bench bench) {
        Firmware firmware = bench.firmware();
        firmware.trusted();
        Instant due = bench.csms().now().plus(OFFSET);
        firmware.update("step 2", ID, firmware.retrievedAt(due), Accepted);
        firmware.next("step 3", ID, DownloadScheduled);
        firmware.next("step 5", ID, due, Downloading);
        firmware.all(ID, List.of(Downloaded, SignatureVerified), 7);
        firmware.next("step 14", ID, Installing);
        becomesUnavailable(bench, "step 11");
        activated(bench, ID, "step 16", "step 20", "step 22");
    }

    /** A certificate that nobody trusts: L01.FR.02, L01.FR.21, L01.FR.22. */
    @TestCase("TC_L_05_CS")
    public void invalidCertificate(Bench bench) {
        Firmware firmware = bench.firmware();
        firmware.trusted();
        firmware.update("step 2", ID, firmware.signedByAStranger(), InvalidCertificate, RevokedCertificate);
        securityEvent(bench, "step 3", "InvalidFirmwareSigningCertificate");
        nothingBegins(bench);
    }

    /** The signature of another image: L01.FR.03, L01.FR.04. */
    @TestCase("TC_L_06_CS")
    public void invalidSignature(Bench bench) {
        Firmware firmware = bench.firmware();
        firmware.trusted();
        firmware.update("step 2", ID, firmware.good().withSignature(firmware.signatureOfAnother()), Accepted);
        firmware.all(ID, List.of(Downloading, Downloaded), 3);
        inAnyOrder(
                bench,
                "step 7",
                "step 9",
                told -> told.status() == InvalidSignature && Objects.equals(told.requestId(), ID),
                "InvalidFirmwareSignature");
    }

    /** A file that is not there. */
    @TestCase("TC_L_07_CS")
    public void downloadFailed(Bench bench) {
        Firmware firmware = bench.firmware();
        firmware.trusted();
        firmware.update("step 2", ID, firmware.from(firmware.location() + "_does_not_exist"), Accepted);
        FirmwareStatusNotificationRequest told = bench.csms().next("step 3", FirmwareStatusNotificationRequest.class);
        Checks.equal("step 3: requestId", told.requestId(), ID);
        if (told.status() == Downloading) { // optional
            firmware.next("step 5", ID, DownloadFailed);
        } else {
            Checks.equal("step 5: status", told.status(), DownloadFailed);
        }
    }

    /** The hardware does not accept the image. */
    @TestCase("TC_L_08_CS")
    public void installVerificationFailed(Bench bench) {
        Firmware firmware = bench.firmware();
        firmware.trusted();
        bench.station().nextUpdateFails("verify");
        firmware.update("step 2", ID, firmware.good(), Accepted);
        firmware.all(ID, List.of(Downloading, Downloaded, SignatureVerified), 3);
        firmware.next("step 12", ID, Installing);
        becomesUnavailable(bench, "step 9");
        Received<FirmwareStatusNotificationRequest> failed =
                bench.csms().await("step 16", FirmwareStatusNotificationRequest.class, any -> true);
        Checks.equal("step 16: status", failed.request().status(), InstallVerificationFailed, InstallationFailed);
        Checks.equal("step 16: requestId", failed.request().requestId(), ID);
        bench.connectors().awaitAll("step 14", ConnectorStatusEnumType.Available);
    }

    /** A second request while the first is fetched: L01.FR.24. DECISIONS: nothing more is sent for the first. */
    @TestCase("TC_L_10_CS")
    public void acceptedCanceled(Bench bench) {
        Firmware firmware = bench.firmware();
        firmware.trusted();
        BooleanSupplier stuck = firmware.slowDown();
        firmware.update("step 2", ID, firmware.good(), Accepted);
        firmware.next("step 3", ID, Downloading);
        bench.csms().awaitThat("step 3: the image is on its way", Duration.ZERO, stuck);
        firmware.update("step 6", SECOND, firmware.good(), AcceptedCanceled);
        firmware.all(SECOND, List.of(Downloading, Downloaded, SignatureVerified), 7);
        firmware.next("step 16", SECOND, Installing);
        becomesUnavailable(bench, "step 13");
        activated(bench, SECOND, "step 18", "step 22", "step 24");
    }

    /** While a vehicle charges: L01.FR.06, L01.FR.07. DECISIONS: it waits for the unplug; never Available before. */
    @TestCase("TC_L_15_CS")
    public void waitsForTheTransaction(Bench bench) {
        bench.variables().configureUnlessSo("ChargingStation", "AllowNewSessionsPendingFirmwareUpdate", "false");
        Firmware firmware = bench.firmware();
        firmware.trusted();
        bench.states().energyTransferStarted();
        firmware.update("step 2", ID, firmware.good(), Accepted);
        firmware.all(ID, List.of(Downloading, Downloaded, SignatureVerified), 3);
        firmware.next("step 9", ID, InstallScheduled); // the products cannot install meanwhile (C-43)
        bench.connectors().all().stream()
                .filter(connector -> connector.evseId() != bench.evseId())
                .forEach(connector -> bench.connectors()
                        .await(
                                "step 11",
                                connector.evseId(),
                                connector.connectorId(),
                                ConnectorStatusEnumType.Unavailable));
        bench.csms()
                .none(
                        "step 12: no installation while the vehicle charges",
                        FirmwareStatusNotificationRequest.class,
                        any -> true);
        bench.states().stopAuthorized(Authorization.LOCAL);
        bench.states().evConnectedPostSession();
        bench.csms()
                .none(
                        "step 13: no installation before the unplug",
                        FirmwareStatusNotificationRequest.class,
                        any -> true);
        bench.states().evDisconnectedWhileUnavailable();
        firmware.next("step 17", ID, Installing);
        activated(bench, ID, "step 19", "step 23", "step 25");
    }

    /** Firmware without certificate and signature. */
    @TestCase("TC_L_18_CS")
    public void unsigned(Bench bench) {
        Firmware firmware = bench.firmware();
        FirmwareType unsigned = firmware.good().withSigningCertificate(null).withSignature(null);
        firmware.update("step 2", ID, unsigned, Rejected, InvalidCertificate);
        nothingBegins(bench);
    }

    /** Optional, but the products say it: their connectors are out of service while the hardware installs. */
    private static void becomesUnavailable(Bench bench, String step) {
        bench.connectors().awaitAll(step, ConnectorStatusEnumType.Unavailable);
    }

    /**
     * RebootBeforeFirmwareActivation, and what follows it. DECISIONS: Installing, InstallRebooting, BootNotification,
     * Installed, FirmwareUpdated.
     */
    private static void activated(Bench bench, int requestId, String reboot, String installed, String updated) {
        bench.firmware().next(reboot + ": RebootBeforeFirmwareActivation", requestId, InstallRebooting);
        BootNotificationRequest boot = bench.stationStates().bootNotification(reboot);
        Checks.equal(reboot + ": BootNotificationRequest.reason", boot.reason(), BootReasonEnumType.FirmwareUpdate);
        bench.connectors().awaitAll(reboot, ConnectorStatusEnumType.Available);
        List<OcppRequest> said = inAnyOrder(
                bench,
                installed,
                updated,
                status -> status.status() == Installed && Objects.equals(status.requestId(), requestId),
                "FirmwareUpdated");
        Checks.that(
                updated + ": the order",
                said.get(said.size() - 1) instanceof SecurityEventNotificationRequest,
                "Installed, then FirmwareUpdated",
                said);
    }

    /** A state and a security event, in any order, and between them what a booting station says. */
    private static List<OcppRequest> inAnyOrder(
            Bench bench,
            String stateStep,
            String eventStep,
            Predicate<FirmwareStatusNotificationRequest> state,
            String event) {
        List<OcppRequest> said = new ArrayList<>();
        boolean stateTold = false;
        boolean eventTold = false;
        while (!stateTold || !eventTold) {
            String step = stateTold ? eventStep + ": " + event : stateStep + ": FirmwareStatusNotification";
            OcppRequest next = bench.csms().next(step, OcppRequest.class);
            if (next instanceof FirmwareStatusNotificationRequest told) {
                Checks.that(
                        stateStep + ": FirmwareStatusNotificationRequest", state.test(told), "as it should be", told);
                stateTold = true;
            } else if (next instanceof SecurityEventNotificationRequest told
                    && !bench.stationStates().isOfABoot(told)) {
                Checks.equal(eventStep + ": SecurityEventNotificationRequest.type", told.type(), event);
                eventTold = true;
            } else if (!(next instanceof SecurityEventNotificationRequest) && !Order.belongsToNoStep(next)) {
                Checks.fail(step, "a state of the update or a security event", next);
            }
            said.add(next);
        }
        bench.stationStates().maySendSecurityEvent();
        return said;
    }

    private static void securityEvent(Bench bench, String step, String type) {
        Checks.equal(
                step + ": SecurityEventNotificationRequest.type",
                bench.csms()
                        .await(step, SecurityEventNotificationRequest.class, any -> true)
                        .request()
                        .type(),
                type);
    }

    private static void nothingBegins(Bench bench) {
        bench.csms()
                .none("after the answer: nothing of an update", FirmwareStatusNotificationRequest.class, any -> true);
    }
}
