package io.karge.transport.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.Revocations;
import io.karge.security.testkit.TestAuthority;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketFailure.Kind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * An independent voice: the handshakes with {@code openssl s_server}, where the machine has it. It is no WebSocket server, so an
 * attempt whose TLS is good ends with the page that it serves.
 */
class OpensslTest {
    private static final String HOST = "127.0.0.1";

    @TempDir
    Path folder;

    private final RecordingListener listener = new RecordingListener();
    private JettyWebSocketConnector connector;

    @BeforeEach
    void start() throws Exception {
        assumeTrue(isThere(), "there is no openssl here");
        connector = new JettyWebSocketConnector();
    }

    private static boolean isThere() throws InterruptedException {
        try {
            return new ProcessBuilder("openssl", "version").start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void stop() throws Exception {
        if (connector != null) {
            connector.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "-tls1_3 -ciphersuites TLS_AES_128_GCM_SHA256",
        "-tls1_3 -ciphersuites TLS_AES_256_GCM_SHA384",
        "-tls1_2 -cipher ECDHE-ECDSA-AES128-GCM-SHA256",
        "-tls1_2 -cipher ECDHE-ECDSA-AES256-GCM-SHA384"
    })
    void shakesHands(String options) throws Exception {
        // A00.FR.317, A00.FR.319, A00.FR.420, A00.FR.422
        WebSocketFailure failure = attempt(TestKeys.ROOT.server(HOST), options);
        assertThat(failure.httpStatus()).as(failure.text()).isEqualTo(200);
    }

    /** A00.FR.319: the suites of C-41 and no others. */
    @ParameterizedTest
    @CsvSource({
        "-tls1_2 -cipher ECDHE-ECDSA-CHACHA20-POLY1305",
        "-tls1_2 -cipher ECDHE-ECDSA-AES128-SHA256",
        "-tls1_2 -cipher ECDHE-ECDSA-AES256-SHA"
    })
    void refusesOtherCipherSuites(String options) throws Exception {
        // A00.FR.320, A00.FR.422, A00.FR.423
        WebSocketFailure failure = attempt(TestKeys.ROOT.server(HOST), options);
        assertThat(failure.kind()).as(failure.text()).isEqualTo(Kind.CIPHER_SUITE);
    }

    /** A00.FR.313, A00.FR.316. */
    @ParameterizedTest
    @CsvSource({"-tls1_1 -cipher DEFAULT@SECLEVEL=0", "-tls1 -cipher DEFAULT@SECLEVEL=0"})
    void refusesAnOldVersionOfTls(String options) throws Exception {
        // A00.FR.314, A00.FR.416, A00.FR.417
        WebSocketFailure failure = attempt(TestKeys.ROOT.server(HOST), options);
        assertThat(failure.kind()).as(failure.text()).isEqualTo(Kind.TLS_VERSION);
    }

    /** A00.FR.309, A00.FR.310. */
    @Test
    void refusesCertificatesThatItDoesNotTrust() throws Exception {
        CertificateOrder order = CertificateOrder.server(HOST);
        List<Credentials> bad = List.of(
                TestAuthority.root("Another").server(HOST),
                TestKeys.ROOT.issue(CertificateOrder.server("other.example").withAddresses(HOST)),
                TestKeys.ROOT.issue(
                        order.valid(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2021-01-01T00:00:00Z"))));
        List<Kind> kinds = new ArrayList<>();
        for (Credentials credentials : bad) {
            kinds.add(attempt(credentials, "-tls1_3").kind());
        }
        assertThat(kinds).containsOnly(Kind.CERTIFICATE).hasSize(bad.size());
    }

    /** A00.FR.310: what the server staples is asked for, read and believed, in both versions of TLS. */
    @ParameterizedTest
    @CsvSource({"-tls1_3", "-tls1_2"})
    void believesWhatTheServerStaples(String version) throws Exception {
        Credentials server = TestKeys.ROOT.server(HOST);
        X509Certificate own = server.chain().get(0);
        Instant now = Instant.now();
        Instant from = now.minus(Duration.ofHours(1));
        Instant until = now.plus(Duration.ofHours(1));
        Revocations authority = Revocations.of(TestKeys.ROOT);
        Revocations stranger = new Revocations(TestKeys.ROOT, TestAuthority.root("Operator Root"));

        WebSocketFailure good = attempt(server, version + stapling(authority.good(own, from, until)));
        WebSocketFailure revoked = attempt(server, version + stapling(authority.revoked(own, from, until)));
        WebSocketFailure old =
                attempt(server, version + stapling(authority.good(own, from.minus(Duration.ofDays(2)), from)));
        WebSocketFailure strange = attempt(server, version + stapling(stranger.good(own, from, until)));

        assertThat(good.httpStatus()).as(good.text()).isEqualTo(200);
        assertThat(List.of(revoked.kind(), old.kind(), strange.kind())).containsOnly(Kind.CERTIFICATE);
        assertThat(revoked.text()).contains("was revoked at", "have the CSMS use another certificate");
        assertThat(old.text()).contains("the answer that the server stapled", "cannot be believed");
        assertThat(strange.text()).contains("cannot be believed");
    }

    private String stapling(byte[] answer) throws Exception {
        return " -status_file " + Files.write(Files.createTempFile(folder, "answer", ".der"), answer);
    }

    /** How an attempt ends at a server with these credentials and options. */
    private WebSocketFailure attempt(Credentials credentials, String options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                "openssl", "s_server", "-accept", HOST + ":0", "-www", "-naccept", "1", "-cert", pem(credentials)));
        command.addAll(List.of(options.split(" ")));
        Process server = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            String url = "wss://" + HOST + ":" + port(server) + "/ocpp";
            connector.connect(
                    WebSocketEndpoint.of(url, "CS1", new byte[] {'x'}, TestKeys.station("TLSv1.3", "TLSv1.2")),
                    listener);
            return listener.failure();
        } finally {
            server.destroyForcibly().waitFor();
        }
    }

    private static int port(Process server) throws IOException {
        BufferedReader out = new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("ACCEPT ")) {
                return Integer.parseInt(
                        line.substring(line.lastIndexOf(':') + 1).strip());
            }
        }
        throw new IOException("openssl s_server does not listen");
    }

    private String pem(Credentials credentials) throws Exception {
        StringBuilder text =
                new StringBuilder(block("PRIVATE KEY", credentials.key().getEncoded()));
        for (X509Certificate certificate : credentials.chain()) {
            text.append(block("CERTIFICATE", certificate.getEncoded()));
        }
        return Files.writeString(Files.createTempFile(folder, "server", ".pem"), text)
                .toString();
    }

    private static String block(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + what
                + "-----\n";
    }
}
