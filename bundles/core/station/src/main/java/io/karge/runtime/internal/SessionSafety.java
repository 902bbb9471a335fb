package io.karge.runtime.internal;

import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.runtime.internal.loop.Steps;
import io.karge.station.HardwareView;
import io.karge.station.StationEvent;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Watches over the blocks that sessions need. People are told at once of one that has left, and of one that never came
 * when the gateway's start has brought all that it brings, or after the grace period. While one that is required stays away for longer than that energy does not flow: nobody would
 * stop it, or account for it. On the loop, in steps only.
 */
final class SessionSafety {
    private final Steps steps;
    private final Blocks blocks;
    private final HardwareView hardware;
    private final HardwareCommands commands;
    private final BlockArrivals arrivals;
    private final MissingBlocks problems;
    private final Duration grace;
    private final Map<String, Absence> absent = new TreeMap<>();
    private final Set<Integer> stopped = new HashSet<>();

    /** A block is away. */
    private static final class Absence {
        final MissingBlocks.Cause cause;
        boolean isLong;
        Cancellable timer = () -> {};
        /** Until it is known that it does not come by itself. */
        Cancellable arrival = () -> {};

        Absence(MissingBlocks.Cause cause) {
            this.cause = cause;
        }

        void over() {
            timer.cancel();
            arrival.cancel();
        }
    }

    SessionSafety(Steps steps, Blocks blocks, HardwareView hardware, HardwareCommands commands, StationParts parts) {
        this.steps = steps;
        this.blocks = blocks;
        this.hardware = hardware;
        this.commands = commands;
        this.arrivals = parts.arrivals();
        this.problems = new MissingBlocks(parts.problems(), parts.blockGrace());
        this.grace = parts.blockGrace();
    }

    /** The station boots with the blocks that are there; the others may still come. */
    void begin() {
        blocks.missing().forEach(block -> miss(block, MissingBlocks.Cause.NEVER_CAME));
        Blocks.NEEDED.stream().filter(blocks::has).forEach(problems::clear);
    }

    /** A block has left; one that has failed may be back within this step. */
    void gone(String block, boolean failed) {
        if (Blocks.NEEDED.contains(block)) {
            MissingBlocks.Cause cause = failed ? MissingBlocks.Cause.FAILED : MissingBlocks.Cause.REMOVED;
            steps.post(() -> {
                if (!blocks.has(block)) {
                    miss(block, cause);
                }
            });
        }
    }

    private void miss(String block, MissingBlocks.Cause cause) {
        Absence before = absent.get(block);
        if (before != null) {
            before.over();
        }
        Absence absence = new Absence(cause);
        absent.put(block, absence);
        absence.timer = steps.after(grace, () -> graceEnded(block, absence));
        if (cause == MissingBlocks.Cause.NEVER_CAME) {
            absence.arrival = arrivals.whenComplete(() -> steps.post(() -> told(block, absence)));
        } else {
            told(block, absence);
        }
    }

    private void told(String block, Absence absence) {
        if (absent.get(block) == absence && !absence.isLong) {
            problems.away(block, absence.cause);
        }
    }

    private void graceEnded(String block, Absence absence) {
        if (absent.get(block) == absence) {
            absence.isLong = true;
            problems.staysAway(block, absence.cause, stopEnergy());
        }
    }

    /** A block has begun. */
    void begun(String block) {
        Absence absence = absent.remove(block);
        if (absence != null) {
            absence.over();
        }
        problems.clear(block);
    }

    /** The hardware changed: what closes a power path now is opened again. */
    void hardwareChanged() {
        stopEnergy();
    }

    /** Stops the energy where it must not flow; whether it does somewhere. */
    private boolean stopEnergy() {
        List<String> away = Blocks.REQUIRED.stream()
                .filter(block -> absent.containsKey(block) && absent.get(block).isLong)
                .toList();
        boolean flows = false;
        for (EvseState evse : hardware.evses()) {
            if (away.isEmpty() || !evse.powerPathClosed()) {
                stopped.remove(evse.evseId());
                continue;
            }
            flows = true;
            commands.give(new HardwareCommand.StopEnergy(evse.evseId()), () -> false, result -> {});
            if (stopped.add(evse.evseId())) {
                steps.publish(new StationEvent.EnergyStopped(evse.evseId(), "the blocks " + away + " are missing"));
            }
        }
        return flows;
    }

    void stopWaiting() {
        absent.values().forEach(Absence::over);
    }
}
