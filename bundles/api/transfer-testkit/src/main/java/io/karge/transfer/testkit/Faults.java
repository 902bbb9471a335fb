package io.karge.transfer.testkit;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.SocketException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** The fault of a server as the streams of its files show it, and the count of its transfers. Thread-safe. */
final class Faults {
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger transfers = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
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

    void begun() {
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
    }

    void ended() {
        running.decrementAndGet();
    }

    /** The server closes: what stalls goes on and fails. */
    void release() {
        closed.countDown();
    }

    /** How many of so many octets may move now, those that moved before given. At the bound it fails or stalls. */
    int pass(long moved, int wanted) throws IOException {
        Fault fault = current;
        if (fault instanceof Fault.CutAfter cut) {
            if (moved >= cut.octets()) {
                throw new SocketException("cut");
            }
            return (int) Math.min(wanted, cut.octets() - moved);
        }
        if (fault instanceof Fault.StallAfter stall) {
            if (moved >= stall.octets()) {
                stall();
            }
            return (int) Math.min(wanted, stall.octets() - moved);
        }
        return wanted;
    }

    /** Waits until the server closes. */
    void stall() throws IOException {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new InterruptedIOException("stalled until the server closed");
    }

    InputStream reading(InputStream file) {
        begun();
        return new FaultyInput(file);
    }

    OutputStream writing(OutputStream file, Last last) {
        begun();
        return new FaultyOutput(file, last);
    }

    /** Asked when the last octet of an upload has arrived. */
    @FunctionalInterface
    interface Last {
        void arrived() throws IOException;
    }

    private final class FaultyInput extends FilterInputStream {
        private long moved;
        private boolean ended;

        FaultyInput(InputStream file) {
            super(file);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length == 0 ? 0 : pass(moved, length));
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
        private final Last last;
        private long moved;
        private boolean failed;
        private boolean ended;

        FaultyOutput(OutputStream file, Last last) {
            super(file);
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
                    next = pass(moved, length - done);
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
