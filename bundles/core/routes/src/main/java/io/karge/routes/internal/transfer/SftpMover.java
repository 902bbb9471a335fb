package io.karge.routes.internal.transfer;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import io.karge.station.TransferOrder.Direction;
import io.karge.station.TransferOutcome.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * SFTP with user and password: read from an offset, and write. JSch over our sockets; nothing of a home folder is read.
 */
final class SftpMover implements Mover {
    private final KnownHosts hosts;

    SftpMover(KnownHosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public long move(Transfer transfer) throws IOException {
        Location location = transfer.location();
        if (location.user().isEmpty() || location.name().isEmpty()) {
            throw new TransferFailure(
                    Cause.BAD_LOCATION,
                    "the location needs a user and the name of a file: sftp://USER:PASSWORD@HOST/PATH");
        }
        Session session = connect(transfer);
        try {
            ChannelSftp sftp = (ChannelSftp) session.openChannel("sftp");
            sftp.connect();
            return transfer.order().direction() == Direction.GET
                    ? get(transfer, sftp, location.file())
                    : put(transfer, sftp, location.file());
        } catch (JSchException e) {
            transfer.connections().failIfEnded();
            throw new TransferFailure(
                    Cause.SERVER_ERROR, location.server() + " lets the user in but offers no SFTP: " + e.getMessage());
        } catch (SftpException e) {
            transfer.connections().failIfEnded();
            throw failure(location, e);
        } catch (IOException e) {
            transfer.connections().failIfEnded();
            throw known(location, e);
        } finally {
            session.disconnect();
        }
    }

    private Session connect(Transfer transfer) throws IOException {
        Location location = transfer.location();
        PinnedKeys keys = new PinnedKeys(hosts, location);
        SshSocket sockets = new SshSocket(transfer.connections(), location);
        try {
            Session session = new JSch().getSession(location.user(), location.host(), location.port());
            session.setHostKeyRepository(keys);
            session.setConfig("StrictHostKeyChecking", "yes");
            session.setConfig("PreferredAuthentications", "password,keyboard-interactive");
            session.setSocketFactory(sockets);
            session.setDaemonThread(true);
            session.setPassword(location.password().getBytes(StandardCharsets.UTF_8));
            session.setUserInfo(new SshLogin(location.password()));
            session.connect();
            transfer.connections().moved();
            return session;
        } catch (JSchException e) {
            transfer.connections().failIfEnded();
            TransferFailure known = keys.refusal() != null ? keys.refusal() : sockets.failure();
            throw known != null ? known : refused(location, e);
        }
    }

    private static TransferFailure refused(Location location, JSchException e) {
        String text = String.valueOf(e.getMessage());
        String lower = text.toLowerCase(Locale.ROOT);
        if (lower.contains("auth fail") || lower.contains("auth cancel") || lower.contains("too many authentication")) {
            return new TransferFailure(
                    Cause.PERMISSION_DENIED,
                    location.server() + " refuses the login: check user and password in the location");
        }
        return new TransferFailure(
                Cause.UNREACHABLE,
                "no SSH connection to " + location.server() + " (" + text + "): check that the port speaks SSH");
    }

    private static long get(Transfer transfer, ChannelSftp sftp, String name) throws IOException, SftpException {
        try (DownloadFile file = transfer.download()) {
            long length = sftp.stat(name).getSize();
            transfer.connections().moved();
            for (long from = file.resumeAt(length); ; from = 0) {
                file.begin(from, length);
                try (InputStream in = sftp.get(name, null, from)) {
                    if (file.take(in)) {
                        return file.complete();
                    }
                }
            }
        }
    }

    private static long put(Transfer transfer, ChannelSftp sftp, String name) throws IOException, SftpException {
        try (UploadStream file = transfer.upload()) {
            try (OutputStream out = sftp.put(name, ChannelSftp.OVERWRITE)) {
                file.sendTo(out);
            }
            return file.complete();
        }
    }

    /** Streams wrap a failed request into an IOException. */
    private static IOException known(Location location, IOException e) {
        return e.getCause() instanceof SftpException refused ? failure(location, refused) : e;
    }

    private static TransferFailure failure(Location location, SftpException e) {
        String server = location.server() + " answers: " + e.getMessage();
        return switch (e.id) {
            case ChannelSftp.SSH_FX_NO_SUCH_FILE ->
                new TransferFailure(Cause.NOT_FOUND, server + "; check the path in the location");
            case ChannelSftp.SSH_FX_PERMISSION_DENIED ->
                new TransferFailure(Cause.PERMISSION_DENIED, server + "; check what the user may do at that path");
            default ->
                new TransferFailure(
                        e.getCause() instanceof IOException ? Cause.INTERRUPTED : Cause.SERVER_ERROR,
                        server + "; see the log of the server");
        };
    }
}
