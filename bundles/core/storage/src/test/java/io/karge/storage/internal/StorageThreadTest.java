package io.karge.storage.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.testkit.VirtualTime;
import io.karge.storage.CommitResult;
import io.karge.storage.LostContent;
import io.karge.storage.LostStore;
import io.karge.storage.StoreException;
import io.karge.storage.StoreProblem;
import io.karge.storage.StoreState;
import io.karge.storage.Write;
import io.karge.time.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The thread over a database in memory that throws on demand: nothing ends it, and the state tells the truth. */
@Timeout(
        value = 60,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // whoever asks a thread that has ended waits for ever
class StorageThreadTest {
    private final Error fault = new Error("unable to create native thread");

    private final VirtualTime time = new VirtualTime();
    private final FaultyTime faultyTime = new FaultyTime();
    private final SortedMap<String, byte[]> disk = new TreeMap<>();
    private final List<Object> told = Collections.synchronizedList(new ArrayList<>());
    private volatile Error onApply;
    private volatile Error onCommit;
    private volatile Error onRead;
    private volatile Error onClose;
    private volatile Error onOpen;
    private volatile Error onProblem;
    private volatile Error onSchedule;
    private volatile Error onLook;
    private volatile List<String> beside = List.of();
    private final AtomicInteger open = new AtomicInteger();
    private StorageThread thread;

    @BeforeEach
    void start() {
        thread = new StorageThread(new FaultySource(), faultyTime);
        thread.start();
    }

    @AfterEach
    void stop() throws InterruptedException {
        thread.stop();
        assertThat(open.get()).isZero();
    }

    @Test
    void tellsTheOthersOfAGroupWhenAListenerThrowsAnError() throws InterruptedException {
        CountDownLatch grouped = holdThread();
        commit("before");
        thread.commit(new StorageThread.Writer(), List.of(put("thrower")), result -> {
            told.add("thrower " + result);
            throw fault;
        });
        commit("after");
        grouped.countDown();

        assertThat(entries()).hasSize(3);
        assertThat(told)
                .containsExactly(CommitResult.COMMITTED, "thrower " + CommitResult.COMMITTED, CommitResult.COMMITTED);
        assertThat(thread.state().open()).isTrue();
    }

    @Test
    void tellsTheOtherStateListenersWhenOneThrowsAnError() {
        settle();
        thread.addStateListener(state -> {
            throw fault;
        });
        thread.addStateListener(told::add);
        onCommit = fault;
        commit("lost");
        settle();
        onCommit = null;
        reopen();

        assertThat(told).hasSize(3).hasAtLeastOneElementOfType(CommitResult.Failed.class);
        assertThat(told.get(1)).isInstanceOfSatisfying(StoreState.class, state -> assertThat(state.open())
                .isFalse());
        assertThat(told.get(2)).isInstanceOfSatisfying(StoreState.class, state -> assertThat(state.open())
                .isTrue());
    }

    @Test
    void tellsAWholeGroupOnceWhenTheDatabaseThrowsAnError() throws InterruptedException {
        CountDownLatch grouped = holdThread();
        commit("1");
        commit("2");
        onApply = fault;
        grouped.countDown();
        settle();

        assertThat(told).hasSize(2).allMatch(CommitResult.Failed.class::isInstance);
        assertThat(thread.state().open()).isFalse();
        onApply = null;
        reopen();
        assertThat(thread.state().open()).isTrue();
    }

    @Test
    void answersAndReopensWhenAReadThrowsAnError() {
        onRead = fault;
        assertThatThrownBy(this::entries).isInstanceOf(StoreException.class).hasMessageContaining(fault.getMessage());
        assertThat(thread.state().open()).isFalse();
        onRead = null;
        reopen();
        assertThat(entries()).isEmpty();
    }

    @Test
    void goesOnWhenClosingThrowsAnErrorToo() {
        settle();
        onCommit = fault;
        onClose = new Error("closed badly");
        commit("lost");
        settle();

        assertThat(told).singleElement().isInstanceOf(CommitResult.Failed.class);
        assertThat(thread.state().problems().get(0).why()).isEqualTo(fault.getMessage());
        onCommit = null;
        onClose = null;
        reopen();
        commit("later");
        settle();
        assertThat(told).last().isEqualTo(CommitResult.COMMITTED);
    }

    @Test
    void keepsTryingWhenOpeningThrowsAnError() {
        settle();
        onRead = fault;
        onOpen = new Error("no memory");
        settle();
        reopen();
        assertThat(thread.state().problems().get(0).why()).isEqualTo("no memory");
        onRead = null;
        onOpen = null;
        reopen();

        assertThat(thread.state().open()).isTrue();
    }

    @Test
    void saysThatItIsClosedAlsoWhenTheProblemCannotBePutIntoWords() {
        settle();
        onProblem = new Error("no words");
        onCommit = fault;
        commit("lost");
        settle();

        assertThat(thread.state().open()).isFalse();
        assertThat(thread.state().problems().get(0).why()).contains(fault.getMessage());
        assertThat(told).singleElement().isInstanceOf(CommitResult.Failed.class);
        onProblem = null;
        onCommit = null;
        reopen();
        assertThat(thread.state().open()).isTrue();
    }

    @Test
    void plansTheNextTryWithTheNextTaskWhenNoTimerCouldBeSet() {
        settle();
        onSchedule = fault;
        onCommit = fault;
        commit("lost");
        settle();
        assertThat(told).singleElement().isInstanceOf(CommitResult.Failed.class);
        assertThat(time.pendingTimers()).isZero();

        onSchedule = null;
        onCommit = null;
        settle();
        settle(); // it plans after it has answered
        assertThat(time.pendingTimers()).isEqualTo(1);
        reopen();
        assertThat(thread.state().open()).isTrue();
    }

    @Test
    void opensTheStoreOnceWhenATimerWasSetAlthoughItsSettingThrew() {
        settle();
        faultyTime.setsAllTheSame = true;
        onSchedule = fault;
        onCommit = fault;
        commit("lost");
        settle();
        onSchedule = null;
        onCommit = null;
        settle();
        settle(); // it plans after it has answered
        reopen();

        assertThat(thread.state().open()).isTrue();
        assertThat(open.get()).isEqualTo(1);
    }

    /** Has the thread wait in a job, so that what is asked meanwhile lies next to each other. */
    private CountDownLatch holdThread() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        thread.commit(new StorageThread.Writer(), List.of(), result -> {
            held.countDown();
            try {
                release.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        held.await();
        return release;
    }

    private SortedMap<String, byte[]> entries() {
        return thread.ask(database -> database.entries(""));
    }

    @Test
    void showsWhatLiesBesideTheStoreWithinAMinuteAndUntilItIsMovedAway() {
        settle();
        thread.addStateListener(told::add);
        beside = List.of("an old store");
        time.advance(StorageThread.LOOK_INTERVAL);
        settle();
        assertThat(thread.state().problems()).singleElement().satisfies(p -> assertThat(p.what())
                .isEqualTo("an old store"));
        beside = List.of();
        time.advance(StorageThread.LOOK_INTERVAL);
        settle();
        assertThat(thread.state()).isEqualTo(new StoreState(true, List.of()));
        assertThat(told).hasSize(2);
    }

    @Test
    void staysOpenWhenWhatLiesBesideTheStoreCannotBeLookedAt() {
        onLook = fault;
        settle();
        time.advance(StorageThread.LOOK_INTERVAL);
        settle();
        assertThat(thread.state()).isEqualTo(new StoreState(true, List.of()));
        onLook = null;
        beside = List.of("an old store");
        time.advance(StorageThread.LOOK_INTERVAL);
        settle();
        assertThat(thread.state().problems()).hasSize(1);
    }

    private void commit(String key) {
        thread.commit(new StorageThread.Writer(), List.of(put(key)), told::add);
    }

    private static Write put(String key) {
        return Write.put(key, "x".getBytes(StandardCharsets.UTF_8));
    }

    /** Returns when the thread has done what it was asked before. */
    private void settle() {
        try {
            thread.ask(database -> database.entries("nothing has this prefix"));
        } catch (StoreException itsStoreIsClosed) {
            // it was asked all the same
        }
    }

    private void reopen() {
        time.advance(StorageThread.RETRY_INTERVAL);
        settle();
    }

    private static void maybe(Error thrown) {
        if (thrown != null) {
            throw thrown;
        }
    }

    private final class FaultyTime implements TimeSource {
        private volatile boolean setsAllTheSame;

        @Override
        public Instant wallClock() {
            return time.wallClock();
        }

        @Override
        public long nanoTime() {
            return time.nanoTime();
        }

        @Override
        public Cancellable schedule(Duration delay, Runnable task) {
            if (setsAllTheSame) {
                time.schedule(delay, task);
            }
            maybe(onSchedule);
            return time.schedule(delay, task);
        }
    }

    private final class FaultySource implements StoreSource {
        @Override
        public Database openFirst() {
            maybe(onOpen);
            open.incrementAndGet();
            return new FaultyDatabase();
        }

        @Override
        public Database reopen() {
            return openFirst();
        }

        @Override
        public StoreState look() {
            maybe(onLook);
            return new StoreState(
                    true,
                    beside.stream()
                            .map(what -> new StoreProblem(Instant.EPOCH, what, "a test wants it", "Wait."))
                            .toList());
        }

        @Override
        public LostContent read(LostStore lost) {
            throw new UnsupportedOperationException("not of the thread");
        }

        @Override
        public StoreProblem problem(Throwable cause) {
            maybe(onProblem);
            return new StoreProblem(
                    time.wallClock(), "The store cannot be used", String.valueOf(cause.getMessage()), "Wait.");
        }
    }

    private final class FaultyDatabase implements Database {
        @Override
        public SortedMap<String, byte[]> entries(String prefix) {
            maybe(onRead);
            return new TreeMap<>(disk);
        }

        @Override
        public void apply(List<Write> batch) {
            maybe(onApply);
            batch.forEach(write -> disk.put(write.key(), write.value()));
        }

        @Override
        public void commit() {
            maybe(onCommit);
        }

        @Override
        public void close() {
            open.decrementAndGet();
            maybe(onClose);
        }
    }
}
