package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.karge.driver.testkit.VirtualTime;
import io.karge.security.RevocationLists;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Revocation lists from a real HTTP server. */
class ListDownloadTest {
    private final VirtualTime time = new VirtualTime();
    private final ListDownload download = new ListDownload(time, Duration.ofSeconds(15));
    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/list", exchange -> answer(exchange, 200, new byte[] {1, 2, 3}));
        server.createContext("/large", exchange -> answer(exchange, 200, new byte[RevocationLists.MOST_OCTETS + 1]));
        server.createContext("/moved", exchange -> {
            exchange.getResponseHeaders().add("Location", "/list");
            answer(exchange, 302, new byte[] {1});
        });
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 2);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            time.advance(Duration.ofSeconds(46));
            exchange.getResponseBody().write(2);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    @Test
    void fetchesWhatIsThere() throws Exception {
        assertThat(download.fetch(at("/list"))).containsExactly(1, 2, 3);
    }

    @Test
    void fetchesNothingThatIsElsewhereOrTooLarge() {
        assertThatThrownBy(() -> download.fetch(at("/nothing"))).hasMessage("HTTP status 404");
        assertThatThrownBy(() -> download.fetch(at("/moved"))).hasMessage("HTTP status 302");
        assertThatThrownBy(() -> download.fetch(at("/large"))).hasMessageContaining("more than 4000000 octets");
        assertThatThrownBy(() -> download.fetch(URI.create("file:///etc/hostname")))
                .hasMessage("it is no address of HTTP");
    }

    @Test
    void givesUpAListThatComesInDrops() {
        assertThatThrownBy(() -> download.fetch(at("/slow"))).hasMessage("it takes longer than 45 s");
    }

    /** Whoever stands between may answer whatever he likes: a head without an end fills up no memory. */
    @ParameterizedTest
    @ValueSource(strings = {"X: 0123456789abcdef\r\n", "0123456789abcdef"})
    void givesUpAServerWhoseHeadDoesNotEnd(String piece) throws Exception {
        try (ServerSocket endless = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Long> sent = CompletableFuture.supplyAsync(() -> talk(endless, piece));
            assertThatThrownBy(() -> download.fetch(URI.create("http://127.0.0.1:" + endless.getLocalPort() + "/list")))
                    .isInstanceOf(IOException.class);
            assertThat(sent.get(15, TimeUnit.SECONDS)).isLessThan(20_000_000);
        }
    }

    /** Says the piece until nobody listens any more, and how much that was. */
    private static long talk(ServerSocket server, String piece) {
        byte[] pieces = piece.repeat(1_000).getBytes(StandardCharsets.US_ASCII);
        long sent = 0;
        try (Socket client = server.accept()) {
            OutputStream out = client.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nY: ".getBytes(StandardCharsets.US_ASCII));
            while (sent < 1_000_000_000) {
                out.write(pieces);
                sent += pieces.length;
            }
        } catch (IOException gone) {
            // as it should be
        }
        return sent;
    }

    @Test
    void givesUpAServerThatSaysNothing() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            ListDownload impatient = new ListDownload(time, Duration.ofMillis(100));
            assertThatThrownBy(() -> impatient.fetch(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/list")))
                    .isInstanceOf(IOException.class);
        }
    }
}
