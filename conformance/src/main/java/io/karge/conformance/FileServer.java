package io.karge.conformance;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The file server of the laboratory: HTTP on loopback, on threads that hold no process up. It serves files, and takes
 * what is put or posted into its folders. One for all. Thread-safe.
 */
final class FileServer {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final Set<String> UPLOADS = Set.of("PUT", "POST");
    private static final long TRICKLE_MILLIS = 100;

    /** As long as a slow upload waits for its answer: longer than any case does. */
    private static final long STUCK_MILLIS = 60_000;

    private static @Nullable FileServer shared;

    private final HttpServer server;
    private final Map<String, byte[]> files = new ConcurrentHashMap<>();
    private final Set<String> folders = ConcurrentHashMap.newKeySet();
    private final Map<String, Consumer<String>> slow = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    private FileServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        Executor threads = work -> thread(work).start();
        server.setExecutor(threads);
        thread(server::start).start(); // what it starts itself is of the same kind
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "file-server");
        thread.setDaemon(true);
        return thread;
    }

    static synchronized FileServer shared() {
        FileServer now = shared;
        if (now == null) {
            try {
                now = new FileServer();
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
        return url(path);
    }

    /** A folder for uploads, empty, under a URL that no other has; it ends with a slash. */
    String folder() {
        String path = "/logs-" + count.incrementAndGet() + "/";
        folders.add(path);
        return url(path);
    }

    /** What is served under a URL, or was uploaded to it whole. */
    Optional<byte[]> file(String url) {
        return Optional.ofNullable(files.get(path(url)));
    }

    /**
     * The next download of this file comes half and then as slowly as if it had no end, or the next upload into this
     * folder is not answered; those after it as always.
     *
     * @param reached is told of the URL when it has come so far, on a thread of the server
     */
    void slowDown(String url, Consumer<String> reached) {
        slow.put(path(url), reached);
    }

    private String url(String path) {
        return "http://" + server.getAddress().getHostString() + ":"
                + server.getAddress().getPort() + path;
    }

    private static String path(String url) {
        return url.substring(url.indexOf('/', "http://".length()));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("GET")) {
                serve(exchange, path);
            } else if (UPLOADS.contains(exchange.getRequestMethod())) {
                take(exchange, path);
            } else {
                exchange.sendResponseHeaders(NOT_ALLOWED, -1);
            }
        }
    }

    private void serve(HttpExchange exchange, String path) throws IOException {
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

    private void take(HttpExchange exchange, String path) throws IOException {
        byte[] file = exchange.getRequestBody().readAllBytes();
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        Consumer<String> reached = slow.remove(folder);
        if (reached != null) {
            reached.accept(path);
            pause(STUCK_MILLIS);
        } else if (folders.contains(folder) && !path.equals(folder)) {
            files.put(path, file);
            exchange.sendResponseHeaders(CREATED, -1);
        } else {
            exchange.sendResponseHeaders(NOT_FOUND, -1);
        }
    }

    /** Ends when the other side has given up. */
    private static void trickle(OutputStream to, byte[] file, Runnable reached) throws IOException {
        to.write(file, 0, file.length / 2);
        to.flush();
        reached.run();
        for (int next = file.length / 2; next < file.length; next++) {
            pause(TRICKLE_MILLIS);
            to.write(file, next, 1);
            to.flush();
        }
    }

    private static void pause(long millis) {
        try {
            new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
