package io.karge.routes.internal.transfer;

import io.karge.station.TransferOutcome.Cause;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * The sockets of one transfer, all opened here: to addresses that were checked, and closed at once when the transfer is
 * called off or when nothing has moved for too long. No read or write needs a time-out of its own, and writes, which can
 * have none, are bounded too. Opened and used on the transfer's thread, closed on any.
 */
final class Connections implements AutoCloseable {
    private final TimeSource time;
    private final TransferSettings settings;
    private final Addresses addresses;
    private final List<Socket> open = new ArrayList<>();
    private volatile long movedAt;
    private @Nullable Cancellable watch;
    private @Nullable TransferFailure ended;

    Connections(TimeSource time, TransferSettings settings, Addresses addresses) {
        this.time = time;
        this.settings = settings;
        this.addresses = addresses;
    }

    /** The transfer begins: from now on something must move. */
    void begin() throws TransferFailure {
        failIfEnded();
        moved();
        watchFor(settings.stallTimeout().toNanos());
    }

    /** Something has moved, or the other side has answered. */
    void moved() {
        movedAt = time.nanoTime();
    }

    /** A plain connection to one of the host's addresses. */
    Socket connect(Location location) throws TransferFailure {
        return connect(location, Long.MAX_VALUE);
    }

    /** The same; the transfer fails if more octets than these arrive on it. */
    Socket connect(Location location, long most) throws TransferFailure {
        IOException last = new IOException("no address");
        for (InetAddress address : addresses.of(location.host())) {
            moved();
            Socket socket = socket(location, most);
            try {
                socket.connect(new InetSocketAddress(address, location.port()), (int)
                        settings.connectTimeout().toMillis());
                socket.setTcpNoDelay(true);
                moved();
                return socket;
            } catch (IOException e) {
                last = e;
                failIfEnded();
            }
        }
        String what = last instanceof SocketTimeoutException
                ? "no answer within " + settings.connectTimeout().toSeconds() + " s"
                : String.valueOf(last.getMessage());
        throw new TransferFailure(
                Cause.UNREACHABLE,
                "no connection to " + location.server() + " (" + what
                        + "): check host and port, and the firewalls between");
    }

    /**
     * A socket that is not connected yet; whoever connects it takes an address that was checked.
     *
     * @param location whose port it shows, whichever it is connected to: by host and port TLS finds the session that it
     *     uses again
     */
    Socket socket(Location location) throws TransferFailure {
        return socket(location, Long.MAX_VALUE);
    }

    private Socket socket(Location location, long most) throws TransferFailure {
        Socket socket = new Socket() {
            @Override
            public int getPort() {
                return isConnected() ? location.port() : 0;
            }

            @Override
            public InputStream getInputStream() throws IOException {
                return most == Long.MAX_VALUE ? super.getInputStream() : new Bounded(super.getInputStream(), most);
            }
        };
        synchronized (this) {
            if (ended != null) {
                throw ended;
            }
            open.add(socket);
        }
        return socket;
    }

    /**
     * TLS over a connection, with the server's certificate and name checked.
     *
     * @param location whose host and port name the TLS session: a second connection with the same ones uses it again
     */
    SSLSocket secure(SSLContext context, Socket plain, Location location) throws IOException {
        SSLSocket secure =
                (SSLSocket) context.getSocketFactory().createSocket(plain, location.host(), location.port(), true);
        SSLParameters parameters = secure.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        secure.setSSLParameters(parameters);
        secure.startHandshake();
        moved();
        return secure;
    }

    /** Ends everything: connections are closed, and no other is opened. */
    void end(TransferFailure why) {
        List<Socket> closing;
        synchronized (this) {
            if (ended == null) {
                ended = why;
            }
            closing = List.copyOf(open);
            open.clear();
            if (watch != null) {
                watch.cancel();
            }
        }
        closing.forEach(Connections::close);
    }

    /** Throws why the transfer was ended, if it was: what a closed socket throws says nothing. */
    synchronized void failIfEnded() throws TransferFailure {
        if (ended != null) {
            throw ended;
        }
    }

    @Override
    public void close() {
        end(new TransferFailure(Cause.CANCELLED, "the transfer is over"));
    }

    private synchronized void watchFor(long nanos) {
        if (ended == null) {
            watch = time.schedule(Duration.ofNanos(nanos), this::look);
        }
    }

    /** On a timer thread. */
    private void look() {
        long left = movedAt + settings.stallTimeout().toNanos() - time.nanoTime();
        if (left > 0) {
            watchFor(left);
        } else {
            end(new TransferFailure(
                    Cause.INTERRUPTED,
                    "nothing has moved for " + settings.stallTimeout().toSeconds()
                            + " s: the server is stuck or the connection is lost; try again later"));
        }
    }

    /** The plain socket: closing one with TLS waits for whoever writes. */
    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }

    /** What comes from a server that may say so much and no more. */
    private static final class Bounded extends FilterInputStream {
        private long left;

        Bounded(InputStream in, long most) {
            super(in);
            left = most;
        }

        @Override
        public int read() throws IOException {
            return counted(super.read(), 1);
        }

        @Override
        public int read(byte[] octets, int from, int length) throws IOException {
            int read = super.read(octets, from, length);
            return counted(read, read);
        }

        private int counted(int result, int octets) throws TransferFailure {
            left -= Math.max(0, octets);
            if (left < 0) {
                throw new TransferFailure(Cause.SERVER_ERROR, "the server answers without an end");
            }
            return result;
        }
    }
}
