package io.karge.routes.internal.transfer;

import io.karge.station.TransferOutcome.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that an upload sends. Constant memory. On the transfer's thread. */
final class UploadStream implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    private final InputStream in;
    private final Meter meter;
    private final long length;

    UploadStream(Path path, Meter meter) throws TransferFailure {
        this.meter = meter;
        try {
            length = Files.size(path);
            in = Files.newInputStream(path);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private static TransferFailure unreadable(IOException e) {
        return new TransferFailure(Cause.LOCAL_ERROR, "the file here cannot be read: " + e.getMessage());
    }

    long length() {
        return length;
    }

    /** Writes as many octets as the file had at the beginning: a file that grows meanwhile does not break its upload. */
    void sendTo(OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long sent = 0;
        meter.moved(0, length);
        while (sent < length) {
            int read;
            try {
                read = in.read(buffer, 0, (int) Math.min(buffer.length, length - sent));
            } catch (IOException e) {
                throw unreadable(e);
            }
            if (read < 0) {
                throw new TransferFailure(Cause.LOCAL_ERROR, "the file here became shorter while it was sent");
            }
            out.write(buffer, 0, read);
            sent += read;
            meter.moved(sent, length);
        }
    }

    /** The other side has taken it. */
    long complete() {
        meter.done(length, length);
        return length;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
