package io.karge.runtime.internal;

import io.karge.runtime.internal.StationLifecycle.Reset;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** What a station has to do next, in the order given. */
sealed interface LifecycleEffect {
    record Load(long generation) implements LifecycleEffect {}

    record TellNotLoaded(String why) implements LifecycleEffect {}

    record BeginCore(long generation, SortedMap<String, byte[]> entries) implements LifecycleEffect {}

    record CloseCore(long generation, String reason) implements LifecycleEffect {}

    record HaltCore() implements LifecycleEffect {}

    /** The core that runs ends its transactions and tells the CSMS, as its state is about to be deleted. */
    record Settle(long generation) implements LifecycleEffect {}

    /** Nobody will remember that a vehicle charges, nor what the CSMS has not got. */
    record StopEnergy() implements LifecycleEffect {}

    /**
     * What is stored is deleted.
     *
     * @param force also when something is lost with it
     */
    record Wipe(long generation, boolean force) implements LifecycleEffect {}

    /**
     * Those who wait for a reset are told.
     *
     * @param failure null when it is done
     */
    record Answer(List<Reset> resets, @Nullable String failure) implements LifecycleEffect {}

    record StopDriver() implements LifecycleEffect {}

    record LetGoOfChannel() implements LifecycleEffect {}

    record AnswerRemoval() implements LifecycleEffect {}
}
