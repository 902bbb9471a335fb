package io.karge.http;

import io.karge.driver.testkit.VirtualTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.List;
import java.util.Objects;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The ports of the HTTP server, with a server that does with its configuration what the container's does. */
abstract class ServerRig {
    @TempDir
    Path base;

    final VirtualTime time = new VirtualTime();
    final FakeConfigurations configurations = new FakeConfigurations();
    final List<Dictionary<String, Object>> delivered = new ArrayList<>();
    final int port = freePort();

    @Nullable
    HttpPort httpPort;

    @Nullable
    Server server;

    @BeforeEach
    void setUp() {
        configurations.with(Endpoint.PORT, Integer.toString(port));
        configurations.receiver(properties -> {
            port().decide(properties);
            delivered.add(properties);
            restart(properties);
        });
    }

    @AfterEach
    void tearDown() throws Exception {
        stopServer();
    }

    void begin() {
        httpPort = new HttpPort(configurations.admin, time, time, base);
        time.runUntilIdle();
    }

    /** As Felix does: from the configuration, else from the framework's properties, where HTTP is off. */
    void restart(Dictionary<String, Object> properties) {
        try {
            stopServer();
            if (!"true".equals(properties.get(Endpoint.ENABLE))) {
                return;
            }
            Server started = new Server();
            server = started;
            started.start();
            ServerConnector connector = new ServerConnector(started, 1, 1);
            connector.setHost((String) properties.get(Endpoint.HOST));
            connector.setPort(Integer.parseInt(properties.get(Endpoint.PORT).toString()));
            start(started, connector);
            start(started, port().createConnector(started));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static void start(Server server, Connector connector) {
        server.addConnector(connector);
        try {
            connector.start();
        } catch (Exception e) {
            server.removeConnector(connector);
        }
    }

    List<Integer> listeningPorts() {
        if (server == null) {
            return List.of();
        }
        return Arrays.stream(server.getConnectors())
                .map(ServerConnector.class::cast)
                .filter(ServerConnector::isOpen)
                .map(ServerConnector::getLocalPort)
                .toList();
    }

    private void stopServer() throws Exception {
        if (server != null) {
            server.stop();
            server = null;
        }
    }

    HttpPort port() {
        return Objects.requireNonNull(httpPort);
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
