package io.karge.routes.internal.transfer;

import io.karge.station.TransferOutcome.Cause;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.apache.commons.net.io.CRLFLineReader;
import org.jspecify.annotations.Nullable;

/**
 * A connection to an FTP server: the client of Apache Commons Net over our sockets, with a TLS of our own. Its FTPSClient,
 * and with it Camel's component, opens a new TLS session for each data connection, which servers refuse; here both
 * channels name the session by the same host and port, so that the data channel uses that of the control channel again.
 */
final class FtpConnection extends FTPClient {
    /** Octets of all replies: without a bound one that does not end could fill the memory. */
    private static final long MAX_REPLIES = 1 << 20;

    private final Connections connections;
    private final Location location;
    private final @Nullable SSLContext tls;
    private final boolean implicit;

    /** @param tls null for plain FTP */
    FtpConnection(
            Connections connections,
            Location location,
            @Nullable SSLContext tls,
            boolean implicit,
            Duration connectTimeout) {
        this.connections = connections;
        this.location = location;
        this.tls = tls;
        this.implicit = implicit;
        setSocketFactory(new DataSockets());
        setControlEncoding(StandardCharsets.UTF_8);
        setConnectTimeout((int) connectTimeout.toMillis());
    }

    /** Connects, with TLS where the location wants it, and logs in; files go as they are, and protected by TLS. */
    void open() throws IOException {
        _socket_ = connections.connect(location, MAX_REPLIES);
        _connectAction_();
        logIn();
        if (tls != null) {
            expect(sendCommand("PBSZ", "0"), "refuses PBSZ 0");
            expect(sendCommand("PROT", "P"), "protects no data connection (PROT P)");
        }
        setFileType(BINARY_FILE_TYPE);
        expect(getReplyCode(), "refuses TYPE I");
        enterLocalPassiveMode();
    }

    @Override
    protected void _connectAction_() throws IOException {
        if (tls != null && implicit) {
            _socket_ = secured(tls);
        }
        super._connectAction_();
        expect(getReplyCode(), "takes nobody now");
        if (tls != null && !implicit) {
            expect(sendCommand("AUTH", "TLS"), "offers no TLS (AUTH TLS): only the scheme ftp can be used with it");
            _socket_ = secured(tls);
            _input_ = _socket_.getInputStream();
            _output_ = _socket_.getOutputStream();
            _controlInput_ = new CRLFLineReader(new InputStreamReader(_input_, getControlEncoding()));
            _controlOutput_ = new BufferedWriter(new OutputStreamWriter(_output_, getControlEncoding()));
        }
    }

    private Socket secured(SSLContext context) throws IOException {
        try {
            return connections.secure(context, _socket_, location);
        } catch (SSLException e) {
            connections.failIfEnded();
            throw ServerTrust.diagnosis(location.server(), e);
        }
    }

    private void logIn() throws IOException {
        boolean anonymous = location.user().isEmpty();
        int reply = sendCommand("USER", anonymous ? "anonymous" : location.user());
        if (reply == FTPReply.NEED_PASSWORD) {
            reply = sendCommand("PASS", anonymous ? "anonymous@" : location.password());
        }
        if (!FTPReply.isPositiveCompletion(reply)) {
            throw new TransferFailure(
                    Cause.PERMISSION_DENIED,
                    location.server() + " refuses the login with the FTP reply " + reply
                            + ": check user and password in the location");
        }
    }

    private void expect(int reply, String otherwise) throws TransferFailure {
        if (!FTPReply.isPositiveCompletion(reply)) {
            throw failure(Cause.SERVER_ERROR, otherwise);
        }
    }

    /** The server's last reply as a failure, without what it may repeat of the login. */
    TransferFailure failure(Cause cause, String what) {
        String reply = String.valueOf(getReplyString()).strip().replaceAll("\\p{Cntrl}+", " ");
        for (String secret : new String[] {location.password(), location.user()}) {
            reply = secret.isEmpty() ? reply : reply.replace(secret, "***");
        }
        return new TransferFailure(cause, location.server() + " " + what + "; its reply is: " + reply);
    }

    @Override
    protected @Nullable Socket _openDataConnection_(String command, String argument) throws IOException {
        Socket plain = super._openDataConnection_(command, argument);
        if (plain == null || tls == null) {
            return plain;
        }
        try {
            return connections.secure(tls, plain, location);
        } catch (SSLException e) {
            connections.failIfEnded();
            throw new TransferFailure(
                    Cause.SERVER_ERROR,
                    location.server()
                            + " accepts neither the TLS session of the control connection nor a new one for the"
                            + " data connection (" + e.getMessage()
                            + "): let the server take up TLS sessions again, or not require it");
        }
    }

    @Override
    public int sendCommand(String command, String argument) throws IOException {
        int reply = super.sendCommand(command, argument);
        connections.moved();
        return reply;
    }

    /** Sockets of data connections; the client connects them to the address of the control connection. */
    private final class DataSockets extends SocketFactory {

        @Override
        public Socket createSocket() throws IOException {
            return connections.socket(location);
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("connected here");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException("connected here");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException("connected here");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort) {
            throw new UnsupportedOperationException("connected here");
        }
    }
}
