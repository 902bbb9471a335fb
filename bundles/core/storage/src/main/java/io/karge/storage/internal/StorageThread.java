package io.karge.storage.internal;

import io.karge.storage.CommitListener;
import io.karge.storage.CommitResult;
import io.karge.storage.StoreException;
import io.karge.storage.StoreProblem;
import io.karge.storage.StoreState;
import io.karge.storage.StoreStateListener;
import io.karge.storage.Write;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that touches the store, and the only one in the gateway that is not of the shared pools: it blocks on
 * the disk all the time. It takes what was asked in order; batches that lie next to each other share one commit.
 */
final class StorageThread {

    private static final Logger LOG = LoggerFactory.getLogger(StorageThread.class);

    static final Duration RETRY_INTERVAL = Duration.ofSeconds(5);

    private static final int MAX_GROUP = 1_000;

    /** What the thread was asked to do. */
    private sealed interface Task {
        record Commit(Writer writer, List<Write> batch, CommitListener listener) implements Task {}

        record Job(Runnable work) implements Task {}

        record Stop() implements Task {}
    }

    private final StoreSource source;
    private final TimeSource time;
    private final BlockingQueue<Task> tasks = new LinkedBlockingQueue<>();
    private final List<StoreStateListener> stateListeners = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "karge-storage");
    private final Object submitting = new Object();
    private boolean stopped;
    private volatile StoreState state;

    // The rest belongs to the thread.
    private @Nullable Database database;
    private @Nullable StoreState announced;
    private boolean wasOpen;

    StorageThread(StoreSource source, TimeSource time) {
        this.source = source;
        this.time = time;
        this.state = new StoreState(
                false,
                List.of(new StoreProblem(
                        time.wallClock(),
                        "The store is not open yet",
                        "it is being opened",
                        "Wait a moment; if this stays, look into the log.")));
    }

    void start() {
        thread.start();
    }

    /** Does what was asked before, closes the store and waits for that. What is asked later is dropped. */
    void stop() throws InterruptedException {
        synchronized (submitting) {
            stopped = true;
            tasks.add(new Task.Stop());
        }
        thread.join();
    }

    StoreState state() {
        return state;
    }

    void addStateListener(StoreStateListener listener) {
        stateListeners.add(listener);
    }

    void removeStateListener(StoreStateListener listener) {
        stateListeners.remove(listener);
    }

    void commit(Writer writer, List<Write> batch, CommitListener listener) {
        submit(new Task.Commit(writer, List.copyOf(batch), listener));
    }

    /** Has the thread use the open store and waits for the result. */
    <T> T ask(Function<Database, T> work) {
        CompletableFuture<T> result = new CompletableFuture<>();
        if (!submit(new Task.Job(() -> answer(work, result)))) {
            throw new StoreException("The store was closed because its bundle was stopped");
        }
        try {
            return result.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StoreException known ? known : e;
        }
    }

    private boolean submit(Task task) {
        synchronized (submitting) {
            return !stopped && tasks.add(task);
        }
    }

    private void run() {
        openStore();
        boolean running = true;
        while (running) {
            Task task = next();
            if (task instanceof Task.Commit first) {
                commitGroup(groupFrom(first));
            } else if (task instanceof Task.Job job) {
                job.work().run();
            } else {
                running = false;
            }
        }
        closeStore();
    }

    private Task next() {
        while (true) {
            try {
                return tasks.take();
            } catch (InterruptedException nobodyStopsItThatWay) {
                LOG.warn("The storage thread was interrupted and goes on");
            }
        }
    }

    private List<Task.Commit> groupFrom(Task.Commit first) {
        List<Task.Commit> group = new ArrayList<>();
        group.add(first);
        while (group.size() < MAX_GROUP && tasks.peek() instanceof Task.Commit) {
            group.add((Task.Commit) next());
        }
        return group;
    }

    private void commitGroup(List<Task.Commit> group) {
        List<Task.Commit> sound =
                group.stream().filter(commit -> !commit.writer().broken).toList();
        Database open = database;
        Throwable failure = null;
        if (open != null && !sound.isEmpty()) {
            try {
                sound.forEach(commit -> open.apply(commit.batch()));
                open.commit();
            } catch (RuntimeException | Error e) {
                failure = e;
                fail(e);
            }
        }
        boolean committed = open != null && failure == null;
        group.forEach(commit -> tell(commit, committed));
        if (failure != null) {
            announce();
        }
    }

    private void tell(Task.Commit commit, boolean committed) {
        Writer writer = commit.writer();
        writer.broken |= !committed;
        CommitResult result = writer.broken ? new CommitResult.Failed(writer.reason(state)) : CommitResult.COMMITTED;
        try {
            commit.listener().completed(result);
        } catch (RuntimeException e) {
            LOG.error("A listener of a commit threw; the commit itself {}", result, e);
        }
    }

    private <T> void answer(Function<Database, T> work, CompletableFuture<T> result) {
        Database open = database;
        if (open == null) {
            result.completeExceptionally(
                    new StoreException(state.problems().get(0).toString()));
            return;
        }
        try {
            result.complete(work.apply(open));
        } catch (StoreException e) {
            result.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            fail(e);
            result.completeExceptionally(
                    new StoreException(state.problems().get(0).toString(), e));
            announce();
        }
    }

    private void openStore() {
        try {
            StoreSource.Opened opened = wasOpen ? source.reopen() : source.openFirst();
            database = opened.database();
            wasOpen = true;
            state = new StoreState(true, opened.problems());
            opened.problems().forEach(problem -> LOG.warn("{}", problem));
            LOG.info("The store is open");
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
        }
        announce();
    }

    private void fail(Throwable cause) {
        closeStore();
        StoreProblem problem = source.problem(cause);
        if (state.open() || !sameCause(problem)) {
            LOG.error("{}", problem, cause);
            state = new StoreState(false, List.of(problem));
        }
        time.schedule(RETRY_INTERVAL, () -> submit(new Task.Job(this::openStore)));
    }

    private boolean sameCause(StoreProblem problem) {
        return state.problems().get(0).why().equals(problem.why());
    }

    private void closeStore() {
        Database open = database;
        database = null;
        try {
            if (open != null) {
                open.close();
            }
        } catch (RuntimeException e) {
            LOG.warn("The store did not close cleanly; its journal repairs it when it is opened again", e);
        }
    }

    private void announce() {
        StoreState now = state;
        if (now.equals(announced)) {
            return;
        }
        announced = now;
        for (StoreStateListener listener : stateListeners) {
            try {
                listener.stateChanged(now);
            } catch (RuntimeException e) {
                LOG.error("A listener of the state of the store threw", e);
            }
        }
    }

    /** The thread's side of a writer. */
    static final class Writer {
        private boolean broken;
        private @Nullable String why;

        private String reason(StoreState state) {
            String reason = why;
            if (reason == null) {
                reason = state.problems().get(0).toString();
                why = reason;
            }
            return reason;
        }
    }
}
