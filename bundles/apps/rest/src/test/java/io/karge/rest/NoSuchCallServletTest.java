package io.karge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoSuchCallServletTest extends HttpTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/v2",
                "/api/v1",
                "/api/v1/",
                "/api/v1/nothing",
                "/api/v1/stations/CS-9/x/y/z",
                "/simulator",
                "/simulator/",
                "/simulator/api",
                "/simulator/api/v1/stations",
                "/metrics/x"
            })
    void answersEveryPathThatIsNoCall(String path) throws Exception {
        for (String method : new String[] {"GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"}) {
            Response response = send(request(path).method(method, BodyPublishers.noBody()));

            assertThat(response.status()).as(method).isEqualTo(404);
            assertThat(response.error()).as(method).startsWith("there is no such call: " + method + " " + path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/api/", "/api/v2", "/simulator", "/simulator/api/v1/stations"})
    void asksForTheTokenFirst(String path) throws Exception {
        Response response = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)));

        assertThat(response.status()).isEqualTo(401);
        assertThat(response.error()).contains("etc/karge-api.token");
    }

    @Test
    void saysWhenTheSimulatorsCallsAreThere() throws Exception {
        assertThat(get("/simulator/api/v1/stations").error()).contains("etc/io.karge.simulator-NAME.cfg");
    }

    @Test
    void metricsAreReadAndNothingElse() throws Exception {
        Response response = send(request("/metrics").POST(BodyPublishers.ofString("x")));
        assertThat(response.status()).isEqualTo(405);
        assertThat(response.headers().allValues("Allow")).containsExactly("GET, HEAD, OPTIONS");
        assertThat(response.error()).isEqualTo("there is no call POST /metrics, this path takes GET, HEAD, OPTIONS");
        assertThat(send(request("/metrics").method("HEAD", BodyPublishers.noBody()))
                        .status())
                .isEqualTo(200);
    }
}
