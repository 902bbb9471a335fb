package io.karge.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store does, whatever lies below. */
public abstract class StoreContract {

    @TempDir
    protected Path folder;

    protected abstract Store store();

    /** Lets the store do what it was asked. */
    protected abstract void settle();

    protected abstract void breakDisk();

    /** Returns when the store has repaired itself. */
    protected abstract void repairDisk();

    @Test
    void loadsWhatWasCommittedUnderThePrefixInKeyOrder() {
        StoreWriter writer = store().newWriter();
        assertThat(commit(writer, put("a/2", "two"), put("b/1", "other"), put("a/1", "one"), put("a", "root")))
                .isEqualTo(CommitResult.COMMITTED);

        assertThat(text(store().load("a/"))).containsExactly(Map.entry("a/1", "one"), Map.entry("a/2", "two"));
        assertThat(text(store().load(""))).hasSize(4);
        assertThat(store().load("c")).isEmpty();
    }

    @Test
    void laterWritesOfABatchAndOfLaterBatchesWin() {
        StoreWriter writer = store().newWriter();
        commit(writer, put("k", "1"), put("k", "2"), put("gone", "x"));
        commit(writer, put("k", "3"), Write.delete("gone"), Write.delete("never there"));

        assertThat(text(store().load(""))).containsExactly(Map.entry("k", "3"));
    }

    @Test
    void anEmptyBatchIsReportedAfterTheOnesBefore() {
        StoreWriter writer = store().newWriter();
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        writer.commit(List.of(put("k", "1")), result -> order.add("first"));
        commit(writer);
        assertThat(order).containsExactly("first");
    }

    @Test
    void batchesOfAWriterAreReportedInOrderAndOnce() {
        List<Integer> order = Collections.synchronizedList(new ArrayList<>());
        StoreWriter writer = store().newWriter();
        for (int i = 0; i < 3_000; i++) {
            int number = i;
            writer.commit(List.of(put("n", Integer.toString(i))), result -> order.add(number));
        }
        commit(writer);
        assertThat(order).hasSize(3_000).isSorted();
        assertThat(text(store().load("n"))).containsEntry("n", "2999");
    }

    @Test
    void aListenerThatThrowsKeepsNobodyFromBeingTold() {
        StoreWriter writer = store().newWriter();
        writer.commit(List.of(put("k", "1")), result -> {
            throw new IllegalStateException("broken");
        });
        writer.commit(List.of(put("k", "2")), result -> {
            throw new StackOverflowError();
        });
        store().addStateListener(state -> {
            throw new StackOverflowError();
        });
        assertThat(commit(writer, put("k", "3"))).isEqualTo(CommitResult.COMMITTED);
        List<StoreState> told = Collections.synchronizedList(new ArrayList<>());
        store().addStateListener(told::add);
        breakDisk();
        commit(writer, put("k", "lost"));
        settle();

        assertThat(told).containsExactly(store().state());
    }

    @Test
    void loadedValuesBelongToTheCaller() {
        commit(store().newWriter(), put("k", "value"));
        store().load("k").get("k")[0] = 0;
        assertThat(text(store().load("k"))).containsEntry("k", "value");
    }

    @Test
    void aFailedCommitIsReportedAndTheStoreSaysWhy() {
        commit(store().newWriter(), put("k", "before"));
        List<StoreState> told = Collections.synchronizedList(new ArrayList<>());
        store().addStateListener(told::add);
        breakDisk();

        assertThat(commit(store().newWriter(), put("k", "lost")))
                .isInstanceOfSatisfying(CommitResult.Failed.class, failed -> assertThat(failed.why())
                        .contains("disk full"));
        settle();

        assertThat(store().state().open()).isFalse();
        assertThat(store().state().problems().get(0).toString()).contains("disk full");
        assertThat(told).containsExactly(store().state());
        assertThatThrownBy(() -> store().load("k"))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("disk full");
    }

    @Test
    void afterTheRepairANewWriterCommitsOnTopOfWhatWasCommitted() {
        commit(store().newWriter(), put("k", "before"), put("other", "kept"));
        breakDisk();
        commit(store().newWriter(), put("k", "lost"));
        List<StoreState> told = Collections.synchronizedList(new ArrayList<>());
        store().addStateListener(told::add);
        repairDisk();

        assertThat(store().state()).isEqualTo(new StoreState(true, List.of()));
        assertThat(told).containsExactly(store().state());
        assertThat(text(store().load("k"))).containsEntry("k", "before");
        assertThat(commit(store().newWriter(), put("k", "after"))).isEqualTo(CommitResult.COMMITTED);
        assertThat(text(store().load(""))).containsOnly(Map.entry("k", "after"), Map.entry("other", "kept"));
    }

    @Test
    void aWriterThatFailedOnceFailsForGood() {
        StoreWriter failed = store().newWriter();
        breakDisk();
        commit(failed, put("seq", "1"));
        repairDisk();

        assertThat(commit(failed, put("seq", "2")))
                .isInstanceOfSatisfying(CommitResult.Failed.class, result -> assertThat(result.why())
                        .contains("disk full"));
        assertThat(store().load("")).isEmpty();
    }

    @Test
    void aWriterThatWasNotWritingWhenTheStoreFailedGoesOn() {
        StoreWriter bystander = store().newWriter();
        commit(bystander, put("k", "1"));
        breakDisk();
        commit(store().newWriter(), put("x", "lost"));
        repairDisk();

        assertThat(commit(bystander, put("k", "2"))).isEqualTo(CommitResult.COMMITTED);
    }

    @Test
    void aRemovedListenerHearsNothing() {
        List<StoreState> told = Collections.synchronizedList(new ArrayList<>());
        StoreStateListener listener = told::add;
        store().addStateListener(listener);
        store().removeStateListener(listener);
        breakDisk();
        commit(store().newWriter(), put("k", "lost"));
        settle();
        assertThat(told).isEmpty();
    }

    @Test
    void exportsABackupForItsOwnerAlone() throws Exception {
        commit(store().newWriter(), put("k", "värde"));
        Path backup = folder.resolve("backup.txt");
        BackupReport report = store().export(backup);

        assertThat(report).isEqualTo(new BackupReport(backup, 1, Files.size(backup)));
        assertThat(Files.readString(backup)).startsWith("karge-store 1\nk\t");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> store().export(backup))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("backup.txt");
    }

    protected CommitResult commit(StoreWriter writer, Write... batch) {
        CompletableFuture<CommitResult> result = new CompletableFuture<>();
        writer.commit(List.of(batch), result::complete);
        settle();
        return result.orTimeout(20, TimeUnit.SECONDS).join();
    }

    protected static Write put(String key, String value) {
        return Write.put(key, value.getBytes(StandardCharsets.UTF_8));
    }

    protected static Map<String, String> text(Map<String, byte[]> entries) {
        return entries.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        e -> new String(e.getValue(), StandardCharsets.UTF_8),
                        (a, b) -> b,
                        java.util.TreeMap::new));
    }
}
