package io.karge.driver.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.CableChanged;
import io.karge.driver.HardwareEvent.FaultRaised;
import io.karge.driver.HardwareEvent.Metered;
import io.karge.driver.HardwareEvent.OperativeChanged;
import io.karge.driver.HardwareEvent.PowerPathChanged;
import io.karge.driver.HardwareEvent.Rebooted;
import io.karge.driver.HardwareEvent.SensorsRead;
import io.karge.driver.HardwareEvent.Snapshot;
import io.karge.driver.HardwareEvent.StopRequested;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.HardwareEvent.VehicleStateChanged;
import io.karge.driver.MeterReading;
import io.karge.driver.SensorReading;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.Contactor;
import io.karge.driver.StationModel.FaultModel;
import io.karge.driver.StationModel.MeterModel;
import io.karge.driver.StationModel.ReaderModel;
import io.karge.driver.StationModel.SensorModel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether what a driver told is what its model declares: nothing that it says the hardware has not. */
final class Claims {
    private final StationModel model;
    private final Map<Integer, Long> registers = new HashMap<>();

    Claims(StationModel model) {
        this.model = model;
    }

    void check(List<HardwareEvent> events) {
        events.forEach(this::check);
    }

    private void check(HardwareEvent told) {
        HardwareEvent event = told instanceof HardwareEvent.ToldLate late ? late.event() : told;
        if (event instanceof CableChanged cable) {
            assertThat(model.evse(cable.evseId()).hasConnector(cable.connectorId()))
                    .as("the EVSE has this connector: %s", event)
                    .isTrue();
        }
        if (event instanceof TokenPresented card) {
            assertThat(model.reader().kind())
                    .as("the model has no reader: %s", event)
                    .isNotEqualTo(ReaderModel.Kind.NONE);
            assertThat(model.reader().types()).as("%s", event).contains(card.type());
        } else if (event instanceof StopRequested) {
            assertThat(model.stopButton())
                    .as("the model has no stop button: %s", event)
                    .isTrue();
        } else if (event instanceof Rebooted) {
            assertThat(model.bootCounter())
                    .as("the model has no boot counter: %s", event)
                    .isTrue();
        } else if (event instanceof OperativeChanged) {
            assertThat(model.operative())
                    .as("the model does not tell what is in service: %s", event)
                    .isTrue();
        } else if (event instanceof PowerPathChanged) {
            assertThat(model.contactor()).as("%s", event).isEqualTo(Contactor.MEASURED);
        } else if (event instanceof FaultRaised raised) {
            checkFault(raised.evseId(), raised.fault());
        } else if (event instanceof SensorsRead read) {
            read.readings().forEach(this::checkSensor);
        }
        checkMeters(event);
    }

    private void checkSensor(SensorReading reading) {
        assertThat(model.sensor(reading.sensor()))
                .as("the model lists the sensor of %s", reading)
                .isPresent();
    }

    private void checkFault(int evseId, Fault fault) {
        assertThat(fault.connectorId() == 0
                        || (evseId != 0 && model.evse(evseId).hasConnector(fault.connectorId())))
                .as("EVSE %s has the connector of %s", evseId, fault)
                .isTrue();
        assertThat(fault.code().equals(Fault.OTHER) || model.faults().stream().anyMatch(listed -> isOf(listed, fault)))
                .as("the model lists %s, or it is an %s", fault, Fault.OTHER)
                .isTrue();
    }

    private static boolean isOf(FaultModel listed, Fault fault) {
        boolean sameVendorCode =
                fault.vendorCode().isEmpty() || fault.vendorCode().equals(listed.vendorCode());
        return sameVendorCode && listed.code().equals(fault.code());
    }

    private void checkMeters(HardwareEvent event) {
        if (event instanceof CableChanged || event instanceof VehicleStateChanged) {
            sessionMayBegin(event.evseId());
        }
        if (event instanceof Snapshot snapshot) {
            snapshot.cabinet().sensors().forEach(this::checkSensor);
            assertThat(snapshot.cabinet().sensors().stream().map(SensorReading::sensor))
                    .as("a Snapshot has all sensors of the model: %s", event)
                    .containsExactlyInAnyOrderElementsOf(
                            model.sensors().stream().map(SensorModel::name).toList());
            snapshot.evses().forEach(evse -> {
                checkState(evse, snapshot);
                sessionMayBegin(evse.evseId());
                checkReading(evse.evseId(), evse.meter(), event);
            });
        } else if (event instanceof Metered metered && metered.evseId() != 0) {
            MeterReading reading = metered.reading();
            if (reading != null) {
                checkReading(metered.evseId(), reading, event);
            }
        }
    }

    private void checkState(EvseState evse, Snapshot snapshot) {
        assertThat(evse.operative() || model.operative())
                .as("the model does not tell what is in service: %s", snapshot)
                .isTrue();
        assertThat(evse.powerPathClosed() && model.contactor() == Contactor.DERIVED)
                .as("the model does not measure the power path: %s", snapshot)
                .isFalse();
        evse.faults().forEach(fault -> checkFault(evse.evseId(), fault));
    }

    private void sessionMayBegin(int evseId) {
        if (model.evse(evseId).meter().register() == MeterModel.Register.SESSION) {
            registers.remove(evseId);
        }
    }

    private void checkReading(int evseId, MeterReading reading, HardwareEvent event) {
        MeterModel meter = model.evse(evseId).meter();
        assertThat(reading.energyWh())
                .as("a meter counts up only, that of a session within it: %s", event)
                .isGreaterThanOrEqualTo(meter.wrapsAtWh() > 0 ? 0 : registers.getOrDefault(evseId, 0L));
        registers.put(evseId, reading.energyWh());
        assertThat(meter.energy() || reading.energyWh() == 0)
                .as("the meter has no energy: %s", event)
                .isTrue();
        assertThat(meter.power() || reading.powerW() == 0)
                .as("the meter has no power: %s", event)
                .isTrue();
        assertThat(meter.current() || reading.currentMa() == 0)
                .as("the meter has no current: %s", event)
                .isTrue();
        assertThat(meter.voltage() || reading.voltageMv() == 0)
                .as("the meter has no voltage: %s", event)
                .isTrue();
        checkMore(evseId, reading, event);
        assertThat(meter.stateOfCharge() || reading.socPercent() == null)
                .as("the meter has no state of charge: %s", event)
                .isTrue();
    }

    private void checkMore(int evseId, MeterReading reading, HardwareEvent event) {
        MeterModel meter = model.evse(evseId).meter();
        assertThat(reading.phases().isEmpty())
                .as("phases, as the model says: %s", event)
                .isEqualTo(!meter.perPhase());
        assertThat(reading.frequencyMhz() != null)
                .as("frequency, as the model says: %s", event)
                .isEqualTo(meter.frequency());
        assertThat(reading.exportEnergyWh() != null)
                .as("exported energy, as the model says: %s", event)
                .isEqualTo(meter.exportEnergy());
        assertThat(meter.signed() || reading.signed() == null)
                .as("the meter signs nothing: %s", event)
                .isTrue();
        assertThat(reading.serialNumber().isEmpty())
                .as("the meter's serial number, as the model says: %s", event)
                .isEqualTo(!meter.serialNumber());
    }
}
