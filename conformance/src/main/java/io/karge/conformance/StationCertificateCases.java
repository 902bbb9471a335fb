package io.karge.conformance;

import io.karge.conformance.lab.HashData;
import io.karge.conformance.lab.Laboratory;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.messages.SignCertificateRequest;
import io.karge.ocpp.types.CertificateSignedStatusEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.DeleteCertificateStatusEnumType;
import io.karge.ocpp.types.GenericStatusEnumType;
import io.karge.ocpp.types.HashAlgorithmEnumType;
import io.karge.testsystem.CsmsHandshake;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;

/** Security profile 3, and the station's own certificate (A00, A02, M04). */
public final class StationCertificateCases {
    /** A station that asks again after a refusal has asked by then. */
    private static final Duration SILENCE = Duration.ofSeconds(20);

    /** The station shows its certificate. */
    @TestCase("TC_A_07_CS")
    @Connects(securityProfile = 2)
    public void validCertificate(Bench bench) {
        StationCertificates certificates = new StationCertificates(bench);
        certificates.upgraded();
        int before = bench.laboratory().upgrades().size();
        bench.stationStates().booting();

        bench.stationStates().bootNotification("step 7");
        bench.connectors().awaitAll("step 9", ConnectorStatusEnumType.Available);
        bench.stationStates().maySendSecurityEvent();
        ServerCertificateCases.assertOffer(
                "step 2", bench.laboratory().first().hello().orElse(null));
        CsmsHandshake handshake = ServerCertificateCases.assertSecured(bench, "step 5", before);
        Checks.absent("step 5: Authorization", handshake.authorization().orElse(null));
        certificates.assertIdentifies("step 4", certificates.shown(before).get(0));
    }

    /** The certificate is renewed, and used at once. */
    @TestCase("TC_A_11_CS")
    @Connects(securityProfile = 2)
    public void renewal(Bench bench) {
        StationCertificates certificates = new StationCertificates(bench);
        certificates.upgraded();
        X509Certificate renewed = certificates.renewed();
        certificates.assertIdentifies("RenewChargingStationCertificate, step 7", renewed);
    }

    /** A certificate of nobody that the station trusts is refused; the one before stays. */
    @TestCase("TC_A_14_CS")
    @Connects(securityProfile = 2)
    public void invalidCertificate(Bench bench) {
        StationCertificates certificates = new StationCertificates(bench);
        X509Certificate good = certificates.upgraded();
        String csr = certificates.requested("", GenericStatusEnumType.Accepted);
        List<X509Certificate> invalid =
                bench.laboratory().authorities().stranger().sign(csr);

        Checks.equal(
                "step 6: CertificateSignedResponse.status",
                certificates.send(invalid),
                CertificateSignedStatusEnumType.Rejected);

        Checks.equal(
                "step 7: SecurityEventNotificationRequest.type",
                bench.csms()
                        .next("step 7", SecurityEventNotificationRequest.class)
                        .type(),
                "InvalidChargingStationCertificate");
        staysAsItIs(bench, certificates, "after step 8", good);
    }

    /** The CSMS signs nothing: the station does not ask again. */
    @TestCase("TC_A_15_CS")
    @Connects(securityProfile = 2)
    public void requestRejected(Bench bench) {
        StationCertificates certificates = new StationCertificates(bench);
        X509Certificate good = certificates.upgraded();
        certificates.requested("", GenericStatusEnumType.Rejected);
        staysAsItIs(bench, certificates, "after step 4", good);
    }

    /** The station stays silent and connected, and shows the certificate that it had. */
    private static void staysAsItIs(
            Bench bench, StationCertificates certificates, String step, X509Certificate certificate) {
        Laboratory laboratory = bench.laboratory();
        int before = laboratory.upgrades().size();
        bench.csms().none(step + ": requests", SILENCE, SignCertificateRequest.class, any -> true);
        bench.csms().none(step + ": security events", SecurityEventNotificationRequest.class, any -> true);
        Checks.equal(step + ": connections", laboratory.upgrades().size(), before);
        bench.csms().refuseConnections();
        bench.csms().acceptConnections();
        bench.csms().awaitConnection(step);
        Checks.equal(
                step + ": the certificate of the station",
                certificates.shown(before).get(0),
                certificate);
    }

    /** The station's own certificate cannot be deleted. */
    @TestCase("TC_M_23_CS")
    @Connects(securityProfile = 2)
    public void cannotBeDeleted(Bench bench) {
        StationCertificates certificates = new StationCertificates(bench);
        certificates.upgraded();
        X509Certificate own = certificates.renewed();
        bench.certificates().installedCertificates("step 1");

        Checks.equal(
                "step 3: DeleteCertificateResponse.status",
                bench.certificates()
                        .delete(HashData.of(
                                own,
                                bench.laboratory().authorities().csms().certificate(),
                                HashAlgorithmEnumType.SHA256)),
                DeleteCertificateStatusEnumType.NotFound,
                DeleteCertificateStatusEnumType.Failed);
        staysAsItIs(bench, certificates, "after step 3", own);
    }
}
