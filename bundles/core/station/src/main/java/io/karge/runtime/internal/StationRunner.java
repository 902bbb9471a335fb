package io.karge.runtime.internal;

import io.karge.failure.FailureWords;
import io.karge.runtime.internal.loop.EventLoop;
import io.karge.runtime.internal.loop.StationState;
import io.karge.storage.CommitListener;
import io.karge.storage.CommitResult;
import io.karge.storage.Store;
import io.karge.storage.StoreState;
import io.karge.storage.StoreStateListener;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what the life cycle of a station says: loads and wipes what is stored, begins and ends the core that runs on it.
 * On the loop only.
 */
final class StationRunner {
    private static final Logger LOG = LoggerFactory.getLogger(StationRunner.class);
    private static final Duration LOAD_AGAIN = Duration.ofSeconds(1);

    /** The station around it. */
    interface Host {
        /** Makes a core, which does nothing yet; what it throws is why the station cannot begin. */
        StationCore create(StationState state, StationCore.Listener listener);

        void begin(StationCore core);

        /** A core has ended, and the store has not got all that it has written, or nobody knows. */
        void keep(SortedMap<String, byte[]> entries);

        /** The core has begun. */
        void running(StationCore core);

        /**
         * Answers those who asked.
         *
         * @param failure null when the resets are done
         */
        void answer(List<StationLifecycle.Reset> resets, @Nullable String failure);

        /** The core is to end its transactions; {@code then} is told when it has, or is not waited for any longer. */
        void settle(StationCore core, Runnable then);

        /** The core is about to close, and what it has stored to be deleted. */
        void givingUp(StationCore core);

        /** Who decides what is deleted. */
        StateLoader.Keeper keeper(boolean force);

        void stopDriver();

        /** Lets go of the hardware; {@code then} is told on any thread. */
        void letGo(Runnable then);

        void ended();
    }

    private final String stationId;
    private final EventLoop loop;
    private final TimeSource time;
    private final Store store;
    private final StateLoader loader;
    private final ProblemList problems;
    private final HardwareRelease release;
    private final Host host;
    private final StoreStateListener storeListener = this::storeChanged;
    private final Deque<LifecycleEvent> events = new ArrayDeque<>();
    private final Set<Runnable> refusals = ConcurrentHashMap.newKeySet();
    private StationLifecycle lifecycle = StationLifecycle.NEW;
    private @Nullable StationCore core;
    private @Nullable Cancellable loadAgain;
    private boolean acting;

    StationRunner(
            String stationId,
            EventLoop loop,
            GatewayParts gateway,
            StateLoader loader,
            ProblemList problems,
            HardwareRelease release,
            Host host) {
        this.stationId = stationId;
        this.loop = loop;
        this.time = gateway.time();
        this.store = gateway.store();
        this.loader = loader;
        this.problems = problems;
        this.release = release;
        this.host = host;
    }

    /** The core that runs now. */
    Optional<StationCore> core() {
        return Optional.ofNullable(core);
    }

    void begin() {
        store.addStateListener(storeListener);
        on(new LifecycleEvent.Begin());
    }

    /** The cabinet has restarted, and the station with it. */
    void reboot() {
        on(new LifecycleEvent.RebootAsked(lifecycle.generation()));
    }

    /** Whoever waits for this core's answer is told when it ends before. */
    void expectAnswer(CompletableFuture<?> answer) {
        Runnable refusal = () -> answer.completeExceptionally(
                new IllegalStateException("station " + stationId + " restarted before it answered"));
        refusals.add(refusal);
        CompletionStage<?> asked = answer;
        asked.whenComplete((given, failure) -> refusals.remove(refusal));
    }

    /** Takes the event and does what follows; an event of what it does comes after. */
    void on(LifecycleEvent event) {
        events.add(event);
        if (acting) {
            return;
        }
        acting = true;
        try {
            for (LifecycleEvent next = events.poll(); next != null; next = events.poll()) {
                StationLifecycle.Step step = lifecycle.on(next);
                lifecycle = step.next();
                step.effects().forEach(this::act);
            }
        } finally {
            acting = false;
        }
    }

    private void act(LifecycleEffect effect) {
        if (effect instanceof LifecycleEffect.Load load) {
            load(load.generation());
        } else if (effect instanceof LifecycleEffect.TellNotLoaded notLoaded) {
            tellNotLoaded(notLoaded.why());
        } else if (effect instanceof LifecycleEffect.BeginCore begin) {
            beginCore(begin.generation(), begin.entries());
        } else if (effect instanceof LifecycleEffect.CloseCore close) {
            closeCore(close.generation(), close.reason());
        } else if (effect instanceof LifecycleEffect.Settle settle) {
            Runnable settled = () -> on(new LifecycleEvent.Settled(settle.generation()));
            core().ifPresentOrElse(running -> host.settle(running, settled), settled);
        } else if (effect instanceof LifecycleEffect.HaltCore) {
            haltCore();
        } else if (effect instanceof LifecycleEffect.StopEnergy) {
            release.stopEnergy();
            core().ifPresent(host::givingUp);
        } else if (effect instanceof LifecycleEffect.Wipe wipe) {
            wipe(wipe.generation(), wipe.force());
        } else if (effect instanceof LifecycleEffect.Answer answer) {
            host.answer(answer.resets(), answer.failure());
        } else if (effect instanceof LifecycleEffect.StopDriver) {
            stopWaiting();
            host.stopDriver();
        } else if (effect instanceof LifecycleEffect.LetGoOfChannel) {
            host.letGo(() -> loop.post(() -> on(new LifecycleEvent.LetGo())));
        } else if (effect instanceof LifecycleEffect.AnswerRemoval) {
            host.ended();
        }
    }

    // --- what is stored ---

    private void load(long generation) {
        loader.load(
                entries -> on(new LifecycleEvent.Loaded(generation, entries)),
                why -> on(new LifecycleEvent.NotLoaded(generation, why)));
    }

    private void tellNotLoaded(String why) {
        problems.raise(
                "store",
                "The station does not run",
                "its state cannot be loaded: " + why,
                "Repair the store; the station goes on by itself");
        if (store.state().open()) { // it opened meanwhile, or takes commits though it cannot be read
            loadAgain = time.schedule(LOAD_AGAIN, () -> loop.post(() -> on(new LifecycleEvent.StoreOpened())));
        }
    }

    private void storeChanged(StoreState state) {
        if (state.open()) {
            loop.post(() -> on(new LifecycleEvent.StoreOpened()));
        }
    }

    private void wipe(long generation, boolean force) {
        loader.wipe(
                host.keeper(force),
                () -> List.of(release.owe()),
                result -> on(
                        result instanceof CommitResult.Failed failed
                                ? new LifecycleEvent.NotWiped(generation, failed.why())
                                : new LifecycleEvent.Wiped(generation)));
    }

    // --- the core ---

    private void beginCore(long generation, SortedMap<String, byte[]> entries) {
        problems.clear("store");
        try {
            release.loaded(entries);
            StationCore next = host.create(new StationState(stationId, entries), new CoreListener(generation));
            core = next;
            host.begin(next);
            problems.clear("state");
            release.remember(next);
            host.running(next);
        } catch (RuntimeException | Error e) { // whatever it is, what has begun of the core is ended whole
            LOG.error("station={} cannot begin", stationId, e);
            problems.raise(
                    "state",
                    "The station does not run",
                    "its stored state cannot be used: " + FailureWords.of(e),
                    "Restore a backup, or reset the station to its factory settings");
            on(new LifecycleEvent.BeginFailed(generation));
        }
    }

    private void closeCore(long generation, String reason) {
        StationCore ending = core;
        core = null;
        if (ending == null) {
            on(new LifecycleEvent.Closed(generation));
            return;
        }
        CommitListener closed = result -> loop.post(() -> {
            if (result instanceof CommitResult.Failed) {
                host.keep(ending.entries());
            }
            refusals.forEach(Runnable::run);
            on(new LifecycleEvent.Closed(generation));
        });
        try {
            ending.close(reason, closed);
        } catch (RuntimeException | Error e) { // the next one needs it gone, in whatever state it was
            LOG.error("station={} a core failed to close", stationId, e);
            try {
                ending.halt();
            } finally { // whether the store has everything is not known, so all of it is kept until it has
                closed.completed(new CommitResult.Failed("the core failed to close"));
            }
        }
    }

    private void haltCore() {
        if (core != null) {
            core.halt();
            core = null;
        }
    }

    /** A core; what it wants once another has taken its place is not done. */
    private final class CoreListener implements StationCore.Listener {
        private final long generation;

        CoreListener(long generation) {
            this.generation = generation;
        }

        @Override
        public void reboot() {
            on(new LifecycleEvent.RebootAsked(generation));
        }
    }

    // --- the end ---

    /** Ends everything at once. */
    void halt() {
        stopWaiting();
        on(new LifecycleEvent.Halted());
    }

    private void stopWaiting() {
        store.removeStateListener(storeListener);
        if (loadAgain != null) {
            loadAgain.cancel();
            loadAgain = null;
        }
    }
}
