package io.karge.storage.internal;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * An open file of the store. What the operating system may do in part, {@link #read} and {@link #write}, is done to the
 * end by {@link #readFully} and {@link #writeFully}: a disk that fills up writes short before it says so.
 */
interface StoreFile extends Closeable {

    /** Room for what is written at once where a file grows. */
    int CHUNK_BYTES = 64 << 10;

    /** Reads some bytes; returns how many, or a negative number at the end of the file. */
    int read(ByteBuffer target, long offset) throws IOException;

    /** Writes some bytes; returns how many. */
    int write(ByteBuffer source, long offset) throws IOException;

    long length() throws IOException;

    void truncate(long length) throws IOException;

    /**
     * Returns when everything written is on the disk. After a failure nobody knows what is, and the next call may succeed
     * although it is not: the file has to be closed, and written again from what holds the content elsewhere.
     */
    void force() throws IOException;

    /** Takes the lock that keeps other processes out; false when it is held. It goes with the file. */
    boolean tryLock() throws IOException;

    /**
     * Fills the buffer.
     *
     * @throws EOFException when the file ends before
     */
    default void readFully(ByteBuffer target, long offset) throws IOException {
        long at = offset;
        while (target.hasRemaining()) {
            int read = read(target, at);
            if (read < 0) {
                throw new EOFException("the file ends at byte " + length() + ", byte " + at + " is wanted");
            }
            at += read;
        }
    }

    /** Writes all of the buffer, over as many short writes as it takes. */
    default void writeFully(ByteBuffer source, long offset) throws IOException {
        long at = offset;
        while (source.hasRemaining()) {
            at += write(source, at);
        }
    }

    /** Everything that is in the file. */
    default ByteBuffer readAll() throws IOException {
        ByteBuffer all = ByteBuffer.allocate(Math.toIntExact(length()));
        readFully(all, 0);
        return all.flip();
    }

    /**
     * Makes the file at least that long, with zeros that are written: the room is taken now, so that a full disk is
     * noticed now, and not where a hole is filled later.
     */
    default void grow(long length) throws IOException {
        for (long at = length(); at < length; ) {
            int size = (int) Math.min(CHUNK_BYTES, length - at);
            writeFully(ByteBuffer.allocate(size), at);
            at += size;
        }
    }

    /** The bytes from the offset on, fewer where the file ends before. */
    default byte[] bytes(long offset, int size) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, Math.min(size, length() - offset)));
        readFully(bytes, offset);
        return Arrays.copyOf(bytes.array(), bytes.position());
    }
}
