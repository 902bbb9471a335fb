package io.karge.benchmarks.fleet;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A link to a server on this machine: what all its connections together bring from the server moves no faster. */
final class Link implements AutoCloseable {
    private static final int ONE_PIECE = 16 << 10;

    private final ServerSocket socket = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final int server;
    private final long octetsPerSecond;
    private long free = System.nanoTime();

    Link(int server, long octetsPerSecond) throws IOException {
        this.server = server;
        this.octetsPerSecond = octetsPerSecond;
        threads.execute(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = socket.accept();
                threads.execute(() -> relay(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void relay(Socket client) {
        try (client;
                Socket there = new Socket(InetAddress.getLoopbackAddress(), server)) {
            threads.execute(() -> up(client, there));
            InputStream in = there.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] piece = new byte[ONE_PIECE];
            for (int octets = in.read(piece); octets > 0; octets = in.read(piece)) {
                carry(octets);
                out.write(piece, 0, octets);
            }
        } catch (IOException e) {
            // one side has gone, and so does the other
        }
    }

    private static void up(Socket client, Socket there) {
        try {
            client.getInputStream().transferTo(there.getOutputStream());
            there.shutdownOutput();
        } catch (IOException e) {
            // one side has gone
        }
    }

    /** Returns when it is the turn of these octets. */
    private void carry(int octets) {
        long turn;
        synchronized (this) {
            turn = Math.max(free, System.nanoTime());
            free = turn + TimeUnit.SECONDS.toNanos(octets) / octetsPerSecond;
        }
        for (long left = turn - System.nanoTime(); left > 0; left = turn - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdownNow();
    }
}
