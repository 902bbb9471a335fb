package io.karge.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.runtime.testkit.FakeAuditLog;
import io.karge.runtime.testkit.FakeGateway;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Servlet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.eclipse.jetty.ee10.servlet.FilterHolder;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The gate and both servlets in a real HTTP server on a free port, as the container has them. */
abstract class HttpTest {
    static final String TOKEN = "secret-of-the-test";
    static final String OPERATOR = "secret-of-the-operator";
    static final String READER = "secret-of-the-reader";
    private static final ObjectMapper JSON = new ObjectMapper();

    final FakeGateway gateway = new FakeGateway();
    final FakeAuditLog audit = new FakeAuditLog();

    @TempDir
    Path downloads;

    GatewayServlet servlet;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Server server = new Server();
    private int port;

    record Response(int status, String text, HttpHeaders headers) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (JsonProcessingException e) {
                throw new AssertionError(text, e);
            }
        }

        String error() {
            return json().path("error").asText();
        }
    }

    @BeforeEach
    void start(@TempDir Path etc) throws Exception {
        servlet = new GatewayServlet(gateway, downloads);
        Path token = etc.resolve("karge-api.token");
        Files.writeString(token, TOKEN + "\n");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-------"));
        Files.write(
                etc.resolve("karge-api.tokens"),
                List.of(
                        "# a comment",
                        "ops operate sha256:" + TokenFile.hash(OPERATOR),
                        "grafana read sha256:" + TokenFile.hash(READER)));
        Files.setPosixFilePermissions(etc.resolve("karge-api.tokens"), PosixFilePermissions.fromString("rw-------"));
        ApiGate gate = new ApiGate(new ApiTokens(etc, () -> Instant.EPOCH), "127.0.0.1, Gateway.Example", audit);
        gate.gateway = gateway;
        ServletContextHandler handler = new ServletContextHandler("/");
        String[] patterns = {NoSuchCallServlet.API, NoSuchCallServlet.SIMULATOR, NoSuchCallServlet.METRICS};
        for (String pattern : patterns) {
            FilterHolder filter = new FilterHolder(gate);
            filter.setAsyncSupported(true);
            handler.addFilter(filter, pattern, EnumSet.of(DispatcherType.REQUEST));
        }
        add(handler, servlet, "/api/v1/*");
        add(handler, new MetricsServlet(gateway, "1.2.3"), MetricsServlet.PATH);
        for (String pattern : patterns) {
            add(handler, new NoSuchCallServlet(), pattern);
        }
        add(handler, servlet, "/ungated/*");
        server.setHandler(handler);
        ServerConnector connector = new ServerConnector(server, 1, 1);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.start();
        port = connector.getLocalPort();
    }

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    private static void add(ServletContextHandler handler, Servlet servlet, String pattern) {
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        handler.addServlet(holder, pattern);
    }

    int port() {
        return port;
    }

    Response get(String path) throws Exception {
        return send(request(path).GET());
    }

    Response post(String path, String body) throws Exception {
        return send(request(path).POST(BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + TOKEN);
    }

    /** With another token than the administrator's. */
    HttpRequest.Builder request(String path, String token) {
        return request(path).setHeader("Authorization", "Bearer " + token);
    }

    Response send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response = client.send(request.build(), BodyHandlers.ofString());
        return new Response(response.statusCode(), response.body(), response.headers());
    }
}
