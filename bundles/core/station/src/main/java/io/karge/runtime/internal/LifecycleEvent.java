package io.karge.runtime.internal;

import io.karge.runtime.internal.StationLifecycle.Reset;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What happens to a station, as its life cycle sees it. */
sealed interface LifecycleEvent {

    /** It counts in the generation of what it answers to alone. */
    sealed interface OfGeneration extends LifecycleEvent {
        long generation();
    }

    record Begin() implements LifecycleEvent {}

    record Loaded(long generation, SortedMap<String, byte[]> entries) implements OfGeneration {}

    record NotLoaded(long generation, String why) implements OfGeneration {}

    record StoreOpened() implements LifecycleEvent {}

    /** A driver told what the station is, and it was not known or another. */
    record ModelChanged() implements LifecycleEvent {}

    /** A core, or the cabinet that it runs on, restarts. */
    record RebootAsked(long generation) implements OfGeneration {}

    record BeginFailed(long generation) implements OfGeneration {}

    record Closed(long generation) implements OfGeneration {}

    /**
     * Somebody wants a factory reset.
     *
     * @param refusal why nothing can be deleted now, null when it can
     */
    record ResetAsked(Reset reset, @Nullable String refusal) implements LifecycleEvent {}

    /** A core has ended what it could, and need not be waited for. */
    record Settled(long generation) implements OfGeneration {}

    record Wiped(long generation) implements OfGeneration {}

    record NotWiped(long generation, String why) implements OfGeneration {}

    record RemovalAsked() implements LifecycleEvent {}

    /** Driver and channel are gone. */
    record LetGo() implements LifecycleEvent {}

    /** Everything ends at once, as when the process dies. */
    record Halted() implements LifecycleEvent {}
}
