package io.karge.block.transactions;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.station.StationContext;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the energy of each EVSE to what its session wants: AllowEnergy when authorized and plugged in, StopEnergy when
 * not authorized. By level: what is wanted is compared with what is measured and with the last command, so a command
 * that did not reach the hardware is given again when the hardware is back, and a failed one after a while.
 */
final class EnergyControl {
    private static final Logger LOG = LoggerFactory.getLogger(EnergyControl.class);
    private static final Duration AGAIN = Duration.ofSeconds(10);

    /** What the energy of an EVSE is to be. */
    private enum Energy {
        ALLOWED,
        STOPPED
    }

    private final StationContext context;
    private final Map<Integer, EvseEnergy> evses = new HashMap<>();

    EnergyControl(StationContext context) {
        this.context = context;
    }

    /**
     * Compares and commands.
     *
     * @param session what is at the EVSE, empty when nothing is
     * @param levels the EVSE's hardware
     * @param fresh whether the hardware has just told everything anew
     */
    void settle(int evseId, Optional<Session> session, Levels levels, boolean fresh) {
        EvseEnergy energy = evses.computeIfAbsent(evseId, EvseEnergy::new);
        boolean wanted = session.filter(
                        s -> s.grant().granted() && s.pluggedIn() && s.levels().fault() == null)
                .isPresent();
        // Somebody charged here, or the contactors say so; else there is nothing to stop.
        boolean toStop = levels.pathClosed()
                || energy.last == Energy.ALLOWED
                || session.filter(s -> s.pluggedIn() && s.grant().state() != Grant.State.NONE)
                        .isPresent();
        if (fresh && energy.disagrees(levels)) {
            energy.last = null;
        }
        if (wanted) {
            energy.bringTo(levels.pathClosed() && energy.last == null ? null : Energy.ALLOWED);
        } else {
            energy.bringTo(toStop ? Energy.STOPPED : null);
        }
    }

    /** The energy of one EVSE: what it is to be, and what the hardware was told. */
    private final class EvseEnergy {
        private final int evseId;
        /** What the hardware was told last and has not refused. */
        private @Nullable Energy last;

        private @Nullable Energy target;
        private @Nullable Cancellable again;
        private int generation;

        EvseEnergy(int evseId) {
            this.evseId = evseId;
        }

        boolean disagrees(Levels levels) {
            return levels.pathClosed() ? last == Energy.STOPPED : last == Energy.ALLOWED;
        }

        void bringTo(@Nullable Energy next) {
            target = next;
            if (next == null || next == last) {
                return;
            }
            Cancellable waiting = again;
            if (waiting != null) {
                waiting.cancel();
                again = null;
            }
            last = next;
            int mine = ++generation;
            HardwareCommand command = next == Energy.ALLOWED
                    ? new HardwareCommand.AllowEnergy(evseId, null)
                    : new HardwareCommand.StopEnergy(evseId);
            context.command(command, result -> {
                if (mine == generation) {
                    done(next, result);
                }
            });
        }

        private void done(Energy commanded, CommandResult result) {
            String problem = "energy-" + evseId;
            if (result instanceof CommandResult.Accepted) {
                context.problems().clear(problem);
                return;
            }
            last = null;
            if (result instanceof CommandResult.LinkDown) {
                LOG.info(
                        "station={} evse={} command={} waits for the hardware", context.stationId(), evseId, commanded);
                return; // the snapshot of the regained link settles it
            }
            LOG.warn("station={} evse={} command={} result={}", context.stationId(), evseId, commanded, result);
            context.problems()
                    .raise(
                            problem,
                            "EVSE " + evseId + " does not " + (commanded == Energy.ALLOWED ? "allow" : "stop")
                                    + " energy",
                            result.text(),
                            "It is asked again every " + AGAIN.toSeconds() + " s; check the cabinet");
            again = context.after(AGAIN, () -> {
                again = null;
                bringTo(target);
            });
        }
    }
}
