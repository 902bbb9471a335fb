package io.karge.storage.internal;

import io.karge.failure.FailureWords;
import io.karge.storage.CommitListener;
import io.karge.storage.CommitResult;
import io.karge.storage.StoreException;
import io.karge.storage.StoreProblem;
import io.karge.storage.StoreState;
import io.karge.storage.StoreStateListener;
import io.karge.storage.Write;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that touches the store, and the only one in the gateway that is not of the shared pools: it blocks on
 * the disk all the time. It takes what was asked in order; batches that lie next to each other share one commit.
 *
 * <p>Nothing that a listener, a reader of the store or the store itself throws ends it, an Error neither: every listener
 * of a batch that was taken is told once, whoever asked is answered, the state says whether commits are taken, and a store
 * that failed is opened again.
 */
final class StorageThread {

    private static final Logger LOG = LoggerFactory.getLogger(StorageThread.class);

    static final Duration RETRY_INTERVAL = Duration.ofSeconds(5);

    /** How often an open store looks at what people lay beside it or move away. */
    static final Duration LOOK_INTERVAL = Duration.ofMinutes(1);

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

    /** What the state says as long as a failure was not put into words. */
    private final StoreState failed;

    // The rest belongs to the thread.
    private final List<Task.Commit> group = new ArrayList<>(MAX_GROUP);
    private @Nullable Database database;
    private @Nullable StoreState announced;
    private boolean wasOpen;
    private int retries;
    private TimeSource.Cancellable nextLook = () -> {};
    private boolean retryMissing;

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
        this.failed = new StoreState(false, List.of(failed("something unexpected happened")));
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
        } catch (CancellationException e) {
            throw new StoreException("The store could not answer; look into the log", e);
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
            running = !(task instanceof Task.Stop);
            try {
                work(task);
            } catch (Throwable e) { // whatever happened to this task, the next ones are to be served
                report("The storage thread failed at a task and goes on", e);
            }
        }
        closeStore();
    }

    private void work(@Nullable Task task) {
        if (task instanceof Task.Commit first) {
            commitGroup(first);
        } else if (task instanceof Task.Job job) {
            job.work().run();
        } else if (task == null) {
            openStore();
        }
        if (retryMissing) {
            planRetry();
        }
    }

    /** The next task; null when it is time to open the store again and no timer could be set to say so. */
    private @Nullable Task next() {
        while (true) {
            try {
                return retryMissing ? tasks.poll(RETRY_INTERVAL.toMillis(), TimeUnit.MILLISECONDS) : tasks.take();
            } catch (InterruptedException nobodyStopsItThatWay) {
                report("The storage thread was interrupted and goes on", nobodyStopsItThatWay);
            }
        }
    }

    private void commitGroup(Task.Commit first) {
        group.add(first);
        while (group.size() < MAX_GROUP && tasks.peek() instanceof Task.Commit next) {
            tasks.remove();
            group.add(next);
        }
        boolean committed = false;
        try {
            committed = write(group);
        } catch (Throwable e) {
            fail(e);
        }
        for (Task.Commit commit : group) {
            tell(commit, committed);
        }
        group.clear();
        announce();
    }

    /** Makes the batches of the writers that are not broken durable; false when there is no store. */
    private boolean write(List<Task.Commit> batches) {
        Database open = database;
        if (open == null) {
            return false;
        }
        List<Task.Commit> sound =
                batches.stream().filter(commit -> !commit.writer().broken).toList();
        if (!sound.isEmpty()) {
            sound.forEach(commit -> open.apply(commit.batch()));
            open.commit();
        }
        return true;
    }

    private void tell(Task.Commit commit, boolean committed) {
        Writer writer = commit.writer();
        writer.broken |= !committed;
        try {
            commit.listener()
                    .completed(writer.broken ? new CommitResult.Failed(writer.reason(state)) : CommitResult.COMMITTED);
        } catch (Throwable e) { // an Error too is the listener's own; the others of the group are told
            report("A listener of a commit threw", e);
        }
    }

    private <T> void answer(Function<Database, T> work, CompletableFuture<T> result) {
        Database open = database;
        try {
            if (open == null) {
                throw new StoreException(state.problems().get(0).toString());
            }
            result.complete(work.apply(open));
        } catch (StoreException e) {
            result.completeExceptionally(e);
        } catch (Throwable e) {
            fail(e);
            result.completeExceptionally(
                    new StoreException(state.problems().get(0).toString(), e));
            announce();
        } finally {
            result.cancel(false); // unless it was answered: whoever asks does not wait for ever
        }
    }

    private void openStore() {
        retries++;
        retryMissing = false;
        if (database != null) {
            return;
        }
        try {
            database = wasOpen ? source.reopen() : source.openFirst();
            wasOpen = true;
            state = new StoreState(true, List.of());
            LOG.info("The store is open");
            look();
        } catch (Throwable e) {
            fail(e);
        }
        announce();
    }

    /** Shows what lies beside the open store, now and every minute. */
    private void look() {
        if (database == null) {
            return;
        }
        List<StoreProblem> before = state.problems();
        try {
            state = source.look();
            state.problems().stream()
                    .filter(problem -> !before.contains(problem))
                    .forEach(problem -> LOG.warn("{}", problem));
        } catch (Throwable e) { // the store itself works
            report("What lies beside the store could not be looked at", e);
        }
        try {
            nextLook.cancel();
            nextLook = time.schedule(LOOK_INTERVAL, () -> submit(new Task.Job(this::look)));
        } catch (Throwable e) {
            report("No timer could be set to look at what lies beside the store", e);
        }
        announce();
    }

    /** Closes the store, says so and why, and plans to open it again; throws nothing. */
    private void fail(Throwable cause) {
        boolean wasUsable = state.open();
        state = wasUsable ? failed : state;
        closeStore();
        try {
            StoreProblem problem = problem(cause);
            if (wasUsable || !sameCause(problem)) {
                state = new StoreState(false, List.of(problem));
                if (cause instanceof StoreUnavailableException) {
                    LOG.error("{}", problem);
                } else {
                    LOG.error("{}", problem, cause);
                }
            }
        } catch (Throwable e) {
            report("The store failed, and that could not be put into words", e);
        }
        planRetry();
    }

    private StoreProblem problem(Throwable cause) {
        try {
            return source.problem(cause);
        } catch (Throwable e) {
            report("A failure of the store could not be put into words", e);
            return failed(FailureWords.of(cause));
        }
    }

    private StoreProblem failed(String why) {
        return new StoreProblem(
                time.wallClock(),
                "The store cannot be used",
                why,
                "Look into the log; the store is tried again every few seconds.");
    }

    private boolean sameCause(StoreProblem problem) {
        return state.problems().get(0).why().equals(problem.why());
    }

    /** When no timer can be set it is planned again after the next task, or the thread itself waits that long. */
    private void planRetry() {
        int number = ++retries;
        try {
            time.schedule(RETRY_INTERVAL, () -> submit(new Task.Job(() -> retry(number))));
            retryMissing = false;
        } catch (Throwable e) {
            retryMissing = true;
            report("No timer could be set to open the store again", e);
        }
    }

    /** Only the retry that was planned last counts: a timer may be set although its setting throws. */
    private void retry(int number) {
        if (number == retries) {
            openStore();
        }
    }

    private void closeStore() {
        Database open = database;
        database = null;
        try {
            if (open != null) {
                open.close();
            }
            nextLook.cancel();
        } catch (Throwable e) {
            report("The store did not close cleanly; its journal repairs it when it is opened again", e);
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
            } catch (Throwable e) {
                report("A listener of the state of the store threw", e);
            }
        }
    }

    private static void report(String what, Throwable e) {
        try {
            LOG.error("{}", what, e);
        } catch (Throwable unloggable) {
            // out of memory, for example; the thread matters more than the log
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
