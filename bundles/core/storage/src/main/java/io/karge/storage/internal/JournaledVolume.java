package io.karge.storage.internal;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mapdb.DBException;
import org.mapdb.DataInput2;
import org.mapdb.volume.Volume;

/**
 * The store file as MapDB sees it. What MapDB writes between two {@link #sync} calls, one commit, is held back, goes
 * to the journal as one record and only then to the file: the file is never torn for good. The file itself is flushed
 * when the journal has grown, not with every commit.
 */
final class JournaledVolume extends Volume {

    /** When the journal is larger than this, the store file is flushed and the journal emptied. */
    private static final long CHECKPOINT_BYTES = 4L << 20;

    /** Of a larger piece only the blocks that differ are written: MapDB writes its whole header each time. */
    private static final int BLOCK_BYTES = 512;

    private final Volume file;
    private final Journal journal;
    private final List<Change> pending = new ArrayList<>();
    private boolean broken;

    JournaledVolume(Volume file, Journal journal) {
        this.file = file;
        this.journal = journal;
    }

    @Override
    public void sync() {
        if (pending.isEmpty()) {
            return;
        }
        boolean done = false;
        try {
            journal.append(file.length(), pending);
            pending.forEach(change -> file.putData(change.offset(), change.bytes(), 0, change.bytes().length));
            pending.clear();
            if (journal.size() > CHECKPOINT_BYTES) {
                checkpoint();
            }
            done = true;
        } catch (IOException e) {
            throw new DBException.VolumeIOError(e);
        } finally {
            broken |= !done;
        }
    }

    private void checkpoint() throws IOException {
        file.sync();
        journal.reset();
    }

    /** Flushes what is committed; after a failure it leaves the journal for the next opening. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try (journal) {
            if (!broken) {
                checkpoint();
            }
        } catch (IOException e) {
            throw new DBException.VolumeIOError(e);
        } finally {
            file.close();
        }
    }

    @Override
    public void putData(long offset, byte[] src, int srcPos, int srcSize) {
        byte[] bytes = Arrays.copyOfRange(src, srcPos, srcPos + srcSize);
        if (srcSize > BLOCK_BYTES && pending.isEmpty() && offset + srcSize <= file.length()) {
            addDifferingBlocks(offset, bytes);
        } else {
            pending.add(new Change(offset, bytes));
        }
    }

    private void addDifferingBlocks(long offset, byte[] bytes) {
        byte[] present = new byte[bytes.length];
        file.getData(offset, present, 0, present.length);
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
        file.ensureAvailable(offset);
    }

    @Override
    public long getLong(long offset) {
        return file.getLong(offset);
    }

    @Override
    public int getInt(long offset) {
        return file.getInt(offset);
    }

    @Override
    public byte getByte(long offset) {
        return file.getByte(offset);
    }

    @Override
    public DataInput2 getDataInput(long offset, int size) {
        return file.getDataInput(offset, size);
    }

    @Override
    public void getData(long offset, byte[] bytes, int bytesPos, int size) {
        file.getData(offset, bytes, bytesPos, size);
    }

    @Override
    public int sliceSize() {
        return file.sliceSize();
    }

    @Override
    public boolean isSliced() {
        return file.isSliced();
    }

    @Override
    public long length() {
        return file.length();
    }

    @Override
    public boolean isReadOnly() {
        return false;
    }

    @Override
    public File getFile() {
        return file.getFile();
    }

    @Override
    public boolean getFileLocked() {
        return file.getFileLocked();
    }
}
