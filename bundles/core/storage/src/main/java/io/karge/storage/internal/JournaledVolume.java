package io.karge.storage.internal;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mapdb.CC;
import org.mapdb.DBException;
import org.mapdb.DataIO;
import org.mapdb.DataInput2;
import org.mapdb.volume.Volume;

/**
 * The store file as MapDB sees it. What MapDB writes between two {@link #sync} calls, one commit, is held back, goes
 * to the journal as one record and only then to the file: the file is never torn for good. The file itself is flushed
 * when the journal has grown, not with every commit.
 *
 * <p>After any failure nothing is written any more, and the journal keeps what it has: it repairs the file when the store
 * is opened again.
 */
final class JournaledVolume extends Volume {

    /** When the journal is larger than this, the store file is flushed and the journal emptied. */
    static final long CHECKPOINT_BYTES = 4L << 20;

    /** Of a larger piece only the blocks that differ are written: MapDB writes its whole header each time. */
    private static final int BLOCK_BYTES = 512;

    private final StoreFile file;
    private final Journal journal;
    private final long checkpointBytes;
    private final List<Change> pending = new ArrayList<>();
    private boolean broken;

    /** @param checkpointBytes how large the journal grows before it is emptied */
    JournaledVolume(StoreFile file, Journal journal, long checkpointBytes) {
        this.file = file;
        this.journal = journal;
        this.checkpointBytes = checkpointBytes;
    }

    /** An access to the file. */
    private interface Access<T> {
        T run() throws IOException;
    }

    private <T> T access(Access<T> access) {
        try {
            return access.run();
        } catch (IOException e) {
            throw new DBException.VolumeIOError(e);
        }
    }

    @Override
    public void sync() {
        if (broken) {
            throw new DBException.VolumeIOError(new IOException("the store failed before and is not open again"));
        }
        if (pending.isEmpty()) {
            return;
        }
        broken = true; // until all of it is done, whatever is thrown
        broken = !access(() -> {
            journal.append(file.length(), pending);
            for (Change change : pending) {
                file.writeFully(ByteBuffer.wrap(change.bytes()), change.offset());
            }
            pending.clear();
            if (journal.size() > checkpointBytes) {
                journal.checkpoint(file);
            }
            return true;
        });
    }

    /** Flushes what is committed; after a failure it leaves the journal for the next opening. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            access(() -> {
                try (journal;
                        file) {
                    if (!broken) {
                        journal.checkpoint(file);
                    }
                }
                return true;
            });
        }
    }

    @Override
    public void putData(long offset, byte[] src, int srcPos, int srcSize) {
        byte[] bytes = Arrays.copyOfRange(src, srcPos, srcPos + srcSize);
        if (srcSize > BLOCK_BYTES && pending.isEmpty() && offset + srcSize <= length()) {
            addDifferingBlocks(offset, bytes);
        } else {
            pending.add(new Change(offset, bytes));
        }
    }

    private void addDifferingBlocks(long offset, byte[] bytes) {
        byte[] present = access(() -> file.bytes(offset, bytes.length));
        for (int from = 0; from < bytes.length; from += BLOCK_BYTES) {
            int to = Math.min(from + BLOCK_BYTES, bytes.length);
            if (!Arrays.equals(bytes, from, to, present, from, to)) {
                pending.add(new Change(offset + from, Arrays.copyOfRange(bytes, from, to)));
            }
        }
    }

    @Override
    public void putData(long offset, ByteBuffer buf) {
        byte[] bytes = new byte[buf.remaining()];
        buf.get(bytes);
        pending.add(new Change(offset, bytes));
    }

    @Override
    public void putLong(long offset, long value) {
        pending.add(new Change(
                offset, ByteBuffer.allocate(Long.BYTES).putLong(value).array()));
    }

    @Override
    public void putInt(long offset, int value) {
        pending.add(new Change(
                offset, ByteBuffer.allocate(Integer.BYTES).putInt(value).array()));
    }

    @Override
    public void putByte(long offset, byte value) {
        pending.add(new Change(offset, new byte[] {value}));
    }

    @Override
    public void clear(long startOffset, long endOffset) {
        pending.add(new Change(startOffset, new byte[Math.toIntExact(endOffset - startOffset)]));
    }

    @Override
    public void truncate(long size) {
        throw new UnsupportedOperationException("The store file never shrinks");
    }

    @Override
    public void ensureAvailable(long offset) {
        access(() -> {
            file.grow(DataIO.roundUp(offset, CC.PAGE_SIZE));
            return true;
        });
    }

    private ByteBuffer read(long offset, int size) {
        return access(() -> {
            ByteBuffer bytes = ByteBuffer.allocate(size);
            file.readFully(bytes, offset);
            return bytes.flip();
        });
    }

    @Override
    public long getLong(long offset) {
        return read(offset, Long.BYTES).getLong();
    }

    @Override
    public int getInt(long offset) {
        return read(offset, Integer.BYTES).getInt();
    }

    @Override
    public byte getByte(long offset) {
        return read(offset, Byte.BYTES).get();
    }

    @Override
    public DataInput2 getDataInput(long offset, int size) {
        return new DataInput2.ByteBuffer(read(offset, size), 0);
    }

    @Override
    public void getData(long offset, byte[] bytes, int bytesPos, int size) {
        read(offset, size).get(bytes, bytesPos, size);
    }

    @Override
    public int sliceSize() {
        return -1;
    }

    @Override
    public boolean isSliced() {
        return false;
    }

    @Override
    public long length() {
        return access(file::length);
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    /** None: MapDB has no business with the file itself. */
    @Override
    @SuppressWarnings("NullAway") // as MapDB's volumes in memory do it
    public @Nullable File getFile() {
        return null;
    }

    @Override
    public boolean getFileLocked() {
        return true; // by the journal
    }
}
