package io.karge.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The file server of the laboratory: HTTP on loopback, on threads that hold no process up. One for all. Thread-safe. */
final class ImageServer {
    private static final int NOT_FOUND = 404;
    private static final int OK = 200;
    private static final long TRICKLE_MILLIS = 100;

    private static @Nullable ImageServer shared;

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Map<String, Consumer<String>> slow = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    private ImageServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        Executor threads = work -> thread(work).start();
        server.setExecutor(threads);
        thread(server::start).start(); // what it starts itself is of the same kind
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "image-server");
        thread.setDaemon(true);
        return thread;
    }

    static synchronized ImageServer shared() {
        ImageServer now = shared;
        if (now == null) {
            try {
                now = new ImageServer();
            } catch (IOException e) {
                throw new UncheckedIOException("the laboratory's file server cannot be started", e);
            }
            shared = now;
        }
        return now;
    }

    /** Serves a file under a URL that no other has. */
    String serve(byte[] file) {
        String path = "/firmware-" + count.incrementAndGet() + "/image.bin";
        files.put(path, file);
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + path;
    }

    /**
     * The next download of this file comes half and then as slowly as if it had no end; those after it as always.
     *
     * @param reached is told of the URL when half has come, on a thread of the server
     */
    void slowDown(String url, Consumer<String> reached) {
        slow.put(path(url), reached);
    }

    private static String path(String url) {
        return url.substring(url.indexOf('/', "http://".length()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            byte[] file = files.get(path);
            if (file == null) {
                exchange.sendResponseHeaders(NOT_FOUND, -1);
                return;
            }
            exchange.sendResponseHeaders(OK, file.length);
            Consumer<String> reached = slow.remove(path);
            if (reached == null) {
                exchange.getResponseBody().write(file);
            } else {
                trickle(exchange.getResponseBody(), file, () -> reached.accept(path));
            }
        }
    }

    /** Ends when the other side has given up. */
    private static void trickle(OutputStream to, byte[] file, Runnable reached) throws IOException {
        to.write(file, 0, file.length / 2);
        to.flush();
        reached.run();
        for (int next = file.length / 2; next < file.length; next++) {
            pause();
            to.write(file, next, 1);
            to.flush();
        }
    }

    private static void pause() {
        try {
            new CountDownLatch(1).await(TRICKLE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
