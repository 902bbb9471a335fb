package io.karge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiGateTest extends HttpTest {

    @Test
    void letsThroughWhoHasTheToken() throws Exception {
        assertThat(get("/api/v1/stations").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer wrong", "Bearer", "Bearer ", "Basic " + TOKEN, TOKEN, "Bearer " + TOKEN + "x"})
    void refusesAWrongToken(String authorization) throws Exception {
        Response response = send(bare("/api/v1/stations").header("Authorization", authorization));

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.error()).contains("etc/karge-api.token").doesNotContain(TOKEN);
        assertThat(gateway.logins).containsExactly("'' from 127.0.0.1 failed");
    }

    @Test
    void refusesWhoHasNone() throws Exception {
        assertThat(send(bare("/api/v1/stations")).status()).isEqualTo(401);
        assertThat(gateway.logins).as("nobody tried").isEmpty();
        assertThat(send(bare("/api/v1/nothing")).status()).isEqualTo(401);
    }

    @Test
    void takesTheSchemeInAnyCase() throws Exception {
        assertThat(send(bare("/api/v1/stations").header("Authorization", "bearer " + TOKEN))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesAHostThatIsNotConfiguredEvenWithTheToken() throws Exception {
        assertThat(statusWithHost("evil.example", "/api/v1/stations")).isEqualTo(400);
        assertThat(statusWithHost("evil.example:8181", "/api/v1/stations")).isEqualTo(400);
        assertThat(statusWithHost("evil.example", "/metrics")).isEqualTo(400);
    }

    @Test
    void takesAConfiguredHostInAnyCaseWithAnyPort() throws Exception {
        assertThat(statusWithHost("GATEWAY.example:443", "/api/v1/stations")).isEqualTo(200);
    }

    @Test
    void letsEverybodyOfThisHostReadTheMetrics() throws Exception {
        assertThat(send(bare("/metrics")).status()).isEqualTo(200);
        assertThat(send(bare("/metrics/../api/v1/stations")).status()).isEqualTo(401);
    }

    @Test
    void leavesTheServletClosedWhereThereIsNoGate() throws Exception {
        assertThat(get("/ungated/stations").status()).isEqualTo(401);
    }

    private HttpRequest.Builder bare(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    /** Written by hand: the client of the JDK does not let its Host header be chosen. */
    private int statusWithHost(String host, String path) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            String request = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nAuthorization: Bearer " + TOKEN
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            String response = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(response.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()));
        }
    }
}
