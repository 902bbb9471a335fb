package io.karge.conformance.mutants;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.driver.HardwareCommand.InstallFirmware;
import io.karge.ocpp.Action;
import java.util.List;
import java.util.function.Consumer;

/** Stations that update their firmware wrong. */
final class FirmwareMutants {
    private static final String LONG_AGO = "2020-01-01T00:00:00Z";

    static final List<Mutant> ALL = List.of(
            Mutant.of("nobody updates firmware", () -> Breakage.without("firmware"))
                    .in("L_01", "L_02", "L_03", "L_05", "L_06", "L_07", "L_08", "L_10", "L_15", "L_18"),
            Mutant.of("everything is accepted", () -> Wires.answering(Action.UpdateFirmware, "Accepted"))
                    .at("step 2: UpdateFirmwareResponse.status", "L_05", "L_18")
                    .at("step 6: UpdateFirmwareResponse.status", "L_10"),
            Mutant.of("nothing is accepted", () -> Wires.answering(Action.UpdateFirmware, "Rejected"))
                    .at("step 2: UpdateFirmwareResponse.status", "L_01", "L_05", "L_06", "L_07", "L_10"),
            // --- each state ---
            Mutant.of("the download is not told", () -> untold("Downloading"))
                    .at("step 3", "L_01", "L_02", "L_06", "L_08", "L_10", "L_15")
                    .at("step 5", "L_03"),
            Mutant.of("that the download ended is not told", () -> untold("Downloaded"))
                    .at("step 5", "L_01", "L_02", "L_06", "L_08", "L_15")
                    .at("step 7", "L_03")
                    .at("step 9", "L_10"),
            Mutant.of("that the signature is good is not told", () -> untold("SignatureVerified"))
                    .at("step 7", "L_01", "L_02", "L_08", "L_15")
                    .at("step 9", "L_03")
                    .at("step 11", "L_10"),
            Mutant.of("the installation is not told", () -> untold("Installing"))
                    .at("step 12", "L_01", "L_08")
                    .at("step 14", "L_02", "L_03")
                    .at("step 16", "L_10")
                    .at("step 17", "L_15"),
            Mutant.of("the restart is not told", () -> untold("InstallRebooting"))
                    .at("RebootBeforeFirmwareActivation", "L_01", "L_02", "L_03", "L_10", "L_15"),
            Mutant.of("the end is not told", () -> untold("Installed"))
                    .at("step 18", "L_01")
                    .at("step 20", "L_02", "L_03")
                    .at("step 22", "L_10")
                    .at("step 23", "L_15"),
            Mutant.of("that the installation waits is not told", () -> untold("InstallScheduled"))
                    .at("step 9", "L_02", "L_15"),
            Mutant.of("that the download waits is not told", () -> untold("DownloadScheduled"))
                    .at("step 3", "L_03"),
            Mutant.of("that the download failed is not told", () -> untold("DownloadFailed"))
                    .at("step 5", "L_07"),
            Mutant.of("that the signature is bad is not told", () -> untold("InvalidSignature"))
                    .at("step 7", "L_06"),
            Mutant.of("that the installation failed is not told", () -> untold("InstallVerificationFailed"))
                    .at("step 16", "L_08"),
            Mutant.of("a bad signature is good", () -> toldAs("InvalidSignature", "SignatureVerified"))
                    .at("step 7", "L_06"),
            Mutant.of("a failed download has succeeded", () -> toldAs("DownloadFailed", "Downloaded"))
                    .at("step 5", "L_07"),
            Mutant.of("a failed installation has succeeded", () -> toldAs("InstallVerificationFailed", "Installed"))
                    .at("step 16", "L_08"),
            Mutant.of(
                            "every update is the first one",
                            () -> Breakage.altering(
                                    Action.FirmwareStatusNotification, told -> told.put("requestId", 4711)))
                    .at("step 7: FirmwareStatusNotificationRequest.requestId", "L_10"),
            Mutant.of(
                            "no update has an id",
                            () -> Breakage.altering(
                                    Action.FirmwareStatusNotification, told -> told.remove("requestId")))
                    .at("step 3", "L_01", "L_02", "L_03", "L_06", "L_07", "L_08", "L_10", "L_15"),
            // --- what was asked for ---
            Mutant.of("the time of the download does not count", () -> asked("retrieveDateTime", LONG_AGO))
                    .at("step 3", "L_03"),
            Mutant.of("the time of the installation does not count", () -> asked("installDateTime", LONG_AGO))
                    .at("step 9", "L_02"),
            Mutant.of("the signature of another image is taken", () -> asked("signature", "AAAA"))
                    .at("step 7", "L_01", "L_02", "L_08", "L_15"),
            // --- security events, boot, hardware, connectors ---
            Mutant.of("the new firmware is no security event", () -> unraised("FirmwareUpdated"))
                    .at("step 20", "L_01")
                    .at("step 22", "L_02", "L_03")
                    .at("step 24", "L_10")
                    .at("step 25", "L_15"),
            Mutant.of("a bad signature is no security event", () -> unraised("InvalidFirmwareSignature"))
                    .at("step 9", "L_06"),
            Mutant.of("a bad certificate is no security event", () -> unraised("InvalidFirmwareSigningCertificate"))
                    .at("step 3", "L_05"),
            Mutant.of(
                            "the boot does not say why",
                            () -> Breakage.altering(Action.BootNotification, boot -> boot.put("reason", "PowerUp")))
                    .at("BootNotificationRequest.reason", "L_01", "L_02", "L_03", "L_10", "L_15"),
            Mutant.of("the hardware gets no image", () -> Drivers.refusing(InstallFirmware.class))
                    .at("step 14", "L_01")
                    .at("step 19", "L_15"),
            Mutant.of("connectors stay Available", () -> connectors("Unavailable", "Available"))
                    .at("step 11", "L_15")
                    .at("step 9", "L_01", "L_08"),
            Mutant.of("connectors stay Unavailable", () -> connectors("Available", "Unavailable"))
                    .at("step 14", "L_01", "L_08")
                    .at("step 16", "L_02"));

    private FirmwareMutants() {}

    private static Breakage untold(String status) {
        return Breakage.dropping(Action.FirmwareStatusNotification, told -> is(told, "status", status));
    }

    private static Breakage toldAs(String status, String other) {
        return Breakage.altering(Action.FirmwareStatusNotification, told -> {
            if (is(told, "status", status)) {
                told.put("status", other);
            }
        });
    }

    private static Breakage unraised(String type) {
        return Breakage.dropping(Action.SecurityEventNotification, event -> is(event, "type", type));
    }

    private static Breakage asked(String field, String value) {
        Consumer<ObjectNode> change = request -> ((ObjectNode) request.path("firmware")).put(field, value);
        return Breakage.hearing(Action.UpdateFirmware, change);
    }

    private static Breakage connectors(String status, String other) {
        return Breakage.altering(Action.StatusNotification, told -> {
            if (is(told, "connectorStatus", status)) {
                told.put("connectorStatus", other);
            }
        });
    }

    private static boolean is(ObjectNode message, String field, String value) {
        return message.path(field).asText().equals(value);
    }
}
