package io.karge.conformance.mutants;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.conformance.Frames;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** Stations that do their own certificate wrong. */
final class StationCertificateMutants {
    private static final String INVALID = "InvalidChargingStationCertificate";

    static final List<Mutant> ALL = List.of(
            Mutant.of("nobody knows of the station's certificate", () -> Breakage.without("advanced-security"))
                    .at("step 2: TriggerMessageResponse", "A_07", "A_11", "A_14", "A_15", "M_23"),
            Mutant.of("a station shows no certificate", () -> Connections.withoutCertificate(2))
                    .at("step 7", "A_07", "A_11")
                    .at("after step 8", "A_14")
                    .at("after step 4", "A_15")
                    .in("M_23"),
            Mutant.of("a deleted certificate is not shown any more", () -> Connections.withoutCertificate(3))
                    .at("after step 3", "M_23"),
            Mutant.of(
                            "a station shows a password beside its certificate",
                            () -> Connections.password(any -> "0123456789abcdef".getBytes(StandardCharsets.UTF_8)))
                    .at("step 5: Authorization", "A_07"),
            Mutant.of(
                            "a suite is missing in security profile 3",
                            () -> Connections.suites(Connections.without("TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384")))
                    .at("step 2: cipher suites", "A_07"),
            Mutant.of(
                            "a station has another serial number than its certificate",
                            () -> Breakage.altering(
                                    Action.BootNotification,
                                    boot -> ((ObjectNode) boot.path("chargingStation")).put("serialNumber", "another")))
                    .at("step 4: the common name", "A_07")
                    .at("its common name", "A_11", "A_14", "A_15", "M_23"),
            Mutant.of("a renewed certificate is not used", Connections::keepingCertificate)
                    .at("step 7: the certificate of the station", "A_11", "M_23"),
            Mutant.of("a renewed certificate is accepted and forgotten", () -> second(
                                    Action.CertificateSigned, request -> request.put("certificateChain", "none"))
                            .and(Wires.answering(Action.CertificateSigned, "Accepted")))
                    .at("step 7: it reconnects", "A_11"),
            Mutant.of(
                            "a request for a certificate is no PEM",
                            () -> Breakage.altering(Action.SignCertificate, request -> request.put("csr", "none")))
                    .at("step 3: SignCertificateRequest.csr", "A_11", "A_14", "A_15"),
            Mutant.of(
                            "a request for a certificate has a weak key",
                            () -> Breakage.altering(Action.SignCertificate, request -> request.put("csr", weak())))
                    .at("step 3: SignCertificateRequest.csr, its key", "A_11", "A_14", "A_15"),
            Mutant.of(
                            "a request is for another certificate",
                            () -> Breakage.altering(
                                    Action.SignCertificate,
                                    request -> request.put("certificateType", "V2GCertificate")))
                    .at("step 3: SignCertificateRequest.certificateType", "A_11", "A_14"),
            Mutant.of("a trigger of a request is rejected", () -> Wires.answering(Action.TriggerMessage, "Rejected"))
                    .at("step 2: TriggerMessageResponse.status", "A_11", "A_14", "A_15"),
            Mutant.of("a triggered request is not sent", () -> Breakage.dropping(Action.SignCertificate))
                    .at("step 3", "A_11", "A_14", "A_15"),
            Mutant.of("a good certificate is refused", () -> Wires.answering(Action.CertificateSigned, "Rejected"))
                    .at("step 6", "A_11", "M_23"),
            Mutant.of("a bad certificate is accepted", () -> Wires.answering(Action.CertificateSigned, "Accepted"))
                    .at("step 6", "A_14"),
            Mutant.of(
                            "no event tells of a bad certificate",
                            () -> Breakage.dropping(
                                    Action.SecurityEventNotification,
                                    event -> event.path("type").asText().equals(INVALID)))
                    .at("step 7", "A_14"),
            Mutant.of(
                            "the event of a bad certificate is another",
                            () -> Breakage.altering(
                                    Action.SecurityEventNotification,
                                    event -> event.put(
                                            "type",
                                            event.path("type").asText().replace(INVALID, "InvalidCsmsCertificate"))))
                    .at("step 7", "A_14"),
            Mutant.of(
                            "after a bad certificate another is asked for",
                            () -> Wires.followed(
                                    Action.SecurityEventNotification,
                                    event -> event.path("type").asText().equals(INVALID),
                                    Action.SignCertificate,
                                    event -> Wires.object().put("csr", weak())))
                    .at("after step 8: requests", "A_14"),
            Mutant.of("after a refusal another is asked for", StationCertificateMutants::askingAgain)
                    .at("after step 4: requests", "A_15"),
            Mutant.of(
                            "the station's certificate is told to be deleted",
                            () -> Wires.answering(Action.DeleteCertificate, "Accepted"))
                    .at("step 3", "M_23"));

    private StationCertificateMutants() {}

    /** Hears the second request of the CSMS otherwise. */
    private static Breakage second(Action action, Consumer<ObjectNode> heard) {
        int[] requests = {0};
        return Breakage.hearing(action, request -> {
            if (++requests[0] == 2) {
                heard.accept(request);
            }
        });
    }

    /** The second request for a certificate comes twice. */
    private static Breakage askingAgain() {
        return Breakage.onWire(new Frames() {
            private int requests;

            @Override
            protected List<Frame> station(Frame frame) {
                return request(frame, Action.SignCertificate)
                        .filter(request -> ++requests == 2)
                        .map(request -> List.of(frame, Wires.call(Action.SignCertificate, request.deepCopy())))
                        .orElse(List.of(frame));
            }
        });
    }

    private static String weak() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(1024);
            KeyPair keys = generator.generateKeyPair();
            StringWriter text = new StringWriter();
            try (JcaPEMWriter pem = new JcaPEMWriter(text)) {
                pem.writeObject(new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=weak"), keys.getPublic())
                        .build(new JcaContentSignerBuilder("SHA256withRSA").build(keys.getPrivate())));
            }
            return text.toString();
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
