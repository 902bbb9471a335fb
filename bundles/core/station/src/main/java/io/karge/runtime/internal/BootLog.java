package io.karge.runtime.internal;

import io.karge.driver.CabinetState;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.runtime.internal.loop.UndoLog;
import io.karge.station.BlockState;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The runtime's own stored state: why the station boots, and what it knows of the time. On the loop, in steps only. */
final class BootLog {
    static final String MEMORY = "boot";
    static final String TIME = "time";
    static final String UNSET = "clock-unset";

    /** The last station time of anything that was stored or sent. */
    record LastTime(Instant at) {}

    /** As in {@link io.karge.station.StationEvent.ClockSet}: what was stamped since, and the last time before. */
    record Unset(Instant since, Instant known) {}

    private final BlockState state;
    private final UndoLog undo;
    private BootMemory memory;
    private Instant lastStored;
    private @Nullable Unset unset;

    BootLog(BlockState state, UndoLog undo) {
        this.state = state;
        this.undo = undo;
        this.memory = state.get(MEMORY, BootMemory.class).orElse(BootMemory.NONE);
        this.lastStored = state.get(TIME, LastTime.class).map(LastTime::at).orElse(Instant.EPOCH);
        this.unset = state.get(UNSET, Unset.class).orElse(null);
    }

    Instant lastTime() {
        return lastStored;
    }

    /** Something that carries a time is stored or sent with this step: after a restart it is not earlier. */
    void remember(Instant now) {
        if (!now.equals(lastStored)) {
            Instant before = lastStored;
            lastStored = now;
            undo.changed(() -> lastStored = before);
            state.put(TIME, new LastTime(now));
        }
    }

    /** Nobody has set the clock; since when, unless that is known from before a restart. */
    void clockUnset(Instant since) {
        if (unset == null) {
            put(new Unset(since, lastStored));
        }
    }

    /** Something was sent although nobody has set the clock: it stands, and what was stamped before it too. */
    void sentWithUnsetClock(Instant now) {
        put(new Unset(now.plusMillis(1), now));
    }

    /** The CSMS told the time: what was not known until then, for the first time. */
    Optional<Unset> clockSet() {
        Optional<Unset> was = Optional.ofNullable(unset);
        put((Unset) null);
        return was;
    }

    private void put(@Nullable Unset next) {
        Unset before = unset;
        if (next == null && before == null) {
            return;
        }
        unset = next;
        undo.changed(() -> unset = before);
        if (next == null) {
            state.remove(UNSET);
        } else {
            state.put(UNSET, next);
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
