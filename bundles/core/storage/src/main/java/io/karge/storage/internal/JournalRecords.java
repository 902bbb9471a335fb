package io.karge.storage.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/**
 * The commits that a journal holds, in their order.
 *
 * <p>A record is magic, length and CRC-32C of the payload (12 bytes), then the payload: the length that the store file
 * has at least, and the changes as offset, length, bytes.
 */
final class JournalRecords {

    private static final int MAGIC = 0x4B4A0001;
    static final int HEADER_BYTES = 12;

    /** The store file is compared and repaired in pieces of this size. */
    static final int REGION_BYTES = 64 << 10;

    private final ByteBuffer all;
    private final List<ByteBuffer> payloads = new ArrayList<>();
    private int intactEnd;

    private JournalRecords(ByteBuffer all) {
        this.all = all;
        while (isIntact(intactEnd)) {
            intactEnd = take(intactEnd);
        }
    }

    /** The records from the start on up to the first that is not whole. */
    static JournalRecords of(ByteBuffer all) {
        return new JournalRecords(all);
    }

    /** Every record that is whole, also those after damage: for looking at what cannot be repaired. */
    static JournalRecords ofDamaged(ByteBuffer all) {
        JournalRecords records = new JournalRecords(all);
        for (int at = records.intactEnd; at <= all.limit() - HEADER_BYTES; ) {
            at = records.isIntact(at) ? records.take(at) : at + 1;
        }
        return records;
    }

    private int take(int position) {
        int length = all.getInt(position + 4);
        payloads.add(all.slice(position + HEADER_BYTES, length));
        return position + HEADER_BYTES + length;
    }

    /** One record, ready to be written. */
    static ByteBuffer encode(long storeLength, List<Change> changes) {
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
        return buffer.putInt(0, MAGIC).putInt(4, length).putInt(8, checksum(buffer, HEADER_BYTES, length));
    }

    /** Where the records from the start on end. */
    int intactEnd() {
        return intactEnd;
    }

    /** Whether a whole record lies behind the first that is not: that one was damaged after it was on the disk. */
    boolean continuesAfterDamage() {
        for (int at = intactEnd; at <= all.limit() - HEADER_BYTES; at++) {
            if (isIntact(at)) {
                return true;
            }
        }
        return false;
    }

    /** How long the store file has to be. */
    long storeLength() {
        return payloads.stream().mapToLong(payload -> payload.getLong(0)).max().orElse(0);
    }

    /** Writes all changes to the store file. */
    void replayTo(StoreFile store) throws IOException {
        store.grow(storeLength());
        for (ByteBuffer payload : payloads) {
            ByteBuffer rest = payload.duplicate().position(Long.BYTES);
            while (rest.hasRemaining()) {
                long offset = rest.getLong();
                int length = rest.getInt();
                store.writeFully(rest.slice(rest.position(), length), offset);
                rest.position(rest.position() + length);
            }
        }
    }

    /**
     * Reads the store file back: replaying the changes once more must change nothing.
     *
     * @throws IOException when the file is not what was written to it
     */
    void requireIn(StoreFile store) throws IOException {
        if (store.length() < storeLength()) {
            throw new IOException("it ends at byte " + store.length() + ", written were " + storeLength());
        }
        for (var region : changes().entrySet()) {
            byte[] present = store.bytes(region.getKey() * REGION_BYTES, REGION_BYTES);
            byte[] expected = present.clone();
            region.getValue().forEach(part -> part.applyTo(expected, 0));
            int differs = Arrays.mismatch(present, expected);
            if (differs >= 0) {
                throw new IOException("byte " + (region.getKey() * REGION_BYTES + differs)
                        + " is read back other than it was written");
            }
        }
    }

    /** The changes of all commits by the region of the store file that they lie in, in their order. */
    NavigableMap<Long, List<Part>> changes() {
        NavigableMap<Long, List<Part>> regions = new TreeMap<>();
        for (ByteBuffer payload : payloads) {
            ByteBuffer rest = payload.duplicate().position(Long.BYTES);
            while (rest.hasRemaining()) {
                long offset = rest.getLong();
                int end = rest.getInt() + rest.position();
                while (rest.position() < end) {
                    int inRegion = (int) (offset % REGION_BYTES);
                    int size = Math.min(end - rest.position(), REGION_BYTES - inRegion);
                    regions.computeIfAbsent(offset / REGION_BYTES, region -> new ArrayList<>())
                            .add(new Part(inRegion, rest.slice(rest.position(), size)));
                    rest.position(rest.position() + size);
                    offset += size;
                }
            }
        }
        return regions;
    }

    /** Bytes that take a place in a region. */
    record Part(int offset, ByteBuffer bytes) {
        /**
         * Applies it to those bytes of the file that are there.
         *
         * @param start where the region begins among these bytes, negative when before them
         */
        void applyTo(byte[] present, long start) {
            long from = Math.max(0, start + offset);
            long to = Math.min(present.length, start + offset + bytes.limit());
            if (from < to) {
                bytes.get((int) (from - start - offset), present, (int) from, (int) (to - from));
            }
        }
    }

    private boolean isIntact(int position) {
        if (all.limit() - position < HEADER_BYTES || all.getInt(position) != MAGIC) {
            return false;
        }
        int length = all.getInt(position + 4);
        return length >= Long.BYTES
                && length <= all.limit() - position - HEADER_BYTES
                && checksum(all, position + HEADER_BYTES, length) == all.getInt(position + 8);
    }

    private static int checksum(ByteBuffer buffer, int position, int length) {
        CRC32C crc = new CRC32C();
        crc.update(buffer.slice(position, length));
        return (int) crc.getValue();
    }
}
