package io.karge.transfer.testkit;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The fault of a server as the streams of its files show it, and the count of its transfers. Thread-safe. */
final class Faults {
    /** Longer than any test waits. */
    private static final long STALL_SECONDS = 60;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger transfers = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Map<String, Stall> stalls = new ConcurrentHashMap<>();
    private volatile Fault current = new Fault.None();

    Fault current() {
        return current;
    }

    void set(Fault fault) {
        current = fault;
    }

    int transfers() {
        return transfers.get();
    }

    int mostAtOnce() {
        return most.get();
    }

    void asked() {
        transfers.incrementAndGet();
    }

    void stallNext(String name, long octets, Runnable reached) {
        stalls.put(relative(name), new Stall(octets, reached));
    }

    private static String relative(String name) {
        return name.startsWith("/") ? name.substring(1) : name;
    }

    /** A transfer of this file begins. */
    Passage begun(String name) {
        count();
        String file = relative(name);
        Stall stall = stalls.remove(file);
        return new Passage(stall != null ? stall : stalls.remove(file.substring(0, file.lastIndexOf('/') + 1)));
    }

    private void count() {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
    }

    void ended() {
        running.decrementAndGet();
    }

    /** The server closes: what stalls goes on and fails. */
    void release() {
        closed.countDown();
    }

    /** A transfer that is to stop. */
    private record Stall(long octets, Runnable reached) {}

    /** One transfer on its way through the faults. */
    final class Passage {
        private final @Nullable Stall own;

        private Passage(@Nullable Stall own) {
            this.own = own;
        }

        /** Where it stops; far beyond every file when it does not. */
        long end() {
            if (own != null) {
                return own.octets();
            }
            return current instanceof Fault.CutAfter cut
                    ? cut.octets()
                    : current instanceof Fault.StallAfter stall ? stall.octets() : Long.MAX_VALUE;
        }

        /** It has come to its end: fails, or waits until the server closes. */
        void stop() throws IOException {
            if (own == null && current instanceof Fault.CutAfter) {
                throw new SocketException("cut");
            }
            if (own != null) {
                own.reached().run();
            }
            stall();
        }

        /** How many of so many octets may move now, those that moved before given. At the bound it fails or stalls. */
        private int pass(long moved, int wanted) throws IOException {
            long end = end();
            if (moved >= end) {
                stop();
            }
            return (int) Math.min(wanted, end - moved);
        }
    }

    private void stall() throws IOException {
        try {
            boolean unused = closed.await(STALL_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new InterruptedIOException("stalled");
    }

    InputStream reading(String name, InputStream file) {
        return new FaultyInput(file, begun(name));
    }

    OutputStream writing(String name, OutputStream file, Last last) {
        return new FaultyOutput(file, begun(name), last);
    }

    /** Asked when the last octet of an upload has arrived. */
    @FunctionalInterface
    interface Last {
        void arrived() throws IOException;
    }

    private final class FaultyInput extends FilterInputStream {
        private final Passage passage;
        private long moved;
        private boolean ended;

        FaultyInput(InputStream file, Passage passage) {
            super(file);
            this.passage = passage;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length == 0 ? 0 : passage.pass(moved, length));
            moved += Math.max(read, 0);
            return read;
        }

        @Override
        public void close() throws IOException {
            if (!ended) {
                ended = true;
                ended();
            }
            super.close();
        }
    }

    private final class FaultyOutput extends FilterOutputStream {
        private final Passage passage;
        private final Last last;
        private long moved;
        private boolean failed;
        private boolean ended;

        FaultyOutput(OutputStream file, Passage passage, Last last) {
            super(file);
            this.passage = passage;
            this.last = last;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            int done = 0;
            while (done < length) {
                int next;
                try {
                    next = passage.pass(moved, length - done);
                } catch (IOException e) {
                    failed = true;
                    throw e;
                }
                out.write(octets, from + done, next);
                done += next;
                moved += next;
            }
        }

        @Override
        public void close() throws IOException {
            if (ended) {
                return;
            }
            ended = true;
            ended();
            super.close();
            if (!failed) {
                last.arrived();
            }
        }
    }
}
