package io.karge.runtime.internal;

import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.runtime.internal.loop.Steps;
import io.karge.station.HardwareView;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Ends the flow of energy while a block that a session needs is away for longer than it may: nobody would stop it, or
 * account for it. On the loop, in steps only.
 */
final class SessionSafety {
    private static final String PROBLEM = "missing-blocks";

    private final Steps steps;
    private final Blocks blocks;
    private final HardwareView hardware;
    private final HardwareCommands commands;
    private final ProblemList problems;
    private final Duration grace;
    private @Nullable Cancellable timer;
    private boolean unsafe;

    SessionSafety(
            Steps steps,
            Blocks blocks,
            HardwareView hardware,
            HardwareCommands commands,
            ProblemList problems,
            Duration grace) {
        this.steps = steps;
        this.blocks = blocks;
        this.hardware = hardware;
        this.commands = commands;
        this.problems = problems;
        this.grace = grace;
    }

    /** Blocks came or went. */
    void blocksChanged() {
        if (blocks.missing().isEmpty()) {
            stopWaiting();
            unsafe = false;
            problems.clear(PROBLEM);
        } else if (unsafe) {
            raise();
        } else if (timer == null) {
            timer = steps.after(grace, this::graceEnded);
        }
    }

    /** The hardware changed: what closes a power path now is opened again. */
    void hardwareChanged() {
        if (unsafe) {
            stopEnergy();
        }
    }

    private void graceEnded() {
        timer = null;
        if (!blocks.missing().isEmpty()) {
            unsafe = true;
            raise();
            stopEnergy();
        }
    }

    private void raise() {
        List<String> missing = blocks.missing();
        problems.raise(
                PROBLEM,
                "The station takes no sessions and has stopped the energy",
                "the blocks " + missing + " are not installed",
                "Install " + missing.stream().map(name -> "karge-" + name).toList());
    }

    private void stopEnergy() {
        for (EvseState evse : hardware.evses()) {
            if (evse.powerPathClosed()) {
                commands.give(new HardwareCommand.StopEnergy(evse.evseId()), () -> false, result -> {});
            }
        }
    }

    void stopWaiting() {
        if (timer != null) {
            timer.cancel();
            timer = null;
        }
    }
}
