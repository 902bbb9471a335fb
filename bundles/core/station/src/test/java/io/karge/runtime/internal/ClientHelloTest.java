package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.PemFile;
import io.karge.runtime.StationConfig;
import io.karge.security.testkit.TestAuthority;
import io.karge.transport.TlsSettings;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLEngine;
import org.junit.jupiter.api.Test;

/** What a station offers a CSMS in the first message of TLS (RFC 8446, 4.1.2). */
class ClientHelloTest {
    private static final int BEFORE_SESSION_ID = 5 + 4 + 2 + 32;
    private static final int STATUS_REQUEST = 5;

    private final List<Integer> suites = new ArrayList<>();
    private final List<Integer> compressions = new ArrayList<>();
    private final List<Integer> extensions = new ArrayList<>();

    /** A00.FR.321, A00.FR.424; the suites of C-41 and TLS 1.3 (A00.FR.319, A00.FR.422), and a request to staple. */
    @Test
    void offersNoCompressionAndAsksForAStapledAnswer() throws Exception {
        GatewayHarness h = new GatewayHarness();
        h.install();
        h.gateway.putStation(new StationConfig(
                GatewayHarness.ID,
                "memory",
                URI.create("memory:1"),
                URI.create("wss://csms.example/ocpp"),
                2,
                GatewayHarness.PASSWORD,
                List.of(new PemFile(
                        Path.of("root.pem"),
                        List.of(TestAuthority.root("Operator Root").certificate()))),
                List.of(),
                Duration.ofSeconds(10),
                Map.of()));
        h.time.advance(Duration.ofSeconds(1));

        read(hello(h.csms.attempts.get(0).tls()));

        assertThat(compressions).containsExactly(0);
        assertThat(extensions).contains(STATUS_REQUEST);
        assertThat(suites).containsExactlyInAnyOrder(0x1301, 0x1302, 0xc02b, 0xc02c);
    }

    private static ByteBuffer hello(TlsSettings tls) throws Exception {
        SSLEngine engine = tls.context().createSSLEngine("csms.example", 443);
        engine.setUseClientMode(true);
        engine.setEnabledProtocols(tls.protocols().toArray(String[]::new));
        engine.setEnabledCipherSuites(tls.cipherSuites().toArray(String[]::new));
        ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
        engine.wrap(ByteBuffer.allocate(0), record);
        return record.flip();
    }

    private void read(ByteBuffer hello) {
        hello.position(BEFORE_SESSION_ID);
        hello.position(hello.get(BEFORE_SESSION_ID) + BEFORE_SESSION_ID + 1);
        for (int left = hello.getShort(); left > 0; left -= 2) {
            suites.add(Short.toUnsignedInt(hello.getShort()));
        }
        for (int left = hello.get(); left > 0; left--) {
            compressions.add((int) hello.get());
        }
        hello.getShort();
        while (hello.hasRemaining()) {
            extensions.add(Short.toUnsignedInt(hello.getShort()));
            int length = Short.toUnsignedInt(hello.getShort());
            hello.position(hello.position() + length);
        }
    }
}
