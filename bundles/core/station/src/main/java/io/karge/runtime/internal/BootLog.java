package io.karge.runtime.internal;

import io.karge.driver.CabinetState;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.runtime.internal.loop.UndoLog;
import io.karge.station.BlockState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The runtime's own stored state: why the station boots, and the last time that it knew. On the loop, in steps only. */
final class BootLog {
    private static final String MEMORY = "boot";
    private static final String TIME = "time";
    private static final Duration TIME_STEP = Duration.ofSeconds(10);

    /** The last station time that was stored. */
    record LastTime(Instant at) {}

    private final BlockState state;
    private final UndoLog undo;
    private BootMemory memory;
    private Instant lastStored;

    BootLog(BlockState state, UndoLog undo) {
        this.state = state;
        this.undo = undo;
        this.memory = state.get(MEMORY, BootMemory.class).orElse(BootMemory.NONE);
        this.lastStored = state.get(TIME, LastTime.class).map(LastTime::at).orElse(Instant.EPOCH);
    }

    Instant lastTime() {
        return lastStored;
    }

    /** Remembers the time when the one that is stored is not recent. */
    void remember(Instant now) {
        if (Duration.between(lastStored, now).abs().compareTo(TIME_STEP) >= 0) {
            Instant before = lastStored;
            lastStored = now;
            undo.changed(() -> lastStored = before);
            state.put(TIME, new LastTime(now));
        }
    }

    boolean isReboot(CabinetState cabinet) {
        return memory.isReboot(cabinet);
    }

    /** Decides why the station boots, and remembers it until the CSMS has accepted it. */
    BootReasonEnumType boot(Optional<CabinetState> cabinet) {
        BootReasonEnumType reason = memory.reason(cabinet);
        put(memory.booted(reason, cabinet));
        return reason;
    }

    void intend(BootReasonEnumType reason) {
        put(memory.intending(reason));
    }

    /** The cabinet showed itself for the first time. */
    void seen(CabinetState cabinet) {
        if (memory.counter() == null) {
            put(memory.seen(cabinet));
        }
    }

    void accepted() {
        if (memory.unreported() != null) {
            put(memory.reported());
        }
    }

    private void put(BootMemory next) {
        BootMemory before = memory;
        memory = next;
        undo.changed(() -> memory = before);
        state.put(MEMORY, next);
    }
}
