package io.karge.conformance.lab;

import io.karge.time.TimeSource;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A TCP port to which a station connects, in front of the servers that answer it. It stays while what is behind it changes,
 * sees how each attempt begins, and can behave as no proper server does. Thread-safe.
 */
final class Door implements AutoCloseable {
    private static final int HANDSHAKE = 0x16;
    private static final int RECORD_HEADER = 5;
    private static final int BACKLOG = 50;

    /** A ServerHello that chooses TLS 1.1 and a suite that was offered: no JDK of today speaks so old a TLS. */
    private static final byte[] TLS_1_1 = HexFormat.of()
            .parseHex("160302002a020000260302" + "0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"
                    + "00c02b00");

    private final ServerSocket server;
    private final TimeSource time;
    private final Runnable onAttempt;
    private final Traffic traffic;
    private final List<Knock> knocks = new ArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Thread listening;
    private volatile Manner manner = Manner.AWAY;
    private volatile @Nullable InetSocketAddress behind;

    private enum Manner {
        AWAY,
        SILENT,
        OLD_TLS,
        SERVING
    }

    /**
     * An attempt to connect.
     *
     * @param at when its first byte came
     * @param hello with which it began, empty when it did not begin with TLS
     * @param answers the types of the records that the station sent to a ServerHello of TLS 1.1, so far
     */
    record Knock(Instant at, Optional<ClientHello> hello, List<Integer> answers) {}

    /**
     * A door on a free port, at first with nobody behind it.
     *
     * @param onAttempt told when an attempt begins
     */
    Door(InetAddress address, TimeSource time, Runnable onAttempt, Traffic traffic) {
        this.time = time;
        this.onAttempt = onAttempt;
        this.traffic = traffic;
        try {
            server = new ServerSocket(0, BACKLOG, address);
        } catch (IOException e) {
            throw new UncheckedIOException("the kit's CSMS cannot listen on " + address, e);
        }
        listening = start("door-" + server.getLocalPort(), this::take);
    }

    int port() {
        return server.getLocalPort();
    }

    /** From now on attempts get to this server; connections that are open stay. */
    void leadTo(InetSocketAddress address) {
        behind = address;
        manner = Manner.SERVING;
    }

    /** From now on attempts are reset when they begin. */
    void away() {
        manner = Manner.AWAY;
    }

    /** From now on attempts are taken and never answered. */
    void silent() {
        manner = Manner.SILENT;
    }

    /** From now on whoever begins with TLS is answered with a ServerHello of TLS 1.1. */
    void oldTls() {
        manner = Manner.OLD_TLS;
    }

    List<Knock> knocks() {
        synchronized (knocks) {
            return knocks.stream()
                    .map(knock -> new Knock(knock.at(), knock.hello(), List.copyOf(knock.answers())))
                    .toList();
        }
    }

    private void take() {
        try {
            while (true) {
                Socket station = server.accept();
                open.add(station);
                start("door-" + server.getLocalPort() + "-in", () -> serve(station));
            }
        } catch (IOException closed) {
            // the case is over
        }
    }

    private void serve(Socket station) {
        try (station) {
            station.setTcpNoDelay(true);
            byte[] first = first(station.getInputStream());
            if (first.length == 0) {
                return; // a client may open one connection more than it uses
            }
            answer(station, first, knocked(hello(first)));
        } catch (IOException gone) {
            // one of both sides has ended it
        } finally {
            open.remove(station);
        }
    }

    private void answer(Socket station, byte[] first, Knock knock) throws IOException {
        switch (manner) {
            case SERVING -> relay(station, first);
            case OLD_TLS -> {
                station.getOutputStream().write(TLS_1_1);
                hearOut(station, knock);
            }
            case SILENT -> keep(station);
            case AWAY -> station.setSoLinger(true, 0);
        }
    }

    private void keep(Socket station) throws IOException {
        traffic.kept(true);
        try {
            station.getInputStream().transferTo(OutputStream.nullOutputStream());
        } finally {
            traffic.kept(false);
        }
    }

    private Knock knocked(Optional<ClientHello> hello) {
        Knock knock = new Knock(time.wallClock(), hello, new ArrayList<>());
        synchronized (knocks) {
            knocks.add(knock);
        }
        onAttempt.run();
        return knock;
    }

    /** The first record where TLS begins, else what came first; nothing when nothing came. */
    private static byte[] first(InputStream in) throws IOException {
        int type = in.read();
        if (type < 0) {
            return new byte[0];
        }
        if (type != HANDSHAKE) {
            return new byte[] {(byte) type};
        }
        byte[] header = new byte[RECORD_HEADER];
        header[0] = (byte) type;
        DataInputStream whole = new DataInputStream(in);
        whole.readFully(header, 1, RECORD_HEADER - 1);
        byte[] record =
                Arrays.copyOf(header, RECORD_HEADER + ByteBuffer.wrap(header).getChar(3));
        whole.readFully(record, RECORD_HEADER, record.length - RECORD_HEADER);
        return record;
    }

    private static Optional<ClientHello> hello(byte[] first) {
        return first[0] == HANDSHAKE
                ? ClientHello.read(Arrays.copyOfRange(first, RECORD_HEADER, first.length))
                : Optional.empty();
    }

    private void hearOut(Socket station, Knock knock) throws IOException {
        for (byte[] record = first(station.getInputStream()); record.length > 0; ) {
            synchronized (knocks) {
                knock.answers().add(record[0] & 0xff);
            }
            if (record[0] != HANDSHAKE) {
                return; // an alert, after which nothing follows
            }
            record = first(station.getInputStream());
        }
    }

    private void relay(Socket station, byte[] first) throws IOException {
        InetSocketAddress address = behind;
        if (address == null) {
            return;
        }
        try (Socket csms = new Socket(address.getAddress(), address.getPort())) {
            open.add(csms);
            csms.setTcpNoDelay(true);
            csms.getOutputStream().write(first);
            Thread back = start("door-" + server.getLocalPort() + "-out", () -> pass(csms, station));
            pass(station, csms);
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Passes on what one says until it says no more, and tells the other so. */
    private void pass(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException gone) {
            quietly(from);
            quietly(to);
        } finally {
            open.remove(from);
        }
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void quietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is gone
        }
    }

    /** Ends all connections; nobody is let in any more when this returns. */
    @Override
    public void close() {
        quietly(server);
        try {
            listening.join(); // a thread that waits for connections holds the port until it has noticed
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        open.forEach(Door::quietly);
    }
}
