package io.karge.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.storage.CommitResult;
import io.karge.storage.StoreWriter;
import io.karge.storage.Write;
import io.karge.time.TimeSource;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} while committing: nothing that was reported as committed is lost, and no batch is halved. */
class KilledProcessTest {

    private static final int RUNS = 4;

    @TempDir
    private Path folder;

    @Test
    void nothingCommittedIsLost() throws Exception {
        Path file = folder.resolve("karge.db");
        long committed = -1;
        for (int run = 0; run < RUNS; run++) {
            committed = Math.max(committed, commitUntilKilled(file, committed + 1, 150 + 70 * run));
            try (MapDbDatabase database = MapDbDatabase.open(new StoreFolder(new LocalDisk(), file))) {
                Map<String, byte[]> entries = database.entries("");
                long first = number(entries.get("first"));
                assertThat(first).isGreaterThanOrEqualTo(committed);
                assertThat(number(entries.get("last"))).isEqualTo(first);
                assertThat(entries).containsKey("slot/" + first % Child.SLOTS);
                committed = first;
            }
        }
    }

    private static long commitUntilKilled(Path file, long from, int commits) throws Exception {
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Child.class.getName(),
                        file.toString(),
                        Long.toString(from))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long last = -1;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(child.getInputStream(), StandardCharsets.UTF_8))) {
            for (int i = 0; i < commits; i++) {
                last = Long.parseLong(out.readLine());
            }
            child.toHandle().destroyForcibly(); // unlike the process itself, leaves the stream readable
            String line;
            while ((line = out.readLine()) != null && !line.isEmpty()) {
                last = Math.max(last, parseOr(line, last));
            }
        } finally {
            child.destroyForcibly().waitFor();
        }
        return last;
    }

    /** The last line may be cut by the kill: then it is a smaller number. */
    private static long parseOr(String line, long otherwise) {
        try {
            return Long.parseLong(line);
        } catch (NumberFormatException cut) {
            return otherwise;
        }
    }

    private static long number(byte[] value) {
        return ByteBuffer.wrap(value).getLong();
    }

    /** The process that is killed: it prints the number of each batch once it is committed. */
    static final class Child {

        static final int SLOTS = 50;

        private Child() {}

        public static void main(String[] args) throws IOException {
            DurableStore store = new DurableStore(new StoreFiles(Path.of(args[0]), new NoTime()), new NoTime());
            StoreWriter writer = store.newWriter();
            Semaphore window = new Semaphore(8);
            for (long i = Long.parseLong(args[1]); ; i++) {
                long number = i;
                window.acquireUninterruptibly();
                byte[] value = ByteBuffer.allocate(8).putLong(number).array();
                writer.commit(
                        List.of(
                                Write.put("first", value),
                                Write.put("slot/" + number % SLOTS, new byte[(int) (number * 37 % 2_000)]),
                                Write.delete("slot/" + (number + 1) % SLOTS),
                                Write.put("last", value)),
                        result -> {
                            if (result instanceof CommitResult.Committed) {
                                System.out.println(number);
                            }
                            window.release();
                        });
            }
        }
    }

    private static final class NoTime implements TimeSource {
        @Override
        public Instant wallClock() {
            return Instant.EPOCH;
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            return () -> {};
        }
    }
}
