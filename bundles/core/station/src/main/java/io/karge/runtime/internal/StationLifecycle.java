package io.karge.runtime.internal;

import io.karge.runtime.FactoryReset;
import io.karge.runtime.ResetOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The life cycle of a station as a pure machine: {@code (state, event) -> state + effects}. Whatever takes its time (a
 * load, a wipe, the close of a core) carries the generation in which it was begun; its answer counts in that generation
 * alone. Every reset that is asked for is in exactly one {@link LifecycleEffect.Answer}.
 *
 * @param generation counts what takes its time; that of the last one
 * @param modelKnown whether a driver has told what the station is
 * @param removed the station ends as soon as what is under way is done
 */
record StationLifecycle(LifecyclePhase phase, long generation, boolean modelKnown, boolean removed) {

    /** A station that has not begun. */
    static final StationLifecycle NEW = new StationLifecycle(new LifecyclePhase.New(), 0, false, false);

    /** Somebody who wants the station as it came from the factory, how, and where the answer goes. */
    record Reset(CompletableFuture<FactoryReset> answer, ResetOrder order) {}

    /** The state that follows, and what is to be done. */
    record Step(StationLifecycle next, List<LifecycleEffect> effects) {}

    Step on(LifecycleEvent event) {
        if (event instanceof LifecycleEvent.Halted) {
            return halted();
        } else if (phase instanceof LifecyclePhase.Ended || isLate(event)) {
            return nothing();
        } else if (event instanceof LifecycleEvent.ResetAsked asked) {
            return resetAsked(asked);
        } else if (event instanceof LifecycleEvent.RemovalAsked) {
            return removalAsked();
        } else if (event instanceof LifecycleEvent.ModelChanged) {
            return modelChanged();
        } else if (phase instanceof LifecyclePhase.New && event instanceof LifecycleEvent.Begin) {
            return load(List.of());
        } else if (phase instanceof LifecyclePhase.Loading loading) {
            return onLoading(loading, event);
        } else if (phase instanceof LifecyclePhase.WaitingForStore && event instanceof LifecycleEvent.StoreOpened) {
            return load(List.of());
        } else if (phase instanceof LifecyclePhase.Running) {
            return onRunning(event);
        } else if (phase instanceof LifecyclePhase.Settling settling) {
            return onSettling(settling, event);
        } else if (phase instanceof LifecyclePhase.Closing closing && event instanceof LifecycleEvent.Closed) {
            return closed(closing);
        } else if (phase instanceof LifecyclePhase.Wiping wiping) {
            return onWiping(wiping, event);
        } else if (phase instanceof LifecyclePhase.Ending && event instanceof LifecycleEvent.LetGo) {
            return step(new LifecyclePhase.Ended(), new LifecycleEffect.AnswerRemoval());
        }
        return nothing();
    }

    /** Whether the event is the answer to something that is not under way any more. */
    private boolean isLate(LifecycleEvent event) {
        return event instanceof LifecycleEvent.OfGeneration of && of.generation() != generation;
    }

    // --- what is asked for ---

    private Step resetAsked(LifecycleEvent.ResetAsked asked) {
        List<Reset> one = List.of(asked.reset());
        if (removed || phase instanceof LifecyclePhase.Ending) {
            return step(phase, new LifecycleEffect.Answer(one, "it is being removed"));
        } else if (phase instanceof LifecyclePhase.Settling settling) {
            return step(new LifecyclePhase.Settling(and(settling.resets(), asked.reset())));
        } else if (phase instanceof LifecyclePhase.Wiping wiping) {
            return step(new LifecyclePhase.Wiping(and(wiping.resets(), asked.reset())));
        } else if (phase instanceof LifecyclePhase.Closing closing && closing.next() == LifecyclePhase.Next.WIPE) {
            return step(new LifecyclePhase.Closing(LifecyclePhase.Next.WIPE, and(closing.resets(), asked.reset())));
        } else if (asked.refusal() != null) {
            return step(phase, new LifecycleEffect.Answer(one, asked.refusal()));
        } else if (phase instanceof LifecyclePhase.Running) {
            return asked.reset().order().force()
                    ? step(new LifecyclePhase.Settling(one), new LifecycleEffect.Settle(generation))
                    : closeForGood(one);
        } else if (phase instanceof LifecyclePhase.Closing) {
            LifecyclePhase closing = new LifecyclePhase.Closing(LifecyclePhase.Next.WIPE, one);
            // Without force it may still come out that a transaction runs: then nothing has been touched.
            return asked.reset().order().force() ? step(closing, new LifecycleEffect.StopEnergy()) : step(closing);
        }
        return wipe(phase instanceof LifecyclePhase.Loading loading ? and(loading.resets(), asked.reset()) : one);
    }

    private Step removalAsked() {
        if (removed || phase instanceof LifecyclePhase.Ending) {
            return nothing();
        }
        StationLifecycle leaving = new StationLifecycle(phase, generation, modelKnown, true);
        if (phase instanceof LifecyclePhase.Running) {
            return leaving.close(
                    "the station was removed", LifecyclePhase.Next.LOAD, List.of(), new LifecycleEffect.StopDriver());
        } else if (phase instanceof LifecyclePhase.Settling settling) {
            return leaving.closeForGood(settling.resets(), new LifecycleEffect.StopDriver());
        } else if (phase instanceof LifecyclePhase.Closing || phase instanceof LifecyclePhase.Wiping) {
            return leaving.step(phase, new LifecycleEffect.StopDriver());
        }
        List<Reset> done = phase instanceof LifecyclePhase.Loading loading ? loading.resets() : List.of();
        return leaving.end(done, null, new LifecycleEffect.StopDriver());
    }

    private Step modelChanged() {
        StationLifecycle known = new StationLifecycle(phase, generation, true, removed);
        if (phase instanceof LifecyclePhase.WaitingForModel waiting) {
            return known.begin(waiting.entries(), List.of());
        } else if (phase instanceof LifecyclePhase.Running) {
            return known.close("the station is another product", LifecyclePhase.Next.LOAD, List.of());
        } else if (phase instanceof LifecyclePhase.Settling settling) {
            return known.closeForGood(settling.resets());
        } else if (phase instanceof LifecyclePhase.Unusable) {
            return known.load(List.of());
        }
        return known.step(phase);
    }

    private Step halted() {
        List<LifecycleEffect> effects = new ArrayList<>();
        if (phase instanceof LifecyclePhase.Running || phase instanceof LifecyclePhase.Settling) {
            effects.add(new LifecycleEffect.HaltCore());
        }
        List<Reset> waiting = resets();
        if (!waiting.isEmpty()) {
            effects.add(new LifecycleEffect.Answer(waiting, "the gateway stops"));
        }
        return new Step(new StationLifecycle(new LifecyclePhase.Ended(), generation, modelKnown, removed), effects);
    }

    private List<Reset> resets() {
        if (phase instanceof LifecyclePhase.Loading loading) {
            return loading.resets();
        } else if (phase instanceof LifecyclePhase.Settling settling) {
            return settling.resets();
        } else if (phase instanceof LifecyclePhase.Closing closing) {
            return closing.resets();
        }
        return phase instanceof LifecyclePhase.Wiping wiping ? wiping.resets() : List.of();
    }

    // --- what comes of it ---

    private Step onLoading(LifecyclePhase.Loading loading, LifecycleEvent event) {
        if (event instanceof LifecycleEvent.Loaded loaded) {
            return modelKnown
                    ? begin(loaded.entries(), loading.resets())
                    : step(new LifecyclePhase.WaitingForModel(loaded.entries()), answers(loading.resets(), null));
        } else if (event instanceof LifecycleEvent.NotLoaded notLoaded) {
            List<LifecycleEffect> effects = new ArrayList<>(answers(loading.resets(), null));
            effects.add(new LifecycleEffect.TellNotLoaded(notLoaded.why()));
            return step(new LifecyclePhase.WaitingForStore(), effects);
        }
        return nothing();
    }

    private Step onRunning(LifecycleEvent event) {
        if (event instanceof LifecycleEvent.RebootAsked) {
            return close("the station restarts", LifecyclePhase.Next.LOAD, List.of());
        } else if (event instanceof LifecycleEvent.BeginFailed) {
            return close("the station cannot begin", LifecyclePhase.Next.UNUSABLE, List.of());
        }
        return nothing();
    }

    /** Whatever comes in between, a core that restarts or fails, its state is deleted next. */
    private Step onSettling(LifecyclePhase.Settling settling, LifecycleEvent event) {
        return event instanceof LifecycleEvent.Settled
                        || event instanceof LifecycleEvent.RebootAsked
                        || event instanceof LifecycleEvent.BeginFailed
                ? closeForGood(settling.resets())
                : nothing();
    }

    private Step closed(LifecyclePhase.Closing closing) {
        if (closing.next() == LifecyclePhase.Next.WIPE) {
            return wipe(closing.resets());
        } else if (removed) {
            return end(List.of(), null);
        }
        return closing.next() == LifecyclePhase.Next.LOAD ? load(List.of()) : step(new LifecyclePhase.Unusable());
    }

    private Step onWiping(LifecyclePhase.Wiping wiping, LifecycleEvent event) {
        String failure;
        if (event instanceof LifecycleEvent.Wiped) {
            failure = null;
        } else if (event instanceof LifecycleEvent.NotWiped notWiped) {
            failure = notWiped.why();
        } else {
            return nothing();
        }
        if (removed) {
            return end(wiping.resets(), failure);
        } else if (failure == null && modelKnown) {
            return load(wiping.resets());
        }
        long next = generation + 1;
        List<LifecycleEffect> effects = new ArrayList<>(answers(wiping.resets(), failure));
        effects.add(new LifecycleEffect.Load(next));
        return at(next, new LifecyclePhase.Loading(List.of()), effects);
    }

    // --- the ways from one phase to the next ---

    private Step load(List<Reset> resets) {
        long next = generation + 1;
        return at(next, new LifecyclePhase.Loading(resets), List.of(new LifecycleEffect.Load(next)));
    }

    private Step begin(SortedMap<String, byte[]> entries, List<Reset> resets) {
        long next = generation + 1;
        List<LifecycleEffect> effects = new ArrayList<>();
        effects.add(new LifecycleEffect.BeginCore(next, entries));
        effects.addAll(answers(resets, null));
        return at(next, new LifecyclePhase.Running(), effects);
    }

    private Step close(String reason, LifecyclePhase.Next then, List<Reset> resets, LifecycleEffect... before) {
        long next = generation + 1;
        List<LifecycleEffect> effects = new ArrayList<>(List.of(before));
        effects.add(new LifecycleEffect.CloseCore(next, reason));
        return at(next, new LifecyclePhase.Closing(then, resets), effects);
    }

    private Step closeForGood(List<Reset> resets, LifecycleEffect... after) {
        List<LifecycleEffect> before = new ArrayList<>(List.of(new LifecycleEffect.StopEnergy()));
        before.addAll(List.of(after));
        return close("factory reset", LifecyclePhase.Next.WIPE, resets, before.toArray(LifecycleEffect[]::new));
    }

    private Step wipe(List<Reset> resets) {
        long next = generation + 1;
        boolean force = resets.stream().anyMatch(reset -> reset.order().force());
        return at(next, new LifecyclePhase.Wiping(resets), List.of(new LifecycleEffect.Wipe(next, force)));
    }

    private Step end(List<Reset> resets, @Nullable String failure, LifecycleEffect... before) {
        List<LifecycleEffect> effects = new ArrayList<>(List.of(before));
        effects.addAll(answers(resets, failure));
        effects.add(new LifecycleEffect.LetGoOfChannel());
        return at(generation + 1, new LifecyclePhase.Ending(), effects);
    }

    private static List<LifecycleEffect> answers(List<Reset> resets, @Nullable String failure) {
        return resets.isEmpty() ? List.of() : List.of(new LifecycleEffect.Answer(resets, failure));
    }

    private static List<Reset> and(List<Reset> resets, Reset another) {
        List<Reset> all = new ArrayList<>(resets);
        all.add(another);
        return List.copyOf(all);
    }

    private Step nothing() {
        return new Step(this, List.of());
    }

    private Step step(LifecyclePhase next, LifecycleEffect... effects) {
        return step(next, List.of(effects));
    }

    private Step step(LifecyclePhase next, List<LifecycleEffect> effects) {
        return at(generation, next, effects);
    }

    private Step at(long next, LifecyclePhase following, List<LifecycleEffect> effects) {
        return new Step(new StationLifecycle(following, next, modelKnown, removed), effects);
    }
}
