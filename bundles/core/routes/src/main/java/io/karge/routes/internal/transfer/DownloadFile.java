package io.karge.routes.internal.transfer;

import io.karge.station.TransferOutcome.Cause;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.ToLongFunction;

/**
 * The file that a download fills. What is there already is continued: the server is asked for the last octets once more,
 * and only when they are the same does the file grow; else it is another file, or one that a power loss has damaged, and
 * the download begins anew. Constant memory. On the transfer's thread.
 */
final class DownloadFile implements AutoCloseable {
    /** What is asked for again of a file that is continued. */
    private static final int OVERLAP = 64 << 10;

    private static final int BUFFER = 64 << 10;
    private static final long DISK_EVERY = 8L << 20;

    private final Path path;
    private final long maxOctets;
    private final long keepFree;
    private final ToLongFunction<Path> freeDisk;
    private final Meter meter;
    private final FileChannel channel;
    private long position;
    private long length;
    private long total = -1;
    private long diskSeenAt;

    /**
     * @param freeDisk the free octets of the disk of a file
     * @param meter hears how many octets are there
     */
    DownloadFile(Path path, long maxOctets, long keepFree, ToLongFunction<Path> freeDisk, Meter meter)
            throws TransferFailure {
        this.path = path;
        this.maxOctets = maxOctets;
        this.keepFree = keepFree;
        this.freeDisk = freeDisk;
        this.meter = meter;
        try {
            Path folder = path.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            channel = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            length = channel.size();
        } catch (IOException e) {
            throw local(e);
        }
    }

    /** From which octet on the server is asked: 0 for the whole file. */
    long resumeAt() {
        return Math.max(0, length - OVERLAP);
    }

    /**
     * The same, where the length on the server is known: a shorter file is another one.
     *
     * @param wholeLength -1 when it is not known
     */
    long resumeAt(long wholeLength) {
        return wholeLength >= 0 && resumeAt() >= wholeLength ? 0 : resumeAt();
    }

    /** What is there is of no use. */
    void restart() throws TransferFailure {
        try {
            channel.truncate(0);
        } catch (IOException e) {
            throw local(e);
        }
        length = 0;
    }

    /**
     * The server begins to send.
     *
     * @param from {@link #resumeAt}, or 0 when the server cannot continue: then the file is replaced
     * @param wholeLength of the file as the server tells it; -1 when it does not
     */
    void begin(long from, long wholeLength) throws TransferFailure {
        if (from == 0) {
            restart();
        }
        if (wholeLength > maxOctets) {
            throw tooLarge(wholeLength + " octets");
        }
        position = from;
        total = wholeLength;
        checkDisk(wholeLength < 0 ? 0 : wholeLength - length);
        meter.moved(length, total);
    }

    /**
     * Takes all that the server sends.
     *
     * @return whether what the server sent goes on with what is there; if not, the file is empty now
     */
    boolean take(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            if (!take(buffer, read)) {
                restart();
                return false;
            }
            meter.moved(length, total);
        }
        return true;
    }

    private boolean take(byte[] octets, int count) throws TransferFailure {
        int known = (int) Math.min(count, Math.max(0, length - position));
        try {
            if (known > 0 && !isThere(octets, known)) {
                return false;
            }
            position += known;
            if (known < count) {
                append(octets, known, count);
            }
        } catch (TransferFailure e) {
            throw e;
        } catch (IOException e) {
            throw local(e);
        }
        return true;
    }

    private boolean isThere(byte[] octets, int count) throws IOException {
        ByteBuffer there = ByteBuffer.allocate(count);
        while (there.hasRemaining() && channel.read(there, position + there.position()) >= 0) {
            // until all is read
        }
        return !there.hasRemaining() && Arrays.equals(there.array(), 0, count, octets, 0, count);
    }

    private void append(byte[] octets, int from, int to) throws IOException {
        if (position + to - from > maxOctets) {
            throw tooLarge("more");
        }
        if (position - diskSeenAt >= DISK_EVERY) {
            checkDisk(0);
        }
        ByteBuffer rest = ByteBuffer.wrap(octets, from, to - from);
        while (rest.hasRemaining()) {
            position += channel.write(rest, position);
        }
        length = position;
    }

    private void checkDisk(long needed) throws TransferFailure {
        diskSeenAt = position;
        long free = freeDisk.applyAsLong(path);
        if (free - needed < keepFree) {
            throw new TransferFailure(
                    Cause.NO_SPACE,
                    "the disk has " + (free >> 20) + " MiB left; the file needs " + (Math.max(0, needed) >> 20)
                            + " MiB more and " + (keepFree >> 20) + " MiB stay free: make room");
        }
    }

    /** The server has sent all: the file must have the length that was told, and is on the disk when this returns. */
    long complete() throws TransferFailure {
        if (total >= 0 && position != total) {
            throw new TransferFailure(
                    Cause.WRONG_LENGTH,
                    "the server said that the file has " + total + " octets, but sent " + position
                            + ": the file on the server may be damaged or changing");
        }
        try {
            if (position < length) { // an overlap that the server has cut short: it has less than is here
                channel.truncate(position);
            }
            channel.force(true);
        } catch (IOException e) {
            throw local(e);
        }
        meter.done(position, position);
        return position;
    }

    private TransferFailure tooLarge(String what) {
        return new TransferFailure(
                Cause.TOO_LARGE, "the file has " + what + " where at most " + maxOctets + " octets are allowed");
    }

    private TransferFailure local(IOException e) {
        String text = String.valueOf(e.getMessage());
        return text.contains("No space left") || text.contains("quota")
                ? new TransferFailure(Cause.NO_SPACE, "the disk is full: make room")
                : new TransferFailure(Cause.LOCAL_ERROR, "the file here cannot be written: " + text);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
