package io.karge.block.diagnostics;

import io.karge.failure.FailureWords;
import io.karge.station.LogSource.Part;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * Writes one part of an archive into a file of its own, so that one that fails in the middle, or does not fit, is left out
 * whole. Runs on a worker's thread; {@link #stop} and {@link #isOver} may be called on any.
 */
final class PartFile implements Callable<PartFile.Written> {
    private final Part part;
    private final Path file;
    private final long mostOctets;
    private volatile boolean stopped;
    private volatile boolean over;

    /** A part that is complete. */
    record Written(String name, Path file, long octets) {}

    /**
     * @param file is replaced
     * @param mostOctets what there is room for
     */
    PartFile(Part part, Path file, long mostOctets) {
        this.part = part;
        this.file = file;
        this.mostOctets = mostOctets;
    }

    String name() {
        return part.name();
    }

    /** It is not wanted any more: the next octet fails. */
    void stop() {
        stopped = true;
    }

    /** Whether its thread is free again. */
    boolean isOver() {
        return over;
    }

    /** @throws IOException when the part is not to be had; says why, for people */
    @Override
    public Written call() throws IOException {
        try (OutputStream out = new Bounded(Files.newOutputStream(file))) {
            part.content().writeTo(out);
        } catch (TooLongException | StoppedException e) {
            throw e;
        } catch (IOException | RuntimeException e) { // whoever brings a part may fail; the others go in
            Throwable why = e instanceof UncheckedIOException wrapped ? wrapped.getCause() : e;
            if (why instanceof TooLongException || why instanceof StoppedException) {
                throw (IOException) why;
            }
            throw new IOException("it could not be read: " + FailureWords.of(e), e);
        } finally {
            over = true;
        }
        return new Written(part.name(), file, Files.size(file));
    }

    /** A part is longer than what is free; what comes first in an archive is what counts more, or is newer. */
    private static final class TooLongException extends IOException {
        private static final long serialVersionUID = 1L;

        TooLongException(long free) {
            super("it is longer than the " + free + " octets that the archive has room for; ask for a shorter time");
        }
    }

    private static final class StoppedException extends IOException {
        private static final long serialVersionUID = 1L;

        StoppedException() {
            super("it is not wanted any more");
        }
    }

    private final class Bounded extends OutputStream {
        private final OutputStream out;
        private long written;

        Bounded(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int octet) throws IOException {
            write(new byte[] {(byte) octet}, 0, 1);
        }

        @Override
        public void write(byte[] octets, int from, int length) throws IOException {
            if (stopped) {
                throw new StoppedException();
            }
            if (written + length > mostOctets) {
                throw new TooLongException(mostOctets);
            }
            written += length;
            out.write(octets, from, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
