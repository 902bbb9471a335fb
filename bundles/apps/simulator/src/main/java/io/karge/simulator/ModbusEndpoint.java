package io.karge.simulator;

import java.io.Closeable;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An address at which a unit is served. Its public side may be used on any thread, the rest on the server's. */
final class ModbusEndpoint {
    private static final Logger LOG = LoggerFactory.getLogger(ModbusEndpoint.class);
    private static final int MAX_MASTERS = 16;

    private final ModbusServer.Loop loop;
    private final ListenAddress address;
    private final ModbusUnit unit;
    private final Set<Master> masters = new HashSet<>();
    private @Nullable ServerSocketChannel listener;
    private boolean reachable = true;
    private boolean closed;
    private boolean waitsForAddress;

    ModbusEndpoint(ModbusServer.Loop loop, ListenAddress address, ModbusUnit unit) {
        this.loop = loop;
        this.address = address;
        this.unit = unit;
    }

    /** The port listened at, also where any free port was asked for. */
    int port() {
        return address.port();
    }

    /**
     * Drops all connections and refuses new ones, or accepts them again. However short the time between, a master
     * notices; however long, the port stays ours.
     *
     * @return completes when the sockets are as told
     */
    CompletableFuture<Void> setReachable(boolean now) {
        return loop.call(() -> {
            reachable = now;
            follow();
        });
    }

    /** Drops all connections and stops listening; completes when the address is free again. */
    CompletableFuture<Void> close() {
        return loop.call(() -> {
            if (!closed) {
                closed = true;
                dropAll();
                closeQuietly(address);
                loop.closeOne();
            }
        });
    }

    void register(ServerSocketChannel channel) throws IOException {
        listener = channel;
        waitsForAddress = false;
        channel.register(loop.selector(), SelectionKey.OP_ACCEPT, this);
        follow();
    }

    void follow() {
        if (closed) {
            return;
        }
        if (!reachable) {
            dropAll();
        } else if (listener == null) {
            try {
                register(address.listen());
            } catch (IOException e) {
                if (!waitsForAddress) {
                    LOG.warn("{} cannot be listened at, which is tried until it can: {}", address, e.getMessage());
                }
                waitsForAddress = true;
                loop.retryLater(this);
            }
        }
    }

    void accept() throws IOException {
        SocketChannel channel = listener == null ? null : listener.accept();
        if (channel == null) {
            return;
        }
        if (masters.size() >= MAX_MASTERS) {
            channel.close();
            return;
        }
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        Master master = new Master(this, channel);
        masters.add(master);
        unit.connected(master);
        channel.register(loop.selector(), SelectionKey.OP_READ, master);
    }

    private void dropAll() {
        if (listener != null) {
            closeQuietly(listener);
            listener = null;
        }
        List.copyOf(masters).forEach(Master::drop);
    }

    /** One connection. A master that does not read its answers is dropped. */
    static final class Master {
        private final ModbusEndpoint endpoint;
        private final SocketChannel channel;
        private final ByteBuffer received = ByteBuffer.allocate(ModbusFrame.MAX_LENGTH);

        Master(ModbusEndpoint endpoint, SocketChannel channel) {
            this.endpoint = endpoint;
            this.channel = channel;
        }

        void read() throws IOException {
            if (channel.read(received) < 0) {
                drop();
                return;
            }
            received.flip();
            int length = ModbusFrame.length(received);
            while (length > 0 && received.remaining() >= length) {
                byte[] request = new byte[length];
                received.get(request);
                ByteBuffer answer = ByteBuffer.wrap(endpoint.unit.answer(this, request));
                if (answer.hasRemaining() && channel.write(answer) < answer.capacity()) {
                    length = -1;
                } else {
                    length = ModbusFrame.length(received);
                }
            }
            received.compact();
            if (length < 0) {
                drop();
            }
        }

        void drop() {
            closeQuietly(channel);
            if (endpoint.masters.remove(this)) {
                endpoint.unit.disconnected(this);
            }
        }
    }

    private static void closeQuietly(Closeable channel) {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("closing {}", channel, e);
        }
    }
}
