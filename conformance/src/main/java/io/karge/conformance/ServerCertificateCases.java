package io.karge.conformance;

import io.karge.conformance.lab.Authorities.ServerCertificate;
import io.karge.conformance.lab.ClientHello;
import io.karge.conformance.lab.Laboratory;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.testsystem.CsmsHandshake;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** TLS and the certificate of the CSMS (A00, security profile 2). */
public final class ServerCertificateCases {
    private static final int TLS_1_2 = 0x0303;
    private static final int ALERT = 0x15;

    /** TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256 and TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384. */
    private static final Set<Integer> ECDHE = Set.of(0xc02b, 0xc02c);

    /** TLS_RSA_WITH_AES_128_GCM_SHA256 and TLS_RSA_WITH_AES_256_GCM_SHA384. */
    private static final Set<Integer> RSA = Set.of(0x009c, 0x009d);

    /** Those of TLS 1.3, and what asks for secure renegotiation and is no suite (RFC 5746, 3.3). */
    private static final Set<Integer> BESIDE = Set.of(0x1301, 0x1302, 0x00ff);

    /** The certificates of A_05, one round each. */
    private static final List<ServerCertificate> INVALID = List.of(
            ServerCertificate.EXPIRED,
            ServerCertificate.FUTURE,
            ServerCertificate.UNKNOWN_ROOT,
            ServerCertificate.WRONG_NAME,
            ServerCertificate.WILDCARD);

    /** A valid certificate. */
    @TestCase("TC_A_04_CS")
    @Connects(securityProfile = 2)
    public void validCertificate(Bench bench) {
        int before = bench.laboratory().upgrades().size();
        bench.stationStates().booting();

        bench.stationStates().bootNotification("step 7");
        bench.connectors().awaitAll("step 9", ConnectorStatusEnumType.Available);
        bench.stationStates().maySendSecurityEvent();
        assertOffer("step 2", bench.laboratory().first().hello().orElse(null));
        CsmsHandshake handshake = assertSecured(bench, "step 5", before);
        Checks.present("step 5: Authorization", handshake.authorization().orElse(null));
        Checks.that(
                "step 3: the client certificate",
                handshake.tls().orElseThrow().certificates().isEmpty(),
                "none",
                handshake);
    }

    /** What the test system validates of a ClientHello before it shows its certificate. */
    static void assertOffer(String step, @Nullable ClientHello seen) {
        ClientHello hello = Checks.present(step + ": ClientHello", seen);
        Checks.that(
                step + ": versions of TLS",
                hello.versions().stream().allMatch(version -> version >= TLS_1_2),
                "1.2 and above",
                hello);
        Set<Integer> suites = Set.copyOf(hello.cipherSuites());
        Checks.that(
                step + ": cipher suites",
                suites.containsAll(ECDHE) || suites.containsAll(RSA),
                "both of ECDHE_ECDSA, or both of RSA, with AES GCM",
                hello);
        // Not of Part 6, but of C-41: no others.
        Checks.that(
                step + ": cipher suites",
                suites.stream().allMatch(suite -> ECDHE.contains(suite) || BESIDE.contains(suite)),
                "no others",
                hello);
    }

    /** The first WebSocket after so many handshakes came over TLS; gives how. */
    static CsmsHandshake assertSecured(Bench bench, String step, int before) {
        List<Laboratory.Upgrade> upgrades = bench.laboratory().upgrades();
        Checks.that(step + ": HTTP upgrade request", upgrades.size() > before, "one", upgrades);
        CsmsHandshake handshake = upgrades.get(before).handshake();
        Checks.equal(
                step + ": TLS", handshake.tls().map(CsmsHandshake.Tls::protocol).orElse("none"), "TLSv1.2", "TLSv1.3");
        return handshake;
    }

    /** Certificates that must not be accepted. */
    @TestCase("TC_A_05_CS")
    @Connects(securityProfile = 2)
    public void invalidCertificate(Bench bench) {
        Variables variables = bench.variables();
        variables.configure("OCPPCommCtrlr", "NetworkProfileConnectionAttempts", "3");
        variables.configureUnlessSo(
                "OCPPCommCtrlr",
                "NetworkConfigurationPriority",
                variables.value("OCPPCommCtrlr", "ActiveNetworkProfile").orElse("1"));
        variables.configureUnlessSo("SecurityCtrlr", "AllowCSMSTLSWildcards", "false");
        quickReconnection(bench);
        Instant aborted = abort(bench);
        bench.csms().acceptConnections();
        bench.csms().awaitConnection("step 2");
        Duration reconnection = Duration.between(aborted, bench.csms().now());

        for (ServerCertificate invalid : INVALID) {
            refuses(bench, invalid, reconnection);
        }
    }

    /** Steps 4 to 11. */
    private static void refuses(Bench bench, ServerCertificate invalid, Duration reconnection) {
        Laboratory laboratory = bench.laboratory();
        String round = invalid + ", ";
        int attempts = laboratory.first().attempts().size();
        int upgrades = laboratory.upgrades().size();
        laboratory
                .first()
                .serve(new Laboratory.Tls(
                        laboratory.authorities().server(laboratory.site().host(), invalid), false));
        abort(bench);
        bench.csms().acceptConnections();

        bench.csms()
                .awaitThat(
                        round + "step 5: a TLS handshake",
                        reconnection,
                        () -> laboratory.first().attempts().size() > attempts);
        bench.pause(reconnection.multipliedBy(2));
        Checks.that(
                round + "step 7: HTTP upgrade requests",
                laboratory.upgrades().size() == upgrades && !bench.csms().isConnected(),
                "none",
                laboratory.upgrades());

        laboratory.first().serve(2);
        bench.csms().awaitThat(round + "step 8: a connection", reconnection.multipliedBy(8), () -> bench.csms()
                .isConnected());
        securityEvent(bench, round + "step 10", "InvalidCsmsCertificate");
        bench.csms()
                .none(round + "after step 11: security events", SecurityEventNotificationRequest.class, any -> true);
    }

    private static Instant abort(Bench bench) {
        bench.csms().refuseConnections();
        return bench.csms().now();
    }

    private static void securityEvent(Bench bench, String step, String type) {
        Checks.equal(
                step + ": SecurityEventNotificationRequest.type",
                bench.csms().next(step, SecurityEventNotificationRequest.class).type(),
                type);
    }

    /** Not asked for by Part 6: else a round takes minutes. */
    static void quickReconnection(Bench bench) {
        Variables variables = bench.variables();
        variables.configure(
                "OCPPCommCtrlr",
                "RetryBackOffWaitMinimum",
                Long.toString(bench.configured().retryBackOffWaitMinimum().toSeconds()));
        variables.configure("OCPPCommCtrlr", "RetryBackOffRandomRange", "0");
        variables.configure("OCPPCommCtrlr", "RetryBackOffRepeatTimes", "1");
        variables.configure("OCPPCommCtrlr", "OfflineThreshold", "3600");
    }

    /** A CSMS that speaks too old a TLS. */
    @TestCase("TC_A_06_CS")
    @Connects(securityProfile = 2)
    public void versionTooLow(Bench bench) {
        Laboratory.Endpoint endpoint = bench.laboratory().first();
        bench.variables().configure("OCPPCommCtrlr", "NetworkProfileConnectionAttempts", "1");
        quickReconnection(bench);
        endpoint.oldTls();
        int attempts = endpoint.attempts().size();
        int upgrades = bench.laboratory().upgrades().size();
        bench.stationStates().booting();

        bench.csms()
                .awaitThat(
                        "step 3: it terminates the connection",
                        Duration.ZERO,
                        () -> endpoint.attempts().size() > attempts
                                && !endpoint.answersToOldTls().isEmpty());
        assertOffer("step 1", endpoint.hello().orElse(null));
        endpoint.serve(2);
        bench.stationStates().bootNotification("step 10");
        Checks.that(
                "step 3: the records after a ServerHello of TLS 1.1",
                endpoint.answersToOldTls().stream().allMatch(type -> type == ALERT),
                "an alert",
                endpoint.answersToOldTls());
        assertSecured(bench, "step 8", upgrades);
        bench.connectors().awaitAll("step 12", ConnectorStatusEnumType.Available);
        Set<String> events = Set.of(
                bench.csms()
                        .next("step 14", SecurityEventNotificationRequest.class)
                        .type(),
                bench.csms()
                        .next("step 16", SecurityEventNotificationRequest.class)
                        .type());
        Checks.that(
                "steps 14 and 16: SecurityEventNotificationRequest.type",
                events.contains("InvalidTLSVersion")
                        && (events.contains("StartupOfTheDevice") || events.contains("ResetOrReboot")),
                "StartupOfTheDevice or ResetOrReboot, and InvalidTLSVersion",
                events);
    }
}
