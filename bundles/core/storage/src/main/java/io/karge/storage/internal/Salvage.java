package io.karge.storage.internal;

import io.karge.storage.Write;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.mapdb.CC;
import org.mapdb.DBException;
import org.mapdb.DataIO;
import org.mapdb.DataInput2;
import org.mapdb.Serializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what can be read of a damaged store, changing nothing. It needs neither header nor tree: the index of MapDB's
 * StoreDirect format (3.x) tells where every record lies, and a leaf of the tree tells the keys and where their values
 * are. Whatever of the journal is whole is laid over the file.
 */
final class Salvage {

    private static final Logger LOG = LoggerFactory.getLogger(Salvage.class);

    /** The header with its lists of free records, then the link to the next page of the index. */
    private static final int HEADER_BYTES = 32_864;

    private static final int FIRST_SLOT = HEADER_BYTES + 16;
    private static final long OFFSET_BITS = 0xFFFF_FFFF_FFF0L;
    private static final int LINKED = 8;
    /** Sizes from here on say that there is no record. */
    private static final int NO_RECORD = 65_534;
    /** Records up to this size lie in the index itself. */
    private static final int MAX_INLINE_BYTES = 5;
    /** A chain that goes on for longer is a circle. */
    private static final int MAX_RECORD_BYTES = 16 << 20;

    private final StoreFile file;
    private final NavigableMap<Long, List<JournalRecords.Part>> journaled;
    private final SortedMap<String, byte[]> found = new TreeMap<>();
    private long[] index = {};

    private Salvage(StoreFile file, NavigableMap<Long, List<JournalRecords.Part>> journaled) {
        this.file = file;
        this.journaled = journaled;
    }

    /** The entries that can be read; none when there is no store file. */
    static SortedMap<String, byte[]> read(StoreFolder store) throws IOException {
        if (!store.disk().exists(store.file())) {
            return Collections.emptySortedMap();
        }
        try (StoreFile file = store.disk().openToRead(store.file())) {
            Salvage salvage = new Salvage(file, journaled(store));
            salvage.readAll();
            return salvage.found;
        }
    }

    private static NavigableMap<Long, List<JournalRecords.Part>> journaled(StoreFolder store) throws IOException {
        if (!store.disk().exists(store.journal())) {
            return Collections.emptyNavigableMap();
        }
        try (StoreFile journal = store.disk().openToRead(store.journal())) {
            return JournalRecords.ofDamaged(journal.readAll()).changes();
        }
    }

    private void readAll() throws IOException {
        ByteBuffer page = ByteBuffer.wrap(bytes(0, Math.toIntExact(CC.PAGE_SIZE)));
        index = new long[Math.max(0, (page.limit() - FIRST_SLOT) / Long.BYTES)];
        for (int i = 0; i < index.length; i++) {
            index[i] = page.getLong(FIRST_SLOT + i * Long.BYTES);
        }
        for (int recid = 1; recid <= index.length; recid++) {
            if (index[recid - 1] != 0) {
                readLeaf(recid);
            }
        }
    }

    /** Takes the entries of a record that is a leaf of the tree; any other is none and reads as nothing. */
    private void readLeaf(int recid) {
        try {
            byte[] record = record(recid);
            DataInput2 in = new DataInput2.ByteArray(record);
            int header = DataIO.parity1Get(in.unpackInt()) >>> 1;
            int keyCount = header >>> 4;
            if ((header & 8) != 0 || keyCount > record.length) {
                return; // an inner node, or something else
            }
            int leftEdge = header >>> 2 & 1;
            int rightEdge = header >>> 1 & 1;
            if (rightEdge == 0) {
                in.unpackLong(); // the link to the next leaf
            }
            Object keys = Serializer.STRING.valueArrayDeserialize(in, keyCount);
            int valueCount = keyCount - 2 + leftEdge + rightEdge + (header & 1);
            for (int i = 0; i < valueCount; i++) {
                String key = Serializer.STRING.valueArrayGet(keys, i + 1 - leftEdge);
                readEntry(key, DataIO.unpackRecid(in));
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            LOG.trace("record {} is no leaf, or damaged", recid, e);
        }
    }

    private void readEntry(String key, long recid) {
        try {
            byte[] record = record(Math.toIntExact(recid));
            DataInput2.ByteArray in = new DataInput2.ByteArray(record);
            byte[] value = Serializer.BYTE_ARRAY.deserialize(in, -1);
            if (in.pos == record.length) {
                Write entry = Write.put(key, value);
                found.put(entry.key(), value);
            }
        } catch (IOException | RuntimeException | AssertionError e) {
            LOG.trace("the value of {} is damaged", key, e);
        }
    }

    private byte[] record(int recid) throws IOException {
        long pointer = DataIO.parity1Get(index[recid - 1]);
        if (size(pointer) >= NO_RECORD) {
            throw new DBException.GetVoid(recid);
        }
        if (size(pointer) <= MAX_INLINE_BYTES) {
            byte[] inline =
                    ByteBuffer.allocate(Long.BYTES).putLong(pointer << 16).array();
            return Arrays.copyOfRange(inline, MAX_INLINE_BYTES - size(pointer), MAX_INLINE_BYTES);
        }
        byte[] record = {};
        while ((pointer & LINKED) != 0) {
            byte[] piece = bytes(pointer & OFFSET_BITS, size(pointer));
            record = append(record, piece, Long.BYTES);
            pointer = DataIO.parity3Get(ByteBuffer.wrap(piece).getLong());
        }
        return append(record, bytes(pointer & OFFSET_BITS, size(pointer)), 0);
    }

    private static byte[] append(byte[] start, byte[] piece, int from) {
        if (start.length > MAX_RECORD_BYTES) {
            throw new DBException.DataCorruption("a record without end");
        }
        byte[] both = Arrays.copyOf(start, start.length + piece.length - from);
        System.arraycopy(piece, from, both, start.length, piece.length - from);
        return both;
    }

    private static int size(long pointer) {
        return (int) (pointer >>> 48);
    }

    /** The bytes of the file with those of the journal over them. */
    private byte[] bytes(long offset, int size) throws IOException {
        byte[] bytes = file.bytes(offset, size);
        long region = offset / JournalRecords.REGION_BYTES;
        for (; region * JournalRecords.REGION_BYTES < offset + bytes.length; region++) {
            long start = region * JournalRecords.REGION_BYTES - offset;
            journaled.getOrDefault(region, List.of()).forEach(part -> part.applyTo(bytes, start));
        }
        return bytes;
    }
}
