package io.karge.runtime.internal;

import io.karge.ocpp.schema.UnicodeText;
import io.karge.runtime.CertificatesView;
import io.karge.runtime.CertificatesView.Certificate;
import io.karge.runtime.CertificatesView.Use;
import io.karge.runtime.internal.loop.OutputGate;
import io.karge.station.CertificateIssuance;
import io.karge.station.Reply;
import io.karge.station.SecurityLog;
import io.karge.station.TrustStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.security.auth.x500.X500Principal;

/** What an administrator sees of a station's certificates, and how its first one gets there. On the loop only. */
final class CertificateAccess {
    private static final int LONGEST_NAME = 200;
    private static final String EVENT = "ReconfigurationOfSecurityParameters";

    private CertificateAccess() {}

    static CertificatesView view(StationCore core) {
        Instant now = core.clock().now();
        List<Certificate> certificates = new ArrayList<>();
        core.roots().roots(TrustStore.Use.CSMS).forEach(root -> certificates.add(shown(Use.CSMS_ROOT, root, now)));
        core.roots()
                .roots(TrustStore.Use.MANUFACTURER)
                .forEach(root -> certificates.add(shown(Use.MANUFACTURER_ROOT, root, now)));
        Optional<CertificateIssuance> issuance = core.ports().find(CertificateIssuance.class);
        issuance.map(CertificateIssuance::own)
                .orElse(List.of())
                .forEach(own -> certificates.add(shown(Use.STATION, own, now)));
        core.selection().acceptedCsms().ifPresent(csms -> certificates.add(shown(Use.CSMS, csms, now)));
        return new CertificatesView(
                certificates,
                issuance.flatMap(CertificateIssuance::waiting)
                        .map(waiting -> new CertificatesView.Request(waiting.state(), waiting.csr()))
                        .orElse(null));
    }

    private static Certificate shown(Use use, X509Certificate certificate, Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        return new Certificate(
                use,
                name(certificate.getSubjectX500Principal()),
                name(certificate.getIssuerX500Principal()),
                UnicodeText.cut(certificate.getSerialNumber().toString(16), LONGEST_NAME),
                from,
                until,
                now.isAfter(until) ? "expired" : now.isBefore(from) ? "not yet valid" : "valid",
                fingerprint(certificate));
    }

    private static String name(X500Principal principal) {
        return UnicodeText.line(principal.getName(), LONGEST_NAME);
    }

    private static String fingerprint(X509Certificate certificate) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException | CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has no fingerprint", e);
        }
    }

    /** Has a request made; answers with it. */
    static void request(StationCore core, CertificateIssuance.Key key, String who, CompletableFuture<String> answer) {
        Optional<CertificateIssuance> issuance = issuance(core, answer);
        issuance.ifPresent(port -> core.steps()
                .run(() -> port.request(key, reply -> {
                    if (reply instanceof Reply.Answered<String> answered) {
                        log(core, who, "a key pair and a request for its certificate were made");
                        afterwards(core, answer, () -> answer.complete(answered.result()));
                    } else {
                        answer.completeExceptionally(new IllegalStateException(
                                "station " + core.stationId() + ": " + ((Reply.Failed<String>) reply).why()));
                    }
                })));
    }

    /** Takes a certificate; answers when it is durable, or with why it is refused. */
    static void take(StationCore core, String pem, String who, CompletableFuture<Void> answer) {
        Optional<CertificateIssuance> issuance = issuance(core, answer);
        issuance.ifPresent(port -> core.steps()
                .run(() -> port.take(pem, reply -> {
                    Optional<String> refusal = reply instanceof Reply.Answered<Optional<String>> answered
                            ? answered.result()
                            : Optional.of(((Reply.Failed<Optional<String>>) reply).why());
                    if (refusal.isPresent()) {
                        answer.completeExceptionally(new IllegalArgumentException(refusal.get()));
                    } else {
                        log(core, who, "the station's certificate was imported");
                        afterwards(core, answer, () -> answer.complete(null));
                    }
                })));
    }

    private static Optional<CertificateIssuance> issuance(StationCore core, CompletableFuture<?> answer) {
        Optional<CertificateIssuance> issuance = core.ports().find(CertificateIssuance.class);
        if (issuance.isEmpty()) {
            answer.completeExceptionally(new IllegalStateException("station " + core.stationId()
                    + " has no certificate of its own: karge-advanced-security is not installed"));
        }
        return issuance;
    }

    private static void log(StationCore core, String who, String what) {
        core.securityLog().add(new SecurityLog.Entry(core.clock().now(), core.stationId(), EVENT, who, what));
    }

    private static void afterwards(StationCore core, CompletableFuture<?> answer, Runnable complete) {
        core.steps().output(new OutputGate.Output() {
            @Override
            public void release() {
                complete.run();
            }

            @Override
            public void dropped() {
                answer.completeExceptionally(new IllegalStateException(
                        "station " + core.stationId() + " cannot store anything at the moment"));
            }
        });
    }
}
