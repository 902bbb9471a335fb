package io.karge.block.certificates;

import io.karge.ocpp.messages.DeleteCertificateRequest;
import io.karge.ocpp.messages.DeleteCertificateResponse;
import io.karge.ocpp.types.CertificateHashDataType;
import io.karge.ocpp.types.DeleteCertificateStatusEnumType;
import io.karge.ocpp.types.HashAlgorithmEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.security.CertificateId;
import io.karge.station.StationCertificates;
import io.karge.station.StationContext;
import io.karge.station.TrustStore.Use;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes root certificates (M04), the last of them too; never what the station shows the CSMS of itself (M04.FR.06). */
final class Deletion {
    private static final Logger LOG = LoggerFactory.getLogger(Deletion.class);

    private final StationContext context;
    private final SecurityChanges changes;

    Deletion(StationContext context) {
        this.context = context;
        this.changes = new SecurityChanges(context);
    }

    DeleteCertificateResponse answer(DeleteCertificateRequest request) {
        CertificateHashDataType wanted = request.certificateHashData();
        boolean deleted = false;
        for (Use use : Use.values()) {
            for (X509Certificate root : matching(wanted, context.trustStore().roots(use))) {
                delete(use, root);
                deleted = true;
            }
        }
        if (deleted) {
            return DeleteCertificateResponse.of(DeleteCertificateStatusEnumType.Accepted);
        }
        return isStations(wanted)
                ? refused(
                        DeleteCertificateStatusEnumType.Failed,
                        "UnsupportedRequest",
                        "it is the station's own certificate, which only a factory reset removes")
                : refused(
                        DeleteCertificateStatusEnumType.NotFound,
                        "NotFound",
                        "no installed certificate has this issuer and serial number");
    }

    private void delete(Use use, X509Certificate root) {
        context.trustStore().remove(use, root);
        String what = Uses.type(use).wire() + " " + Described.of(root) + " was deleted";
        LOG.info("station={} {}", context.stationId(), what);
        changes.tell(what);
        if (use == Use.CSMS && context.trustStore().roots(use).isEmpty()) {
            LOG.warn(
                    "station={} this was the last CSMS root: no CSMS is trusted any more, and the station will not"
                            + " connect with TLS again. Install one, or name it in the station's cfg",
                    context.stationId());
        }
    }

    private static List<X509Certificate> matching(CertificateHashDataType wanted, List<X509Certificate> among) {
        CertificateId id = new CertificateId(wanted.issuerNameHash(), wanted.issuerKeyHash(), wanted.serialNumber());
        String digest = digest(wanted.hashAlgorithm());
        return among.stream()
                .filter(certificate ->
                        CertificateId.of(certificate, among, digest).equals(id))
                .toList();
    }

    private boolean isStations(CertificateHashDataType wanted) {
        List<X509Certificate> own = new ArrayList<>(context.port(StationCertificates.class)
                .flatMap(StationCertificates::credentials)
                .map(StationCertificates.Credentials::chain)
                .orElse(List.of()));
        List<X509Certificate> known = new ArrayList<>(own);
        known.addAll(context.trustStore().roots(Use.CSMS));
        List<X509Certificate> match = matching(wanted, known);
        return own.stream().anyMatch(match::contains);
    }

    private static String digest(HashAlgorithmEnumType algorithm) {
        return switch (algorithm) {
            case SHA256 -> "SHA-256";
            case SHA384 -> "SHA-384";
            case SHA512 -> "SHA-512";
        };
    }

    private static DeleteCertificateResponse refused(
            DeleteCertificateStatusEnumType status, String reasonCode, String why) {
        return DeleteCertificateResponse.of(status).withStatusInfo(StatusInfoType.because(reasonCode, why));
    }
}
