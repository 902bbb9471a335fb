package io.karge.conformance;

import io.karge.ocpp.messages.FirmwareStatusNotificationRequest;
import io.karge.ocpp.messages.UpdateFirmwareRequest;
import io.karge.ocpp.messages.UpdateFirmwareResponse;
import io.karge.ocpp.types.FirmwareStatusEnumType;
import io.karge.ocpp.types.FirmwareType;
import io.karge.ocpp.types.InstallCertificateUseEnumType;
import io.karge.ocpp.types.UpdateFirmwareStatusEnumType;
import io.karge.security.PemCertificates;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;

/**
 * The firmware of a case: an image on the laboratory's file server, who signed it, and what the station tells of its update.
 * Every FirmwareStatusNotification has to carry the requestId of the update (Part 6, general validations).
 */
public final class Firmware {
    private static final int IMAGE_OCTETS = 1 << 16;
    private static final Duration LONG_AGO = Duration.ofHours(2);
    private static final TestAuthority MANUFACTURER = TestAuthority.root("Karge Laboratory Firmware Root");
    private static final TestAuthority STRANGER = TestAuthority.root("Nobody's Firmware Root");
    private static final CertificateOrder ORDER =
            CertificateOrder.server("Firmware Signing").withNames();
    private static final Credentials SIGNER = MANUFACTURER.firmwareSigner(ORDER);
    private static final Credentials FOREIGN = STRANGER.firmwareSigner(ORDER);

    private final TestCsms csms;
    private final Certificates certificates;
    private final StationUnderTest station;
    private final byte[] image = new byte[IMAGE_OCTETS];
    private final String location;

    /** @param files where the image is */
    Firmware(TestCsms csms, Certificates certificates, StationUnderTest station, FileServer files) {
        this.csms = csms;
        this.certificates = certificates;
        this.station = station;
        new Random(1).nextBytes(image);
        this.location = files.serve(image);
    }

    /** The configured firmware_location. */
    public String location() {
        return location;
    }

    /** The station trusts the manufacturer: the configured signingCertificate is below an installed root. */
    public void trusted() {
        certificates.certificateInstalled(
                InstallCertificateUseEnumType.ManufacturerRootCertificate, MANUFACTURER.certificate());
    }

    /** Good firmware, to be fetched and installed at once: both dates are two hours ago. */
    public FirmwareType good() {
        Instant past = csms.now().minus(LONG_AGO);
        return FirmwareType.of(location, past)
                .withInstallDateTime(past)
                .withSigningCertificate(PemCertificates.write(SIGNER.chain()))
                .withSignature(signature(image));
    }

    /** The same, signed by somebody whose root the station does not have. */
    public FirmwareType signedByAStranger() {
        return good().withSigningCertificate(PemCertificates.write(FOREIGN.chain()));
    }

    /** A real signature by the right signer: of an image that differs in one bit. */
    public String signatureOfAnother() {
        byte[] other = image.clone();
        other[IMAGE_OCTETS / 2] ^= 1;
        return signature(other);
    }

    private static String signature(byte[] content) {
        return Base64.getEncoder().encodeToString(SIGNER.sign(content));
    }

    /** The same firmware to be fetched later. */
    public FirmwareType retrievedAt(Instant at) {
        FirmwareType good = good();
        return new FirmwareType(
                good.location(), at, good.installDateTime(), good.signingCertificate(), good.signature(), null);
    }

    /** The same firmware from elsewhere. */
    public FirmwareType from(String elsewhere) {
        FirmwareType good = good();
        return new FirmwareType(
                elsewhere,
                good.retrieveDateTime(),
                good.installDateTime(),
                good.signingCertificate(),
                good.signature(),
                null);
    }

    /** The next download does not come to its end. Gives whether only its end is missing. */
    public BooleanSupplier slowDown() {
        return station.slowTransfer(location);
    }

    /** Calls UpdateFirmware and asserts its answer. */
    public void update(String step, int requestId, FirmwareType firmware, UpdateFirmwareStatusEnumType... expected) {
        Checks.equal(
                step + ": UpdateFirmwareResponse.status",
                csms.call(UpdateFirmwareRequest.of(requestId, firmware), UpdateFirmwareResponse.class)
                        .status(),
                expected);
    }

    /** The next state that the station tells is this one. */
    public void next(String step, int requestId, FirmwareStatusEnumType... expected) {
        check(step, requestId, csms.next(step, FirmwareStatusNotificationRequest.class), expected);
    }

    /** As {@link #next} for a state that is told at a moment that is known; it is told neither earlier nor much later. */
    public void next(String step, int requestId, Instant due, FirmwareStatusEnumType expected) {
        TestCsms.Received<FirmwareStatusNotificationRequest> told = csms.await(
                step, Duration.between(csms.now(), due), FirmwareStatusNotificationRequest.class, any -> true);
        check(step, requestId, told.request(), expected);
        Checks.that(
                step + ": when it came",
                !told.at().isBefore(due.minus(csms.accuracy())) && !told.at().isAfter(due.plus(csms.patience())),
                "from " + due + " on",
                told.at());
    }

    private static void check(
            String step, int requestId, FirmwareStatusNotificationRequest told, FirmwareStatusEnumType... expected) {
        Checks.equal(step + ": FirmwareStatusNotificationRequest.status", told.status(), expected);
        Checks.equal(step + ": FirmwareStatusNotificationRequest.requestId", told.requestId(), requestId);
    }

    /** As many as a case asks for, in this order. */
    public void all(int requestId, List<FirmwareStatusEnumType> expected, int firstStep) {
        int step = firstStep;
        for (FirmwareStatusEnumType status : expected) {
            next("step " + step, requestId, status);
            step += 2;
        }
    }
}
