package io.karge.storage;

import io.karge.storage.internal.Export;
import io.karge.time.TimeSource;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A store that forgets everything with the process, for tests: it keeps the contract of {@link Store} except that
 * nothing is durable, and on demand it holds commits back, fails or crashes. All methods may be called on any thread.
 */
public final class MemoryStore implements Store {

    private static final Logger LOG = LoggerFactory.getLogger(MemoryStore.class);

    private record Pending(Writer writer, List<Write> batch, CommitListener listener) {}

    private final Executor storeThread;
    private final TimeSource time;
    private final Object lock = new Object();
    private final SortedMap<String, byte[]> entries = new TreeMap<>();
    private final Queue<Pending> pending = new ArrayDeque<>();
    private final List<StoreStateListener> stateListeners = new CopyOnWriteArrayList<>();
    private final Map<LostStore, LostContent> contents = new LinkedHashMap<>();
    private StoreState state = new StoreState(true, List.of());
    private boolean held;
    private boolean draining;
    private long run;

    /**
     * @param storeThread where commits happen and listeners are told, such as the virtual time of a test; never inside
     *     {@link StoreWriter#commit} unless it runs its tasks at once
     */
    public MemoryStore(Executor storeThread, TimeSource time) {
        this.storeThread = storeThread;
        this.time = time;
    }

    /** From now on batches stay uncommitted, as on a slow disk. */
    public void holdCommits() {
        synchronized (lock) {
            held = true;
        }
    }

    /** Commits what was held back, and goes on as usual. */
    public void releaseCommits() {
        synchronized (lock) {
            held = false;
        }
        storeThread.execute(this::drain);
    }

    /** From now on, and for batches that wait, every commit fails, as on a full disk, and {@link #load} too. */
    public void fail(String why) {
        StoreProblem problem = new StoreProblem(time.wallClock(), "The store fails", why, "Repair it.");
        change(false, List.of(problem));
    }

    /** Commits succeed again, through new writers. */
    public void repair() {
        change(true, List.of());
    }

    /** What was committed is gone, as when another store is opened; the next commit finds an empty one. */
    public void replace() {
        synchronized (lock) {
            entries.clear();
        }
    }

    /**
     * The process dies: uncommitted batches are gone, their listeners and the writers of before hear nothing any more,
     * state listeners are forgotten. What was committed stays for the next run.
     */
    public void crash() {
        synchronized (lock) {
            run++;
            pending.clear();
            stateListeners.clear();
        }
    }

    private void change(boolean open, List<StoreProblem> problems) {
        StoreState next;
        synchronized (lock) {
            next = new StoreState(open, problems, List.copyOf(contents.keySet()));
            state = next;
        }
        storeThread.execute(() -> {
            drain();
            stateListeners.forEach(listener -> tell(() -> listener.stateChanged(next)));
        });
    }

    @Override
    public SortedMap<String, byte[]> load(String prefix) {
        synchronized (lock) {
            if (!state.open()) {
                throw new StoreException(state.problems().get(0).toString());
            }
            SortedMap<String, byte[]> found = new TreeMap<>();
            entries.tailMap(prefix).forEach((key, value) -> {
                if (key.startsWith(prefix)) {
                    found.put(key, value.clone());
                }
            });
            return found;
        }
    }

    @Override
    public StoreWriter newWriter() {
        synchronized (lock) {
            Writer writer = new Writer(run);
            return (batch, listener) -> enqueue(new Pending(writer, List.copyOf(batch), listener));
        }
    }

    private void enqueue(Pending commit) {
        synchronized (lock) {
            if (commit.writer().run == run) {
                pending.add(commit);
            }
        }
        storeThread.execute(this::drain);
    }

    private void drain() {
        synchronized (lock) {
            if (draining) {
                return;
            }
            draining = true;
        }
        Pending next;
        while ((next = takeNext()) != null) {
            CommitResult result = commit(next);
            CommitListener listener = next.listener();
            tell(() -> listener.completed(result));
        }
    }

    /** As the durable store does it: whatever one listener throws, the others are told. */
    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (Throwable e) {
            LOG.error("A listener of the store threw", e);
        }
    }

    private @Nullable Pending takeNext() {
        synchronized (lock) {
            boolean heldBack = held && state.open();
            Pending next = heldBack ? null : pending.poll();
            draining = next != null;
            return next;
        }
    }

    private CommitResult commit(Pending commit) {
        synchronized (lock) {
            Writer writer = commit.writer();
            if (writer.why == null && !state.open()) {
                writer.why = state.problems().get(0).toString();
            }
            if (writer.why != null) {
                return new CommitResult.Failed(writer.why);
            }
            for (Write write : commit.batch()) {
                byte[] value = write.value();
                if (value == null) {
                    entries.remove(write.key());
                } else {
                    entries.put(write.key(), value.clone());
                }
            }
            return CommitResult.COMMITTED;
        }
    }

    @Override
    public StoreState state() {
        synchronized (lock) {
            return state;
        }
    }

    @Override
    public void addStateListener(StoreStateListener listener) {
        stateListeners.add(listener);
    }

    @Override
    public void removeStateListener(StoreStateListener listener) {
        stateListeners.remove(listener);
    }

    /** A store that is not used any more lies beside this one from now on. */
    public void lose(LostStore lost, LostContent content) {
        StoreState now;
        synchronized (lock) {
            contents.put(lost, content);
            now = state;
        }
        change(now.open(), now.problems());
    }

    /** Its folder is moved away. */
    public void forget(LostStore lost) {
        StoreState now;
        synchronized (lock) {
            contents.remove(lost);
            now = state;
        }
        change(now.open(), now.problems());
    }

    @Override
    public LostContent read(LostStore lost) {
        synchronized (lock) {
            LostContent content = contents.get(lost);
            if (content == null) {
                throw new StoreException(lost.folder() + " is not there any more");
            }
            return content;
        }
    }

    @Override
    public BackupReport export(Path target) {
        return Export.write(target, load(""), null);
    }

    private static final class Writer {
        private final long run;
        private @Nullable String why;

        Writer(long run) {
            this.run = run;
        }
    }
}
