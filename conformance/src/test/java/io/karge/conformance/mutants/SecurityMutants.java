package io.karge.conformance.mutants;

import io.karge.conformance.Breakage;
import io.karge.conformance.lab.Authorities.ServerCertificate;
import io.karge.ocpp.Action;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Stations that do passwords and TLS wrong. */
final class SecurityMutants {
    private static final String PASSWORD = "BasicAuthPassword";
    private static final String OLD = "0123456789abcdef";
    private static final String AES_256 = "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384";

    static final List<Mutant> ALL =
            Stream.of(passwords(), tls(), certificates()).flatMap(List::stream).toList();

    private SecurityMutants() {}

    private static List<Mutant> passwords() {
        return List.of(
                Mutant.of("the user of HTTP is not the station", () -> Connections.user("somebody"))
                        .at("Booted, step 3", "A_01"),
                // effect: SecurityCtrlr.BasicAuthPassword
                Mutant.of("no password is presented", () -> Connections.password(any -> null))
                        .at("Booted, step 3", "A_01", "A_10")
                        .at("step 7", "A_04")
                        .in("A_09"),
                Mutant.of(
                                "a password ends with a line",
                                () -> Connections.password(
                                        password -> (new String(password, StandardCharsets.UTF_8) + "\n")
                                                .getBytes(StandardCharsets.UTF_8)))
                        .at("Booted, step 3", "A_01"),
                Mutant.of("a new password is not used", () -> Wires.hearingValue(PASSWORD, any -> OLD))
                        .at("step 3: HTTP upgrade request", "A_09"),
                Mutant.of("a new password is rejected and used", () -> Wires.answeringValue(PASSWORD, "Rejected"))
                        .at("step 2", "A_09"),
                Mutant.of("a new password is used once", SecurityMutants::usedOnce)
                        .in("A_09"),
                Mutant.of("the old password is tried first", SecurityMutants::oldFirst)
                        .at("step 3: the password", "A_09"),
                Mutant.of("a short password is accepted", () -> Wires.answeringValue(PASSWORD, "Accepted"))
                        .at("step 2", "A_10"),
                Mutant.of("a short password is rejected and another taken", () -> Wires.hearingValue(
                                        PASSWORD, any -> "0123456789ABCDEF")
                                .and(Wires.answeringValue(PASSWORD, "Rejected")))
                        .in("A_10"));
    }

    private static List<Mutant> tls() {
        return List.of(
                Mutant.of("a cipher suite is missing", () -> Connections.suites(Connections.without(AES_256)))
                        .at("step 2: cipher suites", "A_04")
                        .at("step 1: cipher suites", "A_06"),
                Mutant.of(
                                "a cipher suite too many",
                                () -> Connections.suites(
                                        Connections.with("TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256")))
                        .at("step 2: cipher suites", "A_04"),
                Mutant.of("no connector is reported after TLS", () -> Breakage.dropping(Action.StatusNotification))
                        .at("step 9", "A_04")
                        .at("step 12", "A_06"),
                Mutant.of("it goes on with TLS 1.1", Connections::goingOnWithOldTls)
                        .at("step 3: the records", "A_06"),
                Mutant.of("no event tells of TLS 1.1", () -> droppingEvent("InvalidTLSVersion"))
                        .at("step 16", "A_06"),
                Mutant.of(
                                "the event of TLS 1.1 is another",
                                () -> Breakage.altering(
                                        Action.SecurityEventNotification,
                                        event -> event.put(
                                                "type",
                                                event.path("type").asText().replace("TLSVersion", "TLSCipherSuite"))))
                        .at("steps 14 and 16", "A_06"),
                Mutant.of("no event tells of the boot", () -> droppingEvent("ResetOrReboot"))
                        .at("step 16", "A_06"));
    }

    private static List<Mutant> certificates() {
        List<Mutant> all = new ArrayList<>();
        for (ServerCertificate kind : ServerCertificate.values()) {
            if (kind != ServerCertificate.VALID) {
                all.add(Mutant.of("a certificate is accepted: " + kind, () -> Connections.accepting(kind))
                        .at(kind + ", step 7", "A_05"));
            }
        }
        all.add(Mutant.of("no event tells of a certificate", () -> droppingEvent("InvalidCsmsCertificate"))
                .at("EXPIRED, step 10", "A_05"));
        all.add(Mutant.of(
                        "the event of a certificate comes twice",
                        () -> Wires.copied(
                                Action.SecurityEventNotification,
                                event -> event.path("type").asText().equals("InvalidCsmsCertificate"),
                                event -> event.put("techInfo", "again")))
                .at("EXPIRED, after step 11", "A_05"));
        return all;
    }

    private static Breakage droppingEvent(String type) {
        return Breakage.dropping(
                Action.SecurityEventNotification,
                event -> event.path("type").asText().equals(type));
    }

    private static Breakage usedOnce() {
        int[] attempts = {0};
        return Connections.password(password -> ++attempts[0] == 1 ? password : bytes(OLD));
    }

    private static Breakage oldFirst() {
        int[] attempts = {0};
        return Connections.password(password -> ++attempts[0] == 1 ? bytes(OLD) : password);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
