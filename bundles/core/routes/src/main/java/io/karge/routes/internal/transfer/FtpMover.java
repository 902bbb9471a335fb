package io.karge.routes.internal.transfer;

import io.karge.station.TransferOrder.Direction;
import io.karge.station.TransferOutcome.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.net.ssl.SSLContext;
import org.apache.commons.net.ftp.FTPReply;

/** FTP, and FTPS with AUTH TLS or TLS from the beginning: RETR, continued by REST, and STOR. Passive only. */
final class FtpMover implements Mover {
    private static final int SIZE_IS = 213;
    private static final int NOT_TAKEN = 550;
    private static final int NAME_REFUSED = 553;
    private static final int ABORTED = 426;

    @Override
    public long move(Transfer transfer) throws IOException {
        Location location = transfer.location();
        String name = location.file().substring(1);
        if (location.name().isEmpty()) {
            throw new TransferFailure(
                    Cause.BAD_LOCATION, "the location names a folder, not a file: write its name too");
        }
        SSLContext tls = location.scheme().equals("ftps")
                ? ServerTrust.context(transfer.order().roots())
                : null;
        boolean implicit = transfer.settings().implicitPorts().contains(location.port());
        FtpConnection ftp = new FtpConnection(
                transfer.connections(),
                location,
                tls,
                implicit,
                transfer.settings().connectTimeout());
        ftp.open();
        long moved =
                transfer.order().direction() == Direction.GET ? get(transfer, ftp, name) : put(transfer, ftp, name);
        ftp.quit();
        return moved;
    }

    private static long get(Transfer transfer, FtpConnection ftp, String name) throws IOException {
        try (DownloadFile file = transfer.download()) {
            long length = length(ftp, name);
            long from = file.resumeAt(length);
            while (true) {
                ftp.setRestartOffset(from);
                InputStream in = ftp.retrieveFileStream(name);
                if (in == null && from > 0) { // it may not know REST
                    from = 0;
                    continue;
                }
                if (in == null) {
                    throw ftp.getReplyCode() == NOT_TAKEN
                            ? ftp.failure(Cause.NOT_FOUND, "does not give the file")
                            : ftp.failure(Cause.SERVER_ERROR, "does not give the file");
                }
                file.begin(from, length);
                boolean fits = taken(transfer, file, in);
                boolean ended = ftp.completePendingCommand();
                if (!fits) {
                    from = 0;
                    continue;
                }
                if (!ended) {
                    throw broken(ftp, "has not sent the whole file");
                }
                return file.complete();
            }
        }
    }

    private static boolean taken(Transfer transfer, DownloadFile file, InputStream in) throws IOException {
        try (in) {
            return file.take(in);
        } catch (TransferFailure e) {
            throw e;
        } catch (IOException e) {
            transfer.connections().failIfEnded();
            return true; // the reply of the server tells more
        }
    }

    private static long length(FtpConnection ftp, String name) throws IOException {
        if (ftp.sendCommand("SIZE", name) == SIZE_IS) {
            try {
                return Long.parseLong(ftp.getReplyString().substring(3).strip());
            } catch (NumberFormatException e) {
                return -1;
            }
        }
        return -1;
    }

    private static long put(Transfer transfer, FtpConnection ftp, String name) throws IOException {
        try (UploadStream file = transfer.upload()) {
            OutputStream out = ftp.storeFileStream(name);
            if (out == null) {
                int reply = ftp.getReplyCode();
                throw ftp.failure(
                        reply == NOT_TAKEN || reply == NAME_REFUSED ? Cause.PERMISSION_DENIED : Cause.SERVER_ERROR,
                        "does not take the file");
            }
            try (out) {
                file.sendTo(out);
            } catch (TransferFailure e) {
                throw e;
            } catch (IOException e) {
                transfer.connections().failIfEnded(); // else the reply of the server tells more
                if (!FTPReply.isNegativeTransient(ftp.getReply())
                        && !FTPReply.isNegativePermanent(ftp.getReplyCode())) {
                    throw e;
                }
                throw broken(ftp, "has not taken the whole file");
            }
            if (!ftp.completePendingCommand()) {
                throw broken(ftp, "has got all octets but not taken the file");
            }
            return file.complete();
        }
    }

    private static TransferFailure broken(FtpConnection ftp, String what) {
        return ftp.failure(ftp.getReplyCode() == ABORTED ? Cause.INTERRUPTED : Cause.SERVER_ERROR, what);
    }
}
