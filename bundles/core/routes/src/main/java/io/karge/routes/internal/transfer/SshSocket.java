package io.karge.routes.internal.transfer;

import com.jcraft.jsch.SocketFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** The socket of an SSH connection, opened as those of all transfers. */
final class SshSocket implements SocketFactory {
    private final Connections connections;
    private final Location location;
    private @Nullable TransferFailure failure;

    SshSocket(Connections connections, Location location) {
        this.connections = connections;
        this.location = location;
    }

    /** Why no socket could be opened; the SSH client has only words for it. */
    @Nullable
    TransferFailure failure() {
        return failure;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        try {
            return connections.connect(location);
        } catch (TransferFailure e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public InputStream getInputStream(Socket socket) throws IOException {
        return socket.getInputStream();
    }

    @Override
    public OutputStream getOutputStream(Socket socket) throws IOException {
        return socket.getOutputStream();
    }
}
