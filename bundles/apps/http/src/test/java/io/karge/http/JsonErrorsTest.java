package io.karge.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that never reach a servlet, byte by byte, to a server that is set up as the container's. */
class JsonErrorsTest {
    private static final String HOST = "Host: localhost\r\n";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Server server = new Server();
    private final ServerConnector connector = new ServerConnector(server, 1, 1);

    private record Response(int status, String head, String body) {
        String error() throws IOException {
            JsonNode json = JSON.readTree(body);
            assertThat(json.size()).as(body).isEqualTo(1);
            return json.path("error").asText();
        }
    }

    @BeforeEach
    void start() throws Exception {
        ServletContextHandler context = new ServletContextHandler("/", ServletContextHandler.SESSIONS);
        context.addServlet(new ServletHolder(new Dispatcher()), "/*");
        server.setHandler(new ContextHandlerCollection(context));
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
        server.setErrorHandler(new JsonErrors()); // when it is up, as in the container
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/stations/a%2Fb",
                "/api/v1/stations/a%2fb",
                "/api/v1/stations/a%zz",
                "/api/v1/stations/a%",
                "/api/v1/stations/a%0",
                "/api/v1/stations/%2e%2e/x",
                "/api/v1/stations//x",
                "/api/..;/x",
                "/api/v1/stations/a%00b",
                "/api/v1/stations/a%ff",
                "/api/v1/stations/a;x/b",
                "/api/v1/stations/a%5Cb",
                "/api/v1/%u0041",
                "/api/../../x",
                "//api",
                "/simulator/a%2Fb",
                "/metrics/a%zz",
                "/metrics%zz",
                "api",
                "*",
                "http://",
                "http://localhost:99999/api"
            })
    void answersAPathThatIsNoneInJson(String path) throws Exception {
        Response response = send("GET " + path + " HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");

        assertThat(response.status()).isIn(400, 404);
        assertThat(response.error()).isNotBlank();
        assertThat(response.head()).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "FOO", "get"})
    void answersEachMethod(String method) throws Exception {
        Response response = send(method + " /api/nothing HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");

        assertThat(response.status()).isIn(400, 404);
        assertThat(response.head()).contains("application/json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "text/plain", "image/png", "*/*", "application/xml;q=0.9", "nonsense"})
    void answersInJsonWhateverTheClientAccepts(String accepted) throws Exception {
        Response response =
                send("GET /api/nothing HTTP/1.1\r\n" + HOST + "Accept: " + accepted + "\r\nConnection: close\r\n\r\n");

        assertThat(response.status()).isEqualTo(404);
        assertThat(response.error()).isEqualTo("there is no call GET /api/nothing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /api HTTP/1.1\\r\\n\\r\\n | 400 | Host",
                "GET /api HTTP/1.1\\r\\nHost: a\\r\\nHost: b\\r\\n\\r\\n | 400 | Host",
                "GET /api HTTP/1.1\\r\\nHost: a:b:c\\r\\n\\r\\n | 400 | ''",
                "GET /api HTTP/9.9\\r\\nHost: a\\r\\n\\r\\n | 505 | Version",
                "GET /api\\r\\n\\r\\n | 505 | HTTP/0.9",
                "GET /api HTTP/1.1\\r\\nHost: a\\r\\nContent-Length: x\\r\\n\\r\\n | 400 | Content-Length",
                "GET /api HTTP/1.1\\r\\nHost: a\\r\\nna me: x\\r\\n\\r\\n | 400 | ''",
                "POST /api HTTP/1.1\\r\\nHost: a\\r\\nTransfer-Encoding: gzip\\r\\n\\r\\n | 400 | ''",
                "G@T /api HTTP/1.1\\r\\nHost: a\\r\\n\\r\\n | 400 | ''",
                "\\026\\003\\001 | 400 | ''",
            })
    void answersWhatIsNoHttp(String request, int status, String named) throws Exception {
        Response response = send(request.translateEscapes());

        assertThat(response.status()).isEqualTo(status);
        assertThat(response.error()).isNotBlank().contains(named);
    }

    @Test
    void answersWhatIsTooLong() throws Exception {
        Response path = send("GET /api/" + "x".repeat(70_000) + " HTTP/1.1\r\n" + HOST + "\r\n");
        Response header = send("GET /api HTTP/1.1\r\n" + HOST + "X: " + "x".repeat(70_000) + "\r\n\r\n");

        assertThat(path.status()).isEqualTo(414);
        assertThat(path.error()).contains("URI");
        assertThat(header.status()).isEqualTo(431);
        assertThat(header.error()).contains("Header");
    }

    @Test
    void saysWhereTheDetailsAreOfAFailure() throws Exception {
        Response response = send("GET /fails HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n");

        assertThat(response.status()).isEqualTo(500);
        assertThat(response.error()).contains("GET /fails").contains("log").doesNotContain("\tat ");
    }

    private Response send(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.shutdownOutput();
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String[] parts = answer.split("\r\n\r\n", 2);
            assertThat(parts).as(answer).hasSize(2);
            return new Response(Integer.parseInt(parts[0].split(" ", 3)[1]), parts[0], parts[1]);
        }
    }

    /** Stands for the dispatcher of the whiteboard. */
    private static final class Dispatcher extends HttpServlet {
        private static final long serialVersionUID = 1L;

        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getServletPath();
            if (request.getRequestURI().equals("/fails")) {
                throw new IllegalStateException("no");
            }
            response.sendError(404);
        }
    }
}
