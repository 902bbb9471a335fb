package io.karge.storage.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory under a page cache: what is written can be read at once and is durable when it was forced, names when
 * their folder was flushed. On demand an operation fails; when the power fails each sector that was not forced is there
 * or not. A force that fails loses what it should have written, and the next one knows nothing of it, as on Linux.
 */
final class SimulatedDisk implements StoreDisk {

    static final int SECTOR = 512;

    /** What happens at an operation. */
    enum Fault {
        /** A write does half of it and says so: no error. */
        SHORT,
        /** A write does half of it, the next one and all further operations that need room fail until there is room. */
        FULL,
        /** One operation fails. */
        FAILS,
        /** From this operation on all fail: the process is gone. */
        DIES
    }

    private final Map<Path, Node> names = new TreeMap<>();
    private Map<Path, Node> durableNames = new TreeMap<>();
    private final Set<Node> locked = new HashSet<>();
    private int operations;
    private int faultAt = Integer.MAX_VALUE;
    private Fault fault = Fault.FAILS;
    private boolean full;
    private @Nullable Path skipped;

    /** A file, or a folder. */
    private static final class Node {
        final boolean folder;
        private byte[] cached = {};
        private byte[] durable = {};
        private final BitSet dirty = new BitSet();
        /** A file system does not show what a file held before it was shortened, between what was written after. */
        private int shrunkTo = Integer.MAX_VALUE;

        Node(boolean folder) {
            this.folder = folder;
        }

        /** What is in memory is all that there is. */
        void settle() {
            durable = cached.clone();
            dirty.clear();
            shrunkTo = Integer.MAX_VALUE;
        }
    }

    /** From now on operations are counted from one; the given one fails. */
    void failAt(int operation, Fault how) {
        operations = 0;
        faultAt = operation;
        fault = how;
    }

    /** How many operations that change something there were since {@link #failAt}. */
    int operations() {
        return operations;
    }

    /** Nothing fails any more. */
    void repair() {
        faultAt = Integer.MAX_VALUE;
        full = false;
        skipped = null;
    }

    /** Nothing can be written any more. */
    void fill() {
        full = true;
    }

    /** From now on writes to this file are reported good and do nothing. */
    void skipWritesTo(Path file) {
        skipped = file;
    }

    /** The power fails and comes back: open files are gone, of what was not forced each sector is there or not. */
    void losePower(Random random) {
        locked.clear();
        names.clear();
        names.putAll(durableNames);
        names.values().forEach(node -> {
            boolean grown = node.cached.length >= node.durable.length;
            byte[] left = Arrays.copyOf(
                    node.durable, grown && random.nextBoolean() ? node.cached.length : node.durable.length);
            for (int sector = node.dirty.nextSetBit(0); sector >= 0; sector = node.dirty.nextSetBit(sector + 1)) {
                int from = sector * SECTOR;
                int to = Math.min(from + SECTOR, Math.min(left.length, node.cached.length));
                if (random.nextBoolean() && from < to) {
                    System.arraycopy(node.cached, from, left, from, to - from);
                }
            }
            node.cached = left;
            node.settle();
        });
    }

    /** The process is gone, with its locks. */
    void killProcess() {
        locked.clear();
    }

    byte[] content(Path file) {
        return node(file).cached.clone();
    }

    void put(Path file, byte[] content) {
        Node node = new Node(false);
        node.cached = content.clone();
        node.settle();
        names.put(file, node);
        durableNames.put(file, node);
    }

    /** @return whether the operation is to be done in half and reported good */
    private boolean operation(boolean needsRoom) throws IOException {
        boolean now = ++operations == faultAt;
        boolean dead = operations >= faultAt && fault == Fault.DIES;
        if (dead || (now && fault == Fault.FAILS)) {
            throw new IOException("Input/output error");
        }
        if (full && needsRoom) {
            throw new IOException("No space left on device");
        }
        full |= now && fault == Fault.FULL;
        return now;
    }

    private Node node(Path path) {
        Node node = names.get(path);
        if (node == null) {
            throw new IllegalStateException(path + " is not there");
        }
        return node;
    }

    @Override
    public boolean exists(Path path) {
        return names.containsKey(path);
    }

    @Override
    public boolean isFile(Path path) {
        return exists(path) && !node(path).folder;
    }

    @Override
    public boolean isFolder(Path path) {
        return exists(path) && node(path).folder;
    }

    @Override
    public StoreFile open(Path file) throws IOException {
        if (!isFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        return new OpenFile(node(file));
    }

    @Override
    public StoreFile openToRead(Path file) throws IOException {
        return open(file);
    }

    @Override
    public StoreFile create(Path file) throws IOException {
        operation(true);
        if (!exists(file)) {
            names.put(file, new Node(false));
        }
        return open(file);
    }

    @Override
    public void createFolder(Path folder) throws IOException {
        if (!exists(folder)) {
            operation(true);
            names.put(folder, new Node(true));
            durableNames.put(folder, names.get(folder));
        }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        operation(false);
        names.put(to, node(from));
        names.remove(from);
    }

    @Override
    public void delete(Path file) throws IOException {
        operation(false);
        names.remove(file);
    }

    @Override
    public void flush(Path folder) throws IOException {
        operation(false);
        durableNames.keySet().removeIf(path -> folder.equals(path.getParent()));
        names.forEach((path, node) -> {
            if (folder.equals(path.getParent())) {
                durableNames.put(path, node);
            }
        });
    }

    @Override
    public List<Path> list(Path folder) {
        return names.keySet().stream()
                .filter(path -> folder.equals(path.getParent()))
                .toList();
    }

    @Override
    public long freeBytes(Path folder) {
        return full ? 0 : Long.MAX_VALUE;
    }

    private final class OpenFile implements StoreFile {
        private final Node node;
        private boolean closed;
        private boolean holdsLock;

        OpenFile(Node node) {
            this.node = node;
        }

        @Override
        public int read(ByteBuffer target, long offset) {
            if (offset >= node.cached.length) {
                return -1;
            }
            int size = Math.min(target.remaining(), node.cached.length - (int) offset);
            target.put(node.cached, (int) offset, size);
            return size;
        }

        @Override
        public int write(ByteBuffer source, long offset) throws IOException {
            boolean half = operation(true);
            int size = half ? (source.remaining() + 1) / 2 : source.remaining();
            byte[] bytes = new byte[size];
            source.get(bytes);
            if (skipped == null || names.get(skipped) != node) {
                put((int) offset, bytes);
            }
            return size;
        }

        private void put(int offset, byte[] bytes) {
            if (node.durable.length > node.shrunkTo) {
                node.durable = Arrays.copyOf(node.durable, node.shrunkTo);
            }
            node.shrunkTo = Integer.MAX_VALUE;
            int end = offset + bytes.length;
            if (end > node.cached.length) {
                node.cached = Arrays.copyOf(node.cached, end);
            }
            System.arraycopy(bytes, 0, node.cached, offset, bytes.length);
            node.dirty.set(offset / SECTOR, (end + SECTOR - 1) / SECTOR);
        }

        @Override
        public long length() {
            return node.cached.length;
        }

        @Override
        public void truncate(long length) throws IOException {
            operation(false);
            node.shrunkTo = (int) Math.min(length, node.cached.length);
            node.cached = Arrays.copyOf(node.cached, node.shrunkTo);
        }

        @Override
        public void force() throws IOException {
            try {
                operation(false);
            } catch (IOException e) {
                node.dirty.clear(); // what is in memory counts as written from now on
                throw e;
            }
            byte[] written = node.durable.length == node.cached.length
                    ? node.durable
                    : Arrays.copyOf(node.durable, node.cached.length);
            for (int sector = node.dirty.nextSetBit(0); sector >= 0; sector = node.dirty.nextSetBit(sector + 1)) {
                int from = sector * SECTOR;
                int to = Math.min(from + SECTOR, written.length);
                if (from < to) {
                    System.arraycopy(node.cached, from, written, from, to - from);
                }
            }
            node.durable = written;
            node.dirty.clear();
        }

        @Override
        public boolean tryLock() {
            holdsLock = locked.add(node);
            return holdsLock;
        }

        @Override
        public void close() {
            if (!closed && holdsLock) {
                locked.remove(node);
            }
            closed = true;
        }
    }
}
