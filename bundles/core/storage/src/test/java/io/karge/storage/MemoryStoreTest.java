package io.karge.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MemoryStoreTest extends StoreContract {

    private final VirtualTime time = new VirtualTime();
    private final MemoryStore store = new MemoryStore(time.computing(), time);
    private final List<CommitResult> results = new ArrayList<>();

    @Override
    protected Store store() {
        return store;
    }

    @Override
    protected void settle() {
        time.runUntilIdle();
    }

    @Override
    protected void breakDisk() {
        store.fail("disk full");
    }

    @Override
    protected void repairDisk() {
        store.repair();
        settle();
    }

    @Test
    void neverTellsTheListenerInsideCommit() {
        store.newWriter().commit(List.of(put("k", "1")), results::add);
        assertThat(results).isEmpty();
        settle();
        assertThat(results).containsExactly(CommitResult.COMMITTED);
    }

    @Test
    void heldCommitsAreInvisibleUntilReleased() {
        StoreWriter writer = store.newWriter();
        store.holdCommits();
        writer.commit(List.of(put("k", "1")), results::add);
        writer.commit(List.of(put("k", "2")), results::add);
        settle();
        assertThat(results).isEmpty();
        assertThat(store.load("")).isEmpty();

        store.releaseCommits();
        settle();
        assertThat(results).hasSize(2);
        assertThat(text(store.load(""))).containsExactly(Map.entry("k", "2"));
    }

    @Test
    void aCrashDropsWhatWasNotCommittedAndSilencesTheOldLife() {
        StoreWriter writer = store.newWriter();
        commit(writer, put("k", "committed"));
        store.holdCommits();
        writer.commit(List.of(put("k", "in flight")), results::add);
        store.crash();
        writer.commit(List.of(put("k", "from the dead")), results::add);
        store.releaseCommits();
        settle();

        assertThat(results).isEmpty();
        assertThat(text(store.load(""))).containsExactly(Map.entry("k", "committed"));
        assertThat(commit(store.newWriter(), put("k", "next run"))).isEqualTo(CommitResult.COMMITTED);
    }

    @Test
    void heldCommitsFailWhenTheStoreFails() {
        store.holdCommits();
        store.newWriter().commit(List.of(put("k", "1")), results::add);
        store.fail("disk full");
        settle();
        assertThat(results).singleElement().isInstanceOf(CommitResult.Failed.class);
    }
}
