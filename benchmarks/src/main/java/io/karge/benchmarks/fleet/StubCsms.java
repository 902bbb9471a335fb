package io.karge.benchmarks.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A CSMS that takes as little as can be of the machine that it shares with the gateway: one thread for all stations, no
 * JSON, every station and every token accepted. Calls are made and answered on that thread, where the times are taken.
 */
final class StubCsms implements AutoCloseable {
    private static final int BACKLOG = 4_096;

    private final Selector selector = Selector.open();
    private final ServerSocketChannel server = ServerSocketChannel.open();
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final Map<String, StubStation> connected = new ConcurrentHashMap<>();
    private final Set<String> booted = ConcurrentHashMap.newKeySet();
    private final Thread thread = new Thread(this::run, "stub-csms");
    private final @Nullable TlsServer tls;

    /**
     * Listens on loopback, without TLS.
     *
     * @param port 0 for a free one
     */
    StubCsms(int port) throws IOException {
        this(port, null);
    }

    /**
     * Listens on loopback.
     *
     * @param port 0 for a free one
     * @param tls how TLS is spoken; null where it is not
     */
    StubCsms(int port, @Nullable TlsServer tls) throws IOException {
        this.tls = tls;
        server.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        server.configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.socket().getLocalPort();
    }

    String url() {
        return (tls == null ? "ws" : "wss") + "://127.0.0.1:" + port() + "/ocpp";
    }

    /** How many stations are connected. */
    int connections() {
        return connected.size();
    }

    /** How many stations have sent a BootNotification, and were accepted. */
    int accepted() {
        return booted.size();
    }

    /** A station that is connected. */
    Optional<StubStation> station(String id) {
        return Optional.ofNullable(connected.get(id));
    }

    /** All that are connected. */
    Iterable<StubStation> stations() {
        return connected.values();
    }

    /** Runs a task on the thread of this CSMS. */
    void execute(Runnable task) {
        tasks.add(task);
        selector.wakeup();
    }

    /** Begins something on the thread of this CSMS and waits until it has ended. */
    <T> T complete(Supplier<CompletableFuture<T>> task, Duration patience) throws Exception {
        CompletableFuture<CompletableFuture<T>> begun = new CompletableFuture<>();
        execute(() -> begun.complete(task.get()));
        return begun.thenCompose(running -> running).get(patience.toSeconds(), TimeUnit.SECONDS);
    }

    void opened(StubStation station) {
        connected.put(station.id(), station);
    }

    void booted(StubStation station) {
        booted.add(station.id());
    }

    void closed(StubStation station) {
        connected.remove(station.id(), station);
    }

    private void run() {
        try {
            while (server.isOpen()) {
                selector.select(this::serve);
                for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                    task.run();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("the stub CSMS ended", e);
        } catch (ClosedSelectorException closed) {
            return;
        }
    }

    private void serve(SelectionKey key) {
        if (key.attachment() instanceof StubStation station) {
            station.read();
            return;
        }
        try {
            SocketChannel channel = server.accept();
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.register(
                    selector,
                    SelectionKey.OP_READ,
                    new StubStation(this, tls == null ? channel : new TlsChannel(channel, tls.engine())));
        } catch (IOException e) {
            throw new UncheckedIOException("no connection can be accepted", e);
        }
    }

    /** As when the process dies: all connections break, and nobody listens any more. */
    @Override
    public void close() throws IOException {
        server.close();
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SelectionKey key : selector.keys()) {
            if (key.attachment() instanceof StubStation station) {
                station.drop();
            }
        }
        selector.close();
    }
}
