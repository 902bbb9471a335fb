package io.karge.storage.internal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The redo journal beside the store file: every commit is on the disk here, with a checksum, before the store file is
 * touched. After a crash the journal is written to the store file again from its start, which repairs whatever the
 * crash left half written; a torn record at its end is a commit that never was. The journal also holds the lock that
 * keeps a second process out.
 *
 * <p>A record is magic, length and CRC-32C of the payload (12 bytes), then the payload: the length that the store file
 * has at least, and the changes as offset, length, bytes.
 */
final class Journal implements Closeable {

    private static final int MAGIC = 0x4B4A0001;
    static final int HEADER_BYTES = 12;

    private final Path file;
    private final FileChannel channel;
    private long end;

    private Journal(Path file, FileChannel channel) throws IOException {
        this.file = file;
        this.channel = channel;
        this.end = channel.size();
    }

    /**
     * Opens the journal, creating an empty one, and locks it.
     *
     * @throws StoreInUseException when another process holds it
     */
    static Journal open(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(StoreFolder.createFile(file), StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel) == null) {
                throw new StoreInUseException(file);
            }
            return new Journal(file, channel);
        } catch (Throwable e) {
            channel.close();
            throw e;
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    /** The bytes that a replay would read. */
    long size() {
        return end;
    }

    /** Appends one commit and returns when it is on the disk. */
    void append(long storeLength, List<Change> changes) throws IOException {
        int length = Long.BYTES
                + changes.stream()
                        .mapToInt(c -> Long.BYTES + Integer.BYTES + c.bytes().length)
                        .sum();
        ByteBuffer buffer = ByteBuffer.allocate(HEADER_BYTES + length);
        buffer.position(HEADER_BYTES);
        buffer.putLong(storeLength);
        for (Change change : changes) {
            buffer.putLong(change.offset()).putInt(change.bytes().length).put(change.bytes());
        }
        buffer.flip();
        buffer.putInt(0, MAGIC).putInt(4, length).putInt(8, checksum(buffer, HEADER_BYTES, length));
        writeFully(channel, buffer, end);
        channel.force(false);
        end += HEADER_BYTES + length;
    }

    /**
     * Writes all commits of the journal to the store file again, flushes it and empties the journal.
     *
     * @throws CorruptStoreException when a damaged record is followed by an intact one: commits would be lost
     */
    void replayTo(FileChannel store) throws IOException {
        ByteBuffer all = readAll();
        int position = 0;
        while (isIntact(all, position)) {
            int length = all.getInt(position + 4);
            replayRecord(all.slice(position + HEADER_BYTES, length), store);
            position += HEADER_BYTES + length;
        }
        requireNothingAfter(all, position);
        if (position > 0) {
            store.force(true);
        }
        reset();
    }

    /** Forgets all commits, when the store file itself is on the disk. */
    void reset() throws IOException {
        channel.truncate(0);
        channel.force(true);
        end = 0;
    }

    /** Closes and unlocks, keeping what is in it. */
    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static void replayRecord(ByteBuffer payload, FileChannel store) throws IOException {
        long storeLength = payload.getLong();
        if (store.size() < storeLength) {
            writeFully(store, ByteBuffer.allocate(1), storeLength - 1);
        }
        while (payload.hasRemaining()) {
            long offset = payload.getLong();
            int length = payload.getInt();
            writeFully(store, payload.slice(payload.position(), length), offset);
            payload.position(payload.position() + length);
        }
    }

    private ByteBuffer readAll() throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (all.hasRemaining() && channel.read(all, all.position()) >= 0) {
            // reads on
        }
        return all.flip();
    }

    private static boolean isIntact(ByteBuffer all, int position) {
        if (all.limit() - position < HEADER_BYTES || all.getInt(position) != MAGIC) {
            return false;
        }
        int length = all.getInt(position + 4);
        return length >= Long.BYTES
                && length <= all.limit() - position - HEADER_BYTES
                && checksum(all, position + HEADER_BYTES, length) == all.getInt(position + 8);
    }

    /** Each record is on the disk before the next begins, so only the last one can be torn by a crash. */
    private void requireNothingAfter(ByteBuffer all, int position) {
        for (int p = position; p <= all.limit() - HEADER_BYTES; p++) {
            if (all.getInt(p) == MAGIC && isIntact(all, p)) {
                throw new CorruptStoreException(file + " is damaged at byte " + position);
            }
        }
    }

    private static int checksum(ByteBuffer buffer, int position, int length) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.slice(position, length));
        return (int) crc.getValue();
    }

    private static void writeFully(FileChannel channel, ByteBuffer bytes, long offset) throws IOException {
        long position = offset;
        while (bytes.hasRemaining()) {
            position += channel.write(bytes, position);
        }
    }
}
