package io.karge.driver;

import io.karge.driver.HardwareEvent.CableChanged;
import io.karge.driver.HardwareEvent.FaultCleared;
import io.karge.driver.HardwareEvent.FaultRaised;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.HardwareEvent.Metered;
import io.karge.driver.HardwareEvent.OperativeChanged;
import io.karge.driver.HardwareEvent.PowerPathChanged;
import io.karge.driver.HardwareEvent.StopRequested;
import io.karge.driver.HardwareEvent.VehicleStateChanged;

/** Copies of events with another reading. */
final class HardwareEvents {
    private HardwareEvents() {}

    static Metered with(Metered event, MeterReading reading) {
        if (event instanceof MeterSampled e) {
            return new MeterSampled(e.at(), e.evseId(), reading);
        } else if (event instanceof CableChanged e) {
            return new CableChanged(e.at(), e.evseId(), e.connectorId(), e.pluggedIn(), reading);
        } else if (event instanceof VehicleStateChanged e) {
            return new VehicleStateChanged(e.at(), e.evseId(), e.vehicle(), reading);
        } else if (event instanceof PowerPathChanged e) {
            return new PowerPathChanged(e.at(), e.evseId(), e.closed(), reading);
        } else if (event instanceof OperativeChanged e) {
            return new OperativeChanged(e.at(), e.evseId(), e.operative(), reading);
        } else if (event instanceof FaultRaised e) {
            return new FaultRaised(e.at(), e.evseId(), e.fault(), reading);
        } else if (event instanceof FaultCleared e) {
            return new FaultCleared(e.at(), e.evseId(), e.fault(), reading);
        }
        return new StopRequested(event.at(), event.evseId(), reading);
    }
}
