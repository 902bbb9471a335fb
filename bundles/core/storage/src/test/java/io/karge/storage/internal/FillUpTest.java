package io.karge.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.karge.storage.Write;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real file system that fills up, again and again: nothing that was reported committed is lost. It is mounted where
 * this user may do so, in a name space of a child process, so that nothing of it stays. The same with thousands of
 * fill-ups: {@code ./karge bench fill-up}.
 */
class FillUpTest {
    private static final int FILL_UPS = 12;

    @TempDir
    private Path folder;

    @Test
    void nothingCommittedIsLostWhenTheDiskFillsUp() throws Exception {
        assumeTrue(run("true") == 0, "this user may mount no file system");

        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classes = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        assertThat(run(java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classes, Child.class.getName()))
                .as("its output says what is wrong")
                .isZero();
    }

    /** Runs a command that sees a small file system of its own at the folder, which is its last argument. */
    private int run(String... command) throws IOException, InterruptedException {
        String mount = "mount -t tmpfs -o size=6m tmpfs \"$0\" && exec \"$@\" \"$0\"";
        List<String> isolated = new ArrayList<>(List.of("unshare", "-rm", "sh", "-c", mount, folder.toString()));
        isolated.addAll(List.of(command));
        try {
            return new ProcessBuilder(isolated).inheritIO().start().waitFor();
        } catch (IOException noSuchCommand) {
            return -1;
        }
    }

    /** The process on the small file system. */
    static final class Child {
        private static final int CHECKPOINT_BYTES = 500_000;

        private final StoreFolder store;
        private final Path ballast;
        private final Random random = new Random(7);
        private Map<String, String> committed = new TreeMap<>();

        private Child(Path folder) {
            store = new StoreFolder(new LocalDisk(), folder.resolve("karge.db"));
            ballast = folder.resolve("ballast");
        }

        public static void main(String[] args) throws IOException {
            Child child = new Child(Path.of(args[0]));
            for (int i = 0; i < FILL_UPS; i++) {
                child.fillUp();
            }
        }

        private void fillUp() throws IOException {
            Files.write(ballast, new byte[1 << 20]);
            Files.deleteIfExists(store.file());
            Files.deleteIfExists(store.journal());
            committed = new TreeMap<>();
            MapDbDatabase.createIfAbsent(store);
            MapDbDatabase database = MapDbDatabase.open(store, CHECKPOINT_BYTES);
            Map<String, String> failed = commitUntilFull(database);
            try {
                database.close();
            } catch (RuntimeException asTheStorageThreadReportsIt) {
                // the journal repairs it
            }
            Files.delete(ballast);

            try (MapDbDatabase repaired = MapDbDatabase.open(store, CHECKPOINT_BYTES)) {
                Map<String, String> found = text(repaired);
                require(found.equals(committed) || found.equals(failed), "after the disk was full");
                committed = found;
                commit(repaired);
            }
            try (MapDbDatabase again = MapDbDatabase.open(store, CHECKPOINT_BYTES)) {
                require(text(again).equals(committed), "after another commit");
            }
        }

        /** What would be there if the commit that failed had not. */
        private Map<String, String> commitUntilFull(MapDbDatabase database) {
            while (true) {
                Map<String, String> before = committed;
                try {
                    commit(database);
                } catch (RuntimeException full) {
                    Map<String, String> after = committed;
                    committed = before;
                    return after;
                }
            }
        }

        private void commit(MapDbDatabase database) {
            Map<String, String> after = new TreeMap<>(committed);
            String value = "v".repeat(random.nextInt(30_000));
            String key = "key/" + random.nextInt(1_000);
            after.put(key, value);
            after.put("last", key);
            committed = after;
            database.apply(List.of(put(key, value), put("last", key)));
            database.commit();
        }

        private static Write put(String key, String value) {
            return Write.put(key, value.getBytes(StandardCharsets.UTF_8));
        }

        private static Map<String, String> text(MapDbDatabase database) {
            return database.entries("").entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> new String(entry.getValue(), StandardCharsets.UTF_8)));
        }

        private static void require(boolean truth, String when) {
            if (!truth) {
                throw new IllegalStateException("Entries are lost " + when);
            }
        }
    }
}
