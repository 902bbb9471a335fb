package io.karge.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Dictionary;
import java.util.Optional;

/** Where the HTTP server is to listen, as etc/org.apache.felix.http.cfg says it. */
record Endpoint(String host, int port) {
    static final String PID = "org.apache.felix.http";
    static final String HOST = "org.apache.felix.http.host";
    static final String PORT = "org.osgi.service.http.port";
    static final String ENABLE = "org.apache.felix.http.enable";

    private static final String LOOPBACK = "127.0.0.1";
    private static final int MAX_PORT = 65_535;

    /**
     * Empty when HTTP is switched off, by {@code enable = false} or a port of 0 or less.
     *
     * @throws IllegalArgumentException when the port is missing or no port, or others than this machine reach the host; the
     *     message says so
     */
    static Optional<Endpoint> of(Dictionary<String, Object> properties) {
        Object enabled = properties.get(ENABLE);
        if (enabled != null && !Boolean.parseBoolean(enabled.toString().strip())) {
            return Optional.empty();
        }
        Object value = properties.get(PORT);
        if (value == null) {
            throw new IllegalArgumentException(PORT + " is missing");
        }
        int port = port(PORT, value.toString().strip());
        Object host = properties.get(HOST);
        String name = host == null || host.toString().isBlank()
                ? LOOPBACK
                : host.toString().strip();
        if (port > 0 && isReachedByOthers(name)) {
            throw new IllegalArgumentException(
                    HOST + " is '" + name + "', which other machines reach, and without TLS the"
                            + " server is for this machine alone: set it to " + LOOPBACK + ", and for the others "
                            + TlsEndpoint.PORT
                            + ", " + TlsEndpoint.CERTIFICATES + " and " + TlsEndpoint.KEY);
        }
        return port <= 0 ? Optional.empty() : Optional.of(new Endpoint(name, port));
    }

    /** A name without an address is nobody's; that it has none is found out later. */
    private static boolean isReachedByOthers(String host) {
        try {
            return !Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** A port that {@code key} names; 0 or less means none. */
    static int port(String key, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port <= MAX_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new IllegalArgumentException(key + " is '" + text + "', a number from 1 to " + MAX_PORT + " is needed");
    }
}
