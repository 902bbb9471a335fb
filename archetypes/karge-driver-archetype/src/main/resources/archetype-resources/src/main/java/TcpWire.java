package ${package};

import io.karge.driver.NetworkHost;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** The cabinet's lines over TCP, in ASCII. */
final class TcpWire implements Wire {
    private static final int TIMEOUT_MILLIS = 3000;
    private static final int LONGEST_LINE = 1000;

    private final String host;
    private final int port;
    private volatile Socket connection; // null when there is none

    TcpWire(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /**
     * A wire that is not connected yet.
     *
     * @throws IllegalArgumentException when the URI is another than {@code tcp://host:port}
     */
    static TcpWire to(URI uri) {
        if (!"tcp".equals(uri.getScheme()) || uri.getHost() == null || uri.getPort() < 1) {
            throw new IllegalArgumentException("driverUri is " + uri + ", it must be like tcp://192.0.2.17:5025");
        }
        return new TcpWire(uri.getHost(), uri.getPort());
    }

    /** Names the cabinet, however its host is written. */
    String hardware() {
        return "tcp://" + NetworkHost.canonical(host) + ":" + port;
    }

    @Override
    public String ask(String request) throws IOException {
        Socket socket = connection;
        if (socket == null) {
            socket = connect();
        }
        socket.getOutputStream().write((request + "\n").getBytes(StandardCharsets.US_ASCII));
        return line(socket.getInputStream());
    }

    @Override
    public void close() {
        Socket socket = connection;
        connection = null;
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is of no use any more, whatever the cabinet thinks of it.
            }
        }
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket();
        connection = socket; // first, so that close() ends the attempt
        socket.setSoTimeout(TIMEOUT_MILLIS);
        socket.setTcpNoDelay(true);
        socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
        return socket;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the cabinet closed the connection");
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("the cabinet sends a line that does not end: " + line.substring(0, 40) + "...");
            }
            line.append((char) next);
        }
        return line.toString().strip();
    }
}
