package io.karge.benchmarks;

import io.karge.driver.testkit.VirtualTime;
import io.karge.storage.CommitResult;
import io.karge.storage.DurableStores;
import io.karge.storage.OpenStore;
import io.karge.storage.StoreException;
import io.karge.storage.StoreWriter;
import io.karge.storage.Write;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/**
 * Fills up the disk of the durable store again and again, on a small file system in memory: commits until one fails, makes room, lets the store repair itself, commits on, and starts anew on the files.
 * Counts what was lost. The same few times is a test of the storage bundle.
 */
public final class FillUps {
    private static final int FILL_UPS = 10_000;
    private static final int DISK_MEGABYTES = 24;
    /** After so long a store that failed is opened again. */
    private static final Duration RETRY = Duration.ofSeconds(5);
    /** Leaves the store a few megabytes; without it there is as much room as a store wants to be opened. */
    private static final int BALLAST_BYTES = 17 << 20;

    private static final int COMMITS_AFTER = 20;

    private final Path folder;
    private final Random random;
    private final VirtualTime time = new VirtualTime();
    private final Path file;
    private SortedMap<String, String> committed = new TreeMap<>();
    private int commits;

    private FillUps(Path folder, long seed) {
        this.folder = folder;
        this.file = folder.resolve("karge.db");
        this.random = new Random(seed);
    }

    /**
     * Runs it; exits with 1 when anything was lost.
     *
     * @param arguments the number of fill-ups
     */
    public static void main(String[] arguments) throws Exception {
        int count = arguments.length == 0 ? FILL_UPS : Integer.parseInt(arguments[0]);
        int exit;
        try (TemporaryFolder folder = new TemporaryFolder("fill-up");
                SmallDisk disk = SmallDisk.mount(folder.path().resolve("disk"), DISK_MEGABYTES)) {
            exit = run(count, disk.path());
        }
        System.exit(exit);
    }

    private static int run(int count, Path disk) throws Exception {
        Map<String, Integer> outcomes = new TreeMap<>();
        long commits = 0;
        for (int i = 1; i <= count; i++) {
            FillUps fillUp = new FillUps(disk, i);
            String outcome = fillUp.run();
            commits += fillUp.commits;
            outcomes.merge(outcome, 1, Integer::sum);
            if (i % 500 == 0 || i == count) {
                System.out.printf("%d fill-ups, %d commits: %s%n", i, commits, outcomes);
            }
        }
        return outcomes.keySet().equals(Set.of("nothing lost")) ? 0 : 1;
    }

    /** What came of it, in words. */
    private String run() throws Exception {
        try (var old = Files.list(folder)) {
            for (Path each : old.toList()) {
                Files.delete(each);
            }
        }
        OpenStore store = open();
        store.load("");
        Files.write(folder.resolve("ballast"), new byte[BALLAST_BYTES + random.nextInt(3 << 20)]);
        SortedMap<String, String> failed = commitUntilFull(store);
        Files.delete(folder.resolve("ballast"));
        time.advance(RETRY);
        try {
            SortedMap<String, String> found = text(store.load(""));
            if (!found.equals(committed) && !found.equals(failed)) {
                return "entries lost";
            }
            committed = found;
            StoreWriter writer = store.newWriter();
            for (int i = 0; i < COMMITS_AFTER; i++) {
                if (!commit(writer, next())) {
                    return "later commits fail";
                }
            }
        } catch (StoreException e) {
            return "unreadable while running";
        } finally {
            store.close();
        }
        return afterRestart();
    }

    private String afterRestart() {
        OpenStore store = open();
        try {
            SortedMap<String, String> found = text(store.load(""));
            return !store.state().problems().isEmpty()
                    ? "unreadable after a restart"
                    : found.equals(committed) ? "nothing lost" : "entries lost after a restart";
        } catch (StoreException e) {
            return "unreadable after a restart";
        } finally {
            store.close();
        }
    }

    private OpenStore open() {
        return DurableStores.open(file, time);
    }

    /** What would be there if the commit that failed had not. */
    private SortedMap<String, String> commitUntilFull(OpenStore store) {
        StoreWriter writer = store.newWriter();
        while (true) {
            SortedMap<String, String> next = next();
            if (!commit(writer, next)) {
                return next;
            }
        }
    }

    private SortedMap<String, String> next() {
        SortedMap<String, String> next = new TreeMap<>(committed);
        String key = "station/" + random.nextInt(200);
        next.put(key, "v".repeat(random.nextInt(20_000)));
        next.put("last", key + " " + commits);
        return next;
    }

    /** One commit of two entries. */
    private boolean commit(StoreWriter writer, SortedMap<String, String> next) {
        commits++;
        List<Write> batch = new ArrayList<>();
        next.forEach((key, value) -> {
            if (!value.equals(committed.get(key))) {
                batch.add(Write.put(key, value.getBytes(StandardCharsets.UTF_8)));
            }
        });
        CompletableFuture<CommitResult> result = new CompletableFuture<>();
        writer.commit(batch, result::complete);
        if (result.join() instanceof CommitResult.Failed) {
            return false;
        }
        committed = next;
        return true;
    }

    private static SortedMap<String, String> text(SortedMap<String, byte[]> entries) {
        SortedMap<String, String> text = new TreeMap<>();
        entries.forEach((key, value) -> text.put(key, new String(value, StandardCharsets.UTF_8)));
        return text;
    }
}
