package io.karge.runtime.internal;

import io.karge.runtime.internal.StationLifecycle.Reset;
import java.util.List;
import java.util.SortedMap;

/** Where a station is in its life cycle. */
sealed interface LifecyclePhase {
    record New() implements LifecyclePhase {}

    /** The store could not be read. */
    record WaitingForStore() implements LifecyclePhase {}

    /**
     * What is stored is being read.
     *
     * @param resets are answered when the station runs again
     */
    record Loading(List<Reset> resets) implements LifecyclePhase {}

    /** What is stored is there; no driver has told yet what the station is. */
    record WaitingForModel(SortedMap<String, byte[]> entries) implements LifecyclePhase {}

    /** A core runs. */
    record Running() implements LifecyclePhase {}

    /** A core runs on, and ends its transactions before what is stored is deleted by force. */
    record Settling(List<Reset> resets) implements LifecyclePhase {}

    /** What is stored, or the product, cannot be used. */
    record Unusable() implements LifecyclePhase {}

    /** A core ends. */
    record Closing(Next next, List<Reset> resets) implements LifecyclePhase {}

    /** What is stored is being deleted; no core runs. */
    record Wiping(List<Reset> resets) implements LifecyclePhase {}

    /** Driver and channel are let go. */
    record Ending() implements LifecyclePhase {}

    record Ended() implements LifecyclePhase {}

    /** What comes when everything that a core has written is committed. */
    enum Next {
        LOAD,
        WIPE,
        UNUSABLE
    }
}
