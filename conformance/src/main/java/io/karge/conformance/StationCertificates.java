package io.karge.conformance;

import io.karge.conformance.lab.Laboratory;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.CertificateSignedRequest;
import io.karge.ocpp.messages.CertificateSignedResponse;
import io.karge.ocpp.messages.SignCertificateRequest;
import io.karge.ocpp.messages.SignCertificateResponse;
import io.karge.ocpp.messages.TriggerMessageRequest;
import io.karge.ocpp.messages.TriggerMessageResponse;
import io.karge.ocpp.types.CertificateSignedStatusEnumType;
import io.karge.ocpp.types.CertificateSigningUseEnumType;
import io.karge.ocpp.types.GenericStatusEnumType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.ocpp.types.ResetEnumType;
import io.karge.ocpp.types.TriggerMessageStatusEnumType;
import io.karge.security.PemCertificates;
import io.karge.security.testkit.CertificateRequest;
import io.karge.security.testkit.TestAuthority;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;

/** The station's own certificate, by the messages of A02 and A03, and the reusable states about it. */
final class StationCertificates {
    private static final int LEAST_EC_BITS = 224;
    private static final int LEAST_RSA_BITS = 2048;

    private final Bench bench;

    StationCertificates(Bench bench) {
        this.bench = bench;
    }

    /** Reusable state RenewChargingStationCertificate, up to step 6; gives what was signed, the station's own first. */
    List<X509Certificate> signed(TestAuthority authority) {
        String state = "RenewChargingStationCertificate, ";
        String csr = requested(state, GenericStatusEnumType.Accepted);
        List<X509Certificate> chain = authority.sign(csr);
        Checks.equal(
                state + "step 6: CertificateSignedResponse.status",
                send(chain),
                CertificateSignedStatusEnumType.Accepted);
        return chain;
    }

    /** Reusable state RenewChargingStationCertificate: the station is connected with security profile 3. */
    X509Certificate renewed() {
        int before = bench.laboratory().upgrades().size();
        X509Certificate fresh = signed(bench.laboratory().authorities().csms()).get(0);
        bench.csms()
                .awaitThat(
                        "RenewChargingStationCertificate, step 7: it reconnects",
                        Duration.ZERO,
                        () -> bench.laboratory().upgrades().size() > before);
        bench.csms().awaitConnection("RenewChargingStationCertificate, step 7");
        Checks.equal(
                "RenewChargingStationCertificate, step 7: the certificate of the station",
                shown(before).get(0),
                fresh);
        return fresh;
    }

    /** Triggers a request for a certificate, answers it so and gives the CSR. */
    String requested(String step, GenericStatusEnumType answer) {
        bench.csms().answerNext(SignCertificateRequest.class, request -> SignCertificateResponse.of(answer));
        Checks.equal(
                step + "step 2: TriggerMessageResponse.status",
                bench.csms()
                        .call(
                                TriggerMessageRequest.of(MessageTriggerEnumType.SignChargingStationCertificate),
                                TriggerMessageResponse.class)
                        .status(),
                TriggerMessageStatusEnumType.Accepted);
        SignCertificateRequest request = bench.csms().next(step + "step 3", SignCertificateRequest.class);
        Checks.equalOrAbsent(
                step + "step 3: SignCertificateRequest.certificateType",
                request.certificateType(),
                CertificateSigningUseEnumType.ChargingStationCertificate);
        assertSound(step + "step 3: SignCertificateRequest.csr", request.csr());
        return request.csr();
    }

    private void assertSound(String what, String csr) {
        CertificateRequest request;
        try {
            request = CertificateRequest.read(csr);
        } catch (IllegalArgumentException e) {
            throw new AssertionError(what + ": expected PKCS#10 in PEM, seen " + e.getMessage() + ": " + csr, e);
        }
        assertLongEnough(what + ", its key", request.key());
        // Not of Part 6, but of A00.FR.507 and FR.511, for what it becomes.
        Checks.equal(what + ", its common name", request.commonName(), serialNumber());
        Checks.equal(
                what + ", its organization",
                request.organization(),
                bench.variables().value("SecurityCtrlr", "OrganizationName").orElse(""));
    }

    private static void assertLongEnough(String what, PublicKey key) {
        int bits = key instanceof ECPublicKey ec
                ? ec.getParams().getCurve().getField().getFieldSize()
                : key instanceof RSAPublicKey rsa ? rsa.getModulus().bitLength() : 0;
        int least = key instanceof ECPublicKey ? LEAST_EC_BITS : LEAST_RSA_BITS;
        Checks.that(what, bits >= least, least + " bits", bits + " bits of " + key.getAlgorithm());
    }

    /** What the station has told of itself when it booted. */
    private String serialNumber() {
        return bench.csms().received().stream()
                .map(TestCsms.Received::request)
                .filter(BootNotificationRequest.class::isInstance)
                .map(request ->
                        ((BootNotificationRequest) request).chargingStation().serialNumber())
                .reduce("none", (earlier, later) -> later);
    }

    /** CertificateSigned; gives the answer. */
    CertificateSignedStatusEnumType send(List<X509Certificate> chain) {
        return bench.csms()
                .call(
                        CertificateSignedRequest.of(PemCertificates.write(chain))
                                .withCertificateType(CertificateSigningUseEnumType.ChargingStationCertificate),
                        CertificateSignedResponse.class)
                .status();
    }

    /** The certificates that the station showed in the first handshake after so many, at least one. */
    List<X509Certificate> shown(int before) {
        var handshake = ServerCertificateCases.assertSecured(bench, "the handshake", before);
        List<X509Certificate> certificates = handshake.tls().orElseThrow().certificates();
        Checks.that("the handshake: the certificate of the station", !certificates.isEmpty(), "one", handshake);
        return certificates;
    }

    /** The validations of the station's certificate in A_07, step 4. */
    void assertIdentifies(String step, X509Certificate shown) {
        assertLongEnough(step + ": the key of the certificate", shown.getPublicKey());
        Checks.that(
                step + ": the serial number of the certificate",
                shown.getSerialNumber().signum() > 0,
                "a positive number",
                shown.getSerialNumber());
        Checks.that(
                step + ": the common name of the certificate",
                List.of(shown.getSubjectX500Principal().getName().split(",", -1))
                        .contains("CN=" + serialNumber()),
                serialNumber(),
                shown.getSubjectX500Principal());
    }

    /**
     * Prerequisite of a case for security profile 3, which a station comes to by A05: it gets a certificate while it is
     * connected with profile 2, a profile in the other slot, and a reset.
     */
    X509Certificate upgraded() {
        Laboratory laboratory = bench.laboratory();
        X509Certificate first = signed(laboratory.authorities().csms()).get(0);
        Slots slots = new Slots(bench);
        slots.migrate(laboratory.first(), 3);
        int before = laboratory.upgrades().size();
        laboratory.first().serve(3);
        bench.stationStates().booted(ResetEnumType.OnIdle);
        Checks.equal(
                "prerequisite: the certificate of the station", shown(before).get(0), first);
        return first;
    }
}
