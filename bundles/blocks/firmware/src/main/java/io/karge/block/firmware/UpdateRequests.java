package io.karge.block.firmware;

import io.karge.driver.HardwareCommand;
import io.karge.ocpp.messages.UpdateFirmwareRequest;
import io.karge.ocpp.messages.UpdateFirmwareResponse;
import io.karge.ocpp.types.FirmwareType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.UpdateFirmwareStatusEnumType;
import io.karge.security.CertificateDefect;
import io.karge.security.FirmwareSigner;
import io.karge.security.PemCertificates;
import io.karge.security.Secrets;
import io.karge.station.Responder;
import io.karge.station.SecurityEvents;
import io.karge.station.StationContext;
import io.karge.station.TransferLocation;
import io.karge.station.TrustStore;
import java.security.cert.CertificateException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers UpdateFirmware (L01). Only signed firmware is taken (L_18), and the certificate of its signer is looked at before
 * anything is accepted (L01.FR.21); then the location: what no attempt could fetch is refused at once. A running update gives
 * way to a new one, unless the hardware is at it already (L01.FR.24, L01.FR.27).
 */
final class UpdateRequests {
    private static final Logger LOG = LoggerFactory.getLogger(UpdateRequests.class);

    private final StationContext context;
    private final Updates updates;
    private final Course course;
    private final Secrets secrets;

    UpdateRequests(StationContext context, Updates updates, Course course, Secrets secrets) {
        this.context = context;
        this.updates = updates;
        this.course = course;
        this.secrets = secrets;
    }

    void answer(UpdateFirmwareRequest request, Responder responder) {
        String certificate = request.firmware().signingCertificate();
        if (!context.model().commands().contains(HardwareCommand.InstallFirmware.class.getSimpleName())) {
            reject(responder, "UnsupportedRequest", "the driver of this hardware installs no firmware");
        } else if (certificate == null || certificate.isBlank()) {
            reject(responder, "MissingParam", "firmware without signingCertificate is not installed");
        } else {
            answer(request, certificate, responder);
        }
    }

    private void answer(UpdateFirmwareRequest request, String certificate, Responder responder) {
        FirmwareSigner signer;
        try {
            signer = FirmwareSigner.read(certificate);
        } catch (CertificateException e) {
            distrust(responder, String.valueOf(e.getMessage()));
            return;
        }
        Optional<CertificateDefect> defect = signer.defect(
                context.trustStore().roots(TrustStore.Use.MANUFACTURER),
                context.clock().now());
        if (defect.isPresent()) {
            distrust(responder, defect.get().text());
            return;
        }
        Optional<String> refusal = TransferLocation.refusal(request.firmware().location(), context.deviceModel());
        if (refusal.isPresent()) {
            reject(responder, "InvalidURL", refusal.get());
            return;
        }
        Optional<Update> running = updates.running();
        Optional<String> obstacle = running.flatMap(this::obstacle);
        if (obstacle.isPresent()) {
            reject(responder, "FwUpdateInProgress", obstacle.get());
            return;
        }
        running.ifPresent(course::cancel);
        responder.answer(UpdateFirmwareResponse.of(
                running.isPresent()
                        ? UpdateFirmwareStatusEnumType.AcceptedCanceled
                        : UpdateFirmwareStatusEnumType.Accepted));
        course.begin(order(request, signer));
    }

    /** Why the running update cannot be called off. */
    private Optional<String> obstacle(Update running) {
        String which = "the update with requestId " + running.order().requestId();
        if (running.isInstalling()) {
            return Optional.of(which + " is being installed and cannot be called off any more");
        }
        return context.product().supports("C-60")
                ? Optional.empty()
                : Optional.of(which + " runs, and this station calls none off");
    }

    private Order order(UpdateFirmwareRequest request, FirmwareSigner signer) {
        FirmwareType firmware = request.firmware();
        return new Order(
                request.requestId(),
                secrets.sealAnyway(Download.purpose(context.stationId()), firmware.location()),
                TransferLocation.shown(firmware.location()),
                firmware.retrieveDateTime(),
                firmware.installDateTime(),
                PemCertificates.write(signer.chain()),
                firmware.signature(),
                request.retries(),
                request.retryInterval());
    }

    private void reject(Responder responder, String reasonCode, String why) {
        LOG.warn("station={} UpdateFirmware is Rejected: {}", context.stationId(), why);
        responder.answer(UpdateFirmwareResponse.of(UpdateFirmwareStatusEnumType.Rejected)
                .withStatusInfo(StatusInfoType.because(reasonCode, why)));
    }

    /** L01.FR.02, L01.FR.22. */
    private void distrust(Responder responder, String why) {
        LOG.warn("station={} UpdateFirmware: the signing certificate is not trusted: {}", context.stationId(), why);
        responder.answer(UpdateFirmwareResponse.of(UpdateFirmwareStatusEnumType.InvalidCertificate)
                .withStatusInfo(StatusInfoType.because("InvalidCertificate", why)));
        context.port(SecurityEvents.class).ifPresent(events -> events.raise("InvalidFirmwareSigningCertificate", why));
    }
}
