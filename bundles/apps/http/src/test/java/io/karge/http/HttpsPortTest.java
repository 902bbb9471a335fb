package io.karge.http;

import static java.time.temporal.ChronoUnit.DAYS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.karge.runtime.PortOwner.Port;
import io.karge.runtime.StationView.Problem;
import io.karge.security.testkit.CertificateOrder;
import io.karge.security.testkit.Credentials;
import io.karge.security.testkit.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The port of the HTTP server for other machines, with real sockets and certificates. */
class HttpsPortTest extends ServerRig {
    private final TestAuthority root = TestAuthority.root("Karge Test Root");
    private final int tlsPort = freePort();
    private long written;

    @BeforeEach
    void configure() throws IOException {
        use(root.subordinate("Issuing").server("127.0.0.1"));
        configurations
                .with(TlsEndpoint.HOST, "127.0.0.1")
                .with(TlsEndpoint.PORT, Integer.toString(tlsPort))
                .with(TlsEndpoint.CERTIFICATES, "https.pem")
                .with(TlsEndpoint.KEY, "https.key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void speaksTlsBesideThePortOfThisMachine(String protocol) throws Exception {
        begin();

        assertThat(listeningPorts()).containsExactlyInAnyOrder(port, tlsPort);
        assertThat(port().problems()).isEmpty();
        assertThat(status(protocol)).as("HTTP is spoken").isEqualTo("HTTP/1.1 404 Not Found");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA 2048", "EC secp384r1"})
    void takesOtherKeys(String kind) throws Exception {
        use(root.issue(CertificateOrder.server("127.0.0.1").withKey(kind)));
        begin();
        assertThat(status("TLSv1.3")).contains("404");
    }

    /** A client of this Java could not try: it speaks no older TLS itself. */
    @Test
    void speaksNoOldTls() throws Exception {
        SslContextFactory.Server identity = TlsIdentity.read(
                        new TlsEndpoint("127.0.0.1", tlsPort, base.resolve("https.pem"), base.resolve("https.key")))
                .identity();
        identity.start();
        assertThat(identity.getSelectedProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
        assertThat(identity.getIncludeProtocols()).containsExactlyInAnyOrder("TLSv1.3", "TLSv1.2");
        assertThat(identity.getSelectedCipherSuites())
                .noneMatch(suite -> suite.matches(".*(_CBC_|_RSA_WITH_AES_\\d+_CBC|RC4|3DES|NULL|anon).*SHA$"));
        identity.stop();
    }

    /** An independent voice, where the machine has it: what {@code openssl s_client} thinks of the server. */
    @ParameterizedTest
    @CsvSource({
        "-tls1_3, true",
        "-tls1_2, true",
        "-tls1_2 -cipher ECDHE-ECDSA-AES128-SHA, false",
        "-tls1_1 -cipher DEFAULT@SECLEVEL=0, false",
        "-tls1 -cipher DEFAULT@SECLEVEL=0, false"
    })
    void opensslShakesHandsWithNewTlsOnly(String options, boolean agreed) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "there is no openssl here");
        begin();
        Path trusted = Files.writeString(base.resolve("root.pem"), pem("CERTIFICATE", encoded(root.certificate())));
        List<String> command = new ArrayList<>(
                List.of("/usr/bin/openssl", "s_client", "-connect", "127.0.0.1:" + tlsPort, "-verify_return_error"));
        command.addAll(List.of("-CAfile", trusted.toString(), "-verify_ip", "127.0.0.1"));
        command.addAll(List.of(options.split(" ")));
        Process client = new ProcessBuilder(command).redirectErrorStream(true).start();
        client.getOutputStream().close(); // then it says goodbye
        String said = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(client.waitFor() == 0).as(said).isEqualTo(agreed);
        assertThat(said.contains("Verification: OK") && !said.contains("Cipher is (NONE)"))
                .as(said)
                .isEqualTo(agreed);
    }

    @Test
    void listensEverywhereWhenNoHostIsNamed() {
        configurations.with(TlsEndpoint.HOST, "");
        begin();
        assertThat(listeningPorts()).contains(tlsPort);
    }

    @Test
    void usesACertificateThatWasRenewed() throws Exception {
        begin();
        assertThat(subject()).contains("127.0.0.1");
        int attempts = delivered.size();
        time.advance(Duration.ofMinutes(10));
        assertThat(delivered).as("nothing starts anew without a reason").hasSize(attempts);

        use(root.issue(CertificateOrder.server("renewed.example").withAddresses("127.0.0.1")));
        time.advance(Duration.ofMinutes(1));

        assertThat(subject()).contains("renewed.example");
    }

    /** Two files cannot be replaced at once. */
    @Test
    void goesOnWithTheFormerPairUntilBothFilesAreReplaced() throws Exception {
        begin();
        String former = Files.readString(base.resolve("https.key"));
        use(root.issue(CertificateOrder.server("renewed.example").withAddresses("127.0.0.1")));
        String renewed = Files.readString(base.resolve("https.key"));
        write("https.key", former);
        time.advance(Duration.ofMinutes(2));

        assertThat(subject()).contains("127.0.0.1").doesNotContain("renewed");
        assertThat(port().ports()).allMatch(Port::open);
        assertThat(port().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).contains("goes on");
            assertThat(problem.why()).contains("is not the key of the first certificate");
            assertThat(problem.remedy()).contains("https.pem", "https.key").doesNotContain("port");
        });

        write("https.key", renewed);
        time.advance(Duration.ofSeconds(6));

        assertThat(subject()).contains("renewed.example");
        assertThat(port().problems()).isEmpty();
    }

    @Test
    void saysThatOthersMayReadTheKey() throws Exception {
        begin();
        Path key = base.resolve("https.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        time.advance(Duration.ofMinutes(1));
        assertThat(port().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.why()).contains(key.toString(), "rw-r--r--");
            assertThat(problem.remedy()).contains("chmod 600");
        });

        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        time.advance(Duration.ofMinutes(1));
        assertThat(port().problems()).isEmpty();
    }

    @Test
    void theDoctorHearsWhenTheCertificateExpires() throws Exception {
        Instant now = time.wallClock();
        begin();
        assertThat(port().check()).isEmpty();

        use(root.issue(CertificateOrder.server("127.0.0.1").valid(now.minus(300, DAYS), now.plus(20, DAYS))));
        time.advance(Duration.ofMinutes(1));
        assertThat(port().check())
                .extracting(Problem::what)
                .containsExactly("HTTPS: its certificate expires in 19 days");

        time.advance(Duration.ofDays(21));
        assertThat(port().check()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("HTTPS: its certificate has expired");
            assertThat(problem.remedy()).contains("https.pem");
        });
    }

    @ParameterizedTest
    @CsvSource({
        TlsEndpoint.CERTIFICATES + ",, is missing",
        TlsEndpoint.KEY + ",, is missing",
        TlsEndpoint.CERTIFICATES + ", none.pem, cannot be read",
        TlsEndpoint.CERTIFICATES + ", https.key, is no certificate in PEM",
        TlsEndpoint.KEY + ", https.pem, openssl pkcs8",
        TlsEndpoint.KEY + ", other.key, is not the key of the first certificate",
        TlsEndpoint.PORT + ", 99999, a number from 1 to 65535",
        TlsEndpoint.OF_SERVER + ", true, is not used here"
    })
    void saysWhatIsWrongAndServesThisMachineAllTheSame(String key, String value, String why) throws Exception {
        Files.writeString(
                base.resolve("other.key"),
                pem("PRIVATE KEY", root.server("x").key().getEncoded()));
        configurations.with(key, value == null ? "" : value);

        begin();

        assertThat(listeningPorts()).containsExactly(port);
        assertThat(port().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).contains("TLS");
            assertThat(problem.why()).contains(why);
            assertThat(problem.remedy())
                    .contains("etc/org.apache.felix.http.cfg")
                    .doesNotContain("free", "program");
        });
        assertThat(delivered.get(0).get(TlsEndpoint.OF_SERVER))
                .as("the server's own")
                .isEqualTo("false");
    }

    @Test
    void beginsWhenTheFilesAreThere() throws Exception {
        Files.delete(base.resolve("https.key"));
        begin();
        assertThat(listeningPorts()).containsExactly(port);

        use(root.server("127.0.0.1"));
        time.advance(Duration.ofMinutes(1));

        assertThat(status("TLSv1.3")).contains("404");
        assertThat(port().problems()).isEmpty();
    }

    @Test
    void waitsForAPortThatIsTaken() throws Exception {
        try (ServerSocket other = new ServerSocket(tlsPort, 1, InetAddress.getLoopbackAddress())) {
            begin();
            assertThat(other.isBound()).isTrue();
            assertThat(listeningPorts()).containsExactly(port);
            assertThat(port().problems()).hasSize(1);
        }

        time.advance(Duration.ofSeconds(2));

        assertThat(listeningPorts()).containsExactlyInAnyOrder(port, tlsPort);
        assertThat(port().problems()).isEmpty();
    }

    @Test
    void isAwayWhenNobodyWantsIt() {
        begin();
        configurations.with(TlsEndpoint.PORT, "0").deliver();
        assertThat(listeningPorts()).containsExactly(port);
    }

    private void use(Credentials credentials) throws IOException {
        StringBuilder chain = new StringBuilder();
        for (X509Certificate certificate : credentials.chain()) {
            chain.append(pem("CERTIFICATE", encoded(certificate)));
        }
        write("https.pem", chain.toString());
        write("https.key", pem("PRIVATE KEY", credentials.key().getEncoded()));
    }

    /** At another time than before, by the clock of the file system too. */
    private void write(String name, String text) throws IOException {
        Path file = base.resolve(name);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(++written * 1_000));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String what, byte[] der) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + what + "-----\n";
    }

    private String status(String protocol) throws Exception {
        try (SSLSocket socket = connect(protocol)) {
            socket.getOutputStream()
                    .write("GET /x HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return answer.lines().findFirst().orElse("");
        }
    }

    private String subject() throws Exception {
        try (SSLSocket socket = connect("TLSv1.3")) {
            X509Certificate theirs = (X509Certificate)
                    List.of(socket.getSession().getPeerCertificates()).get(0);
            return theirs.getSubjectX500Principal().getName();
        }
    }

    /** Trusts the root alone. */
    private SSLSocket connect(String protocol) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("root", root.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", tlsPort);
        socket.setEnabledProtocols(new String[] {protocol});
        socket.startHandshake();
        return socket;
    }
}
