package io.karge.block.advancedsecurity;

import io.karge.block.advancedsecurity.Pending.Origin;
import io.karge.ocpp.messages.CertificateSignedRequest;
import io.karge.ocpp.messages.CertificateSignedResponse;
import io.karge.ocpp.types.CertificateSignedStatusEnumType;
import io.karge.ocpp.types.CertificateSigningUseEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.security.CertificateDefect;
import io.karge.security.ClientCertificates;
import io.karge.station.Responder;
import io.karge.station.SecurityEvents;
import io.karge.station.StationContext;
import io.karge.station.TrustStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the certificates that were issued to the station, or says why not (A02.FR.06 to A02.FR.08). On the loop only. */
final class SignedCertificates {
    private static final Logger LOG = LoggerFactory.getLogger(SignedCertificates.class);

    private final StationContext context;
    private final SigningRequests requests;
    private final OwnCertificates own;
    private final Runnable changed;

    /** @param changed the station has another certificate; in a step */
    SignedCertificates(StationContext context, SigningRequests requests, OwnCertificates own, Runnable changed) {
        this.context = context;
        this.requests = requests;
        this.own = own;
        this.changed = changed;
    }

    void answer(CertificateSignedRequest request, Responder responder) {
        boolean combined = requests.pending()
                .filter(pending -> pending.origin() == Origin.COMBINED)
                .isPresent();
        if (request.certificateType() == CertificateSigningUseEnumType.V2GCertificate && !combined) {
            responder.answer(rejected("UnsupportedParam", "V2GCertificate: this station has no ISO 15118"));
            return;
        }
        Optional<String> refusal = take(
                request.certificateChain(),
                () -> responder.answer(CertificateSignedResponse.of(CertificateSignedStatusEnumType.Accepted)));
        refusal.ifPresent(why -> {
            responder.answer(rejected("InvalidCertificate", why));
            requests.pending()
                    .filter(pending -> !pending.isStopped())
                    .ifPresent(pending -> requests.stop("what the CSMS has sent is refused: " + why)); // A02.FR.20
            context.port(SecurityEvents.class)
                    .ifPresent(events -> events.raise("InvalidChargingStationCertificate", why)); // A02.FR.07
        });
    }

    private CertificateSignedResponse rejected(String reasonCode, String why) {
        LOG.warn("station={} CertificateSigned is Rejected: {}", context.stationId(), why);
        return CertificateSignedResponse.of(CertificateSignedStatusEnumType.Rejected)
                .withStatusInfo(StatusInfoType.because(reasonCode, why));
    }

    /**
     * Takes a chain; in a step.
     *
     * @param taken is run before the station connects with it
     * @return why it is refused
     */
    Optional<String> take(String pem, Runnable taken) {
        List<X509Certificate> chain;
        try {
            chain = ClientCertificates.read(pem);
        } catch (CertificateException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        if (own.certificates().contains(chain.get(0))) {
            taken.run(); // the CSMS repeats itself: nothing changes
            return Optional.empty();
        }
        Optional<Pending> pending = requests.pending();
        if (pending.isEmpty()) {
            return Optional.of(
                    "no request waits for a certificate: have one made first, by TriggerMessage SignChargingStationCertificate or"
                            + " station:certificate-request");
        }
        Optional<CertificateDefect> defect = ClientCertificates.defect(
                chain,
                new ClientCertificates.Subject(
                        pending.get().key(),
                        pending.get().name().serialNumber(),
                        pending.get().name().organization()),
                context.trustStore().roots(TrustStore.Use.CSMS),
                context.clock().now());
        if (defect.isPresent()) {
            return defect.map(CertificateDefect::text);
        }
        own.add(pending.get().sealedKey(), chain);
        requests.done();
        taken.run();
        String what = "the station has a certificate that is valid until "
                + chain.get(0).getNotAfter().toInstant();
        LOG.info("station={} {}", context.stationId(), what);
        context.port(SecurityEvents.class)
                .ifPresent(events -> events.raise("ReconfigurationOfSecurityParameters", what));
        changed.run();
        return Optional.empty();
    }
}
