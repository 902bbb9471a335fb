package io.karge.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.karge.driver.testkit.VirtualTime;
import io.karge.storage.LostContent;
import io.karge.storage.LostStore;
import io.karge.storage.Store;
import io.karge.storage.StoreContract;
import io.karge.storage.StoreException;
import io.karge.storage.StoreProblem;
import io.karge.storage.StoreState;
import io.karge.storage.Write;
import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mapdb.DBException;

/** The contract over a real MapDB file whose commits fail on demand. */
class DurableStoreTest extends StoreContract {

    private final VirtualTime time = new VirtualTime();
    private volatile boolean diskFull;
    private DurableStore store;

    @BeforeEach
    void open() {
        store = new DurableStore(new FlakySource(new StoreFiles(folder.resolve("karge.db"), time)), time);
    }

    @AfterEach
    void close() throws InterruptedException {
        store.close();
    }

    @Override
    protected Store store() {
        return store;
    }

    @Override
    protected void settle() {
        try {
            store.load("nothing has this prefix");
        } catch (StoreException theStoreThreadHasDoneWhatItWasAsked) {
            // that is all we wanted to know
        }
    }

    @Override
    protected void breakDisk() {
        diskFull = true;
    }

    @Override
    protected void repairDisk() {
        diskFull = false;
        time.advance(StorageThread.RETRY_INTERVAL);
        settle();
    }

    @Test
    void keepsTryingWhileTheDiskIsFull() {
        breakDisk();
        commit(store.newWriter(), put("k", "lost"));
        for (int i = 0; i < 10; i++) {
            time.advance(StorageThread.RETRY_INTERVAL);
            settle();
            assertThat(store.state().open()).isFalse();
            assertThat(time.pendingTimers()).isEqualTo(1);
        }
        repairDisk();
        assertThat(store.state().open()).isTrue();
        assertThat(time.pendingTimers())
                .as("the next look at what lies beside it")
                .isEqualTo(1);
    }

    @Test
    void aStoppedStoreHasCommittedWhatItWasGiven() throws Exception {
        store.newWriter().commit(List.of(put("k", "last words")), result -> {});
        store.close();
        open();
        assertThat(text(store.load(""))).containsEntry("k", "last words");
    }

    @Test
    void anotherProcessIsToldApart() throws Exception {
        settle();
        DurableStore second = DurableStore.open(folder.resolve("karge.db"), time);
        await().until(() -> !second.state().problems().get(0).why().contains("being opened"));
        assertThat(second.state().open()).isFalse();
        assertThat(second.state().problems().get(0).remedy()).contains("other gateway");

        store.close();
        time.advance(StorageThread.RETRY_INTERVAL);
        second.load("");
        assertThat(second.state().open()).isTrue();
        second.close();
    }

    /** The real files, with a disk that fails when told. */
    private final class FlakySource implements StoreSource {
        private final StoreSource files;

        FlakySource(StoreSource files) {
            this.files = files;
        }

        @Override
        public Database openFirst() throws IOException {
            return new FlakyDatabase(files.openFirst());
        }

        @Override
        public Database reopen() throws IOException {
            requireSpace();
            return new FlakyDatabase(files.reopen());
        }

        @Override
        public StoreState look() throws IOException {
            return files.look();
        }

        @Override
        public LostContent read(LostStore lost) throws IOException {
            return files.read(lost);
        }

        @Override
        public StoreProblem problem(Throwable cause) {
            return files.problem(cause);
        }
    }

    private void requireSpace() throws IOException {
        if (diskFull) {
            throw new IOException("disk full");
        }
    }

    private final class FlakyDatabase implements Database {
        private final Database database;

        FlakyDatabase(Database database) {
            this.database = database;
        }

        @Override
        public SortedMap<String, byte[]> entries(String prefix) {
            return database.entries(prefix);
        }

        @Override
        public void apply(List<Write> batch) {
            database.apply(batch);
        }

        @Override
        public void commit() {
            try {
                requireSpace();
            } catch (IOException e) {
                throw new DBException.VolumeIOError(e);
            }
            database.commit();
        }

        @Override
        public void close() {
            database.close();
        }
    }
}
