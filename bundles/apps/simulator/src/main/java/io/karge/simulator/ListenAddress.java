package io.karge.simulator;

import io.karge.failure.FailureWords;
import java.io.Closeable;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * An address that is listened at now and then. The port is kept in between: else any connection that leaves this machine
 * may be given it, and nobody can listen there for as long as that connection lasts. Not thread-safe.
 */
final class ListenAddress implements Closeable {
    private final InetSocketAddress address;
    private @Nullable SocketChannel keeper;

    /**
     * Takes the address.
     *
     * @param wanted with port 0 any free port is taken
     * @throws IOException when the address cannot be had; the message names it
     */
    ListenAddress(InetSocketAddress wanted) throws IOException {
        SocketChannel bound = taken(wanted);
        keeper = bound;
        address = (InetSocketAddress) bound.getLocalAddress();
    }

    private static SocketChannel taken(InetSocketAddress wanted) throws IOException {
        try {
            return bound(SocketChannel.open(), wanted);
        } catch (BindException e) {
            throw new IOException(
                    "port '" + wanted.getPort() + "' of " + wanted.getHostString() + ": " + FailureWords.of(e), e);
        }
    }

    int port() {
        return address.getPort();
    }

    /**
     * Listens there; whoever listens closes what is returned before the next call.
     *
     * @throws IOException when somebody else has the address; it may be tried again
     */
    ServerSocketChannel listen() throws IOException {
        try {
            return bound(ServerSocketChannel.open(), address);
        } catch (BindException e) {
            close(); // not every system lets one socket listen where another is bound
            return bound(ServerSocketChannel.open(), address);
        }
    }

    private static <T extends NetworkChannel> T bound(T channel, InetSocketAddress to) throws IOException {
        try {
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (channel instanceof ServerSocketChannel server) {
                server.configureBlocking(false);
            }
            channel.bind(to);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    /** Lets go of the address, where nobody listens at it. */
    @Override
    public void close() throws IOException {
        SocketChannel kept = keeper;
        keeper = null;
        if (kept != null) {
            kept.close();
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
