package io.karge.runtime.internal;

import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.CableChanged;
import io.karge.driver.HardwareEvent.FaultCleared;
import io.karge.driver.HardwareEvent.FaultRaised;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.driver.HardwareEvent.LimitsChanged;
import io.karge.driver.HardwareEvent.LinkChanged;
import io.karge.driver.HardwareEvent.MeterSampled;
import io.karge.driver.HardwareEvent.Metered;
import io.karge.driver.HardwareEvent.OperativeChanged;
import io.karge.driver.HardwareEvent.PowerPathChanged;
import io.karge.driver.HardwareEvent.Rebooted;
import io.karge.driver.HardwareEvent.SensorsRead;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.HardwareEvent.StopRequested;
import io.karge.driver.HardwareEvent.Tampered;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.HardwareEvent.ToldLate;
import io.karge.driver.HardwareEvent.VehicleInfo;
import io.karge.driver.HardwareEvent.VehicleStateChanged;
import io.karge.driver.HardwareEvent.VendorEvent;
import java.time.Instant;
import java.util.Optional;

/** Copies of what a driver told, with what of it cannot be believed left out. Pure. */
final class ToldEvents {
    private ToldEvents() {}

    /** The event with the time at which it was told. */
    static HardwareEvent at(HardwareEvent event, Instant at) {
        if (event instanceof Metered metered) {
            return at(metered, at);
        } else if (event instanceof LinkChanged e) {
            return new LinkChanged(at, e.up(), e.detail());
        } else if (event instanceof Snapshot e) {
            return new Snapshot(at, e.cabinet(), e.evses());
        } else if (event instanceof TokenPresented e) {
            return new TokenPresented(at, e.evseId(), e.uid(), e.type());
        } else if (event instanceof VehicleInfo e) {
            return new VehicleInfo(at, e.evseId(), e.evccId());
        } else if (event instanceof LimitsChanged e) {
            return new LimitsChanged(at, e.evseId(), e.maxPowerW(), e.minPowerW());
        } else if (event instanceof Rebooted e) {
            return new Rebooted(at, e.bootCounter(), e.reason());
        } else if (event instanceof FirmwareProgress e) {
            return new FirmwareProgress(at, e.state(), e.percent(), e.failure());
        } else if (event instanceof Tampered e) {
            return new Tampered(at, e.evseId(), e.detail());
        } else if (event instanceof SensorsRead e) {
            return new SensorsRead(at, e.readings());
        } else if (event instanceof ToldLate e) {
            Instant happened = e.happenedAt().isAfter(at) ? at : e.happenedAt();
            return new ToldLate(happened, at(e.event(), at));
        }
        VendorEvent e = (VendorEvent) event;
        return new VendorEvent(at, e.evseId(), e.name(), e.details());
    }

    private static HardwareEvent at(Metered event, Instant at) {
        if (event instanceof MeterSampled e) {
            return new MeterSampled(at, e.evseId(), e.reading());
        } else if (event instanceof CableChanged e) {
            return new CableChanged(at, e.evseId(), e.connectorId(), e.pluggedIn(), e.reading());
        } else if (event instanceof VehicleStateChanged e) {
            return new VehicleStateChanged(at, e.evseId(), e.vehicle(), e.reading());
        } else if (event instanceof PowerPathChanged e) {
            return new PowerPathChanged(at, e.evseId(), e.closed(), e.reading());
        } else if (event instanceof OperativeChanged e) {
            return new OperativeChanged(at, e.evseId(), e.operative(), e.reading());
        } else if (event instanceof FaultRaised e) {
            return new FaultRaised(at, e.evseId(), e.fault(), e.reading());
        } else if (event instanceof FaultCleared e) {
            return new FaultCleared(at, e.evseId(), e.fault(), e.reading());
        }
        return new StopRequested(at, event.evseId(), event.reading());
    }

    /** The event without its reading; nothing when it is a reading and nothing else. */
    static Optional<HardwareEvent> withoutReading(Metered event) {
        if (event instanceof MeterSampled) {
            return Optional.empty();
        } else if (event instanceof CableChanged e) {
            return Optional.of(new CableChanged(e.at(), e.evseId(), e.connectorId(), e.pluggedIn(), null));
        } else if (event instanceof VehicleStateChanged e) {
            return Optional.of(new VehicleStateChanged(e.at(), e.evseId(), e.vehicle()));
        } else if (event instanceof PowerPathChanged e) {
            return Optional.of(new PowerPathChanged(e.at(), e.evseId(), e.closed()));
        } else if (event instanceof OperativeChanged e) {
            return Optional.of(new OperativeChanged(e.at(), e.evseId(), e.operative()));
        } else if (event instanceof FaultRaised e) {
            return Optional.of(new FaultRaised(e.at(), e.evseId(), e.fault()));
        } else if (event instanceof FaultCleared e) {
            return Optional.of(new FaultCleared(e.at(), e.evseId(), e.fault()));
        }
        return Optional.of(new StopRequested(event.at(), event.evseId()));
    }
}
