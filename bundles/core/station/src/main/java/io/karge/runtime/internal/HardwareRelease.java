package io.karge.runtime.internal;

import io.karge.driver.CommandResult;
import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.StationModel;
import io.karge.runtime.internal.loop.EventLoop;
import io.karge.station.HardwareBus.HardwareLine;
import io.karge.station.StationEvent;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes back what a life of the station that is forgotten did to the hardware: nobody else remembers that a vehicle
 * charges or that an EVSE is out of service. On the loop only.
 */
final class HardwareRelease {
    private static final Logger LOG = LoggerFactory.getLogger(HardwareRelease.class);

    private final String stationId;
    private final EventLoop loop;
    private final HardwareLine line;
    private final StationHardware hardware;
    private final Consumer<List<StationEvent>> changed;

    /** @param changed is told what the hardware's answers change, on the loop */
    HardwareRelease(
            String stationId,
            EventLoop loop,
            HardwareLine line,
            StationHardware hardware,
            Consumer<List<StationEvent>> changed) {
        this.stationId = stationId;
        this.loop = loop;
        this.line = line;
        this.hardware = hardware;
        this.changed = changed;
    }

    /** Stops all energy and has every EVSE serve; also those that serve, for one may not show yet what it was told. */
    void release(StationModel model) {
        hardware.evses().stream()
                .filter(EvseState::powerPathClosed)
                .forEach(evse -> line.execute(new HardwareCommand.StopEnergy(evse.evseId())));
        if (model.commands().contains("SetAvailability")) {
            model.evses().forEach(evse -> serve(new HardwareCommand.SetAvailability(evse.evseId(), true)));
        }
    }

    /** Hardware that was out of service for less than a look of the driver shows no change: its word counts. */
    private void serve(HardwareCommand.SetAvailability command) {
        line.execute(command)
                .thenAccept(result -> loop.post(() -> {
                    if (result instanceof CommandResult.Accepted) {
                        changed.accept(hardware.accepted(command));
                    } else {
                        LOG.warn("station={} evse={} operative=true result={}", stationId, command.evseId(), result);
                    }
                }));
    }
}
