package io.karge.block.provisioning;

import io.karge.driver.CabinetState;
import io.karge.driver.EvseState;
import io.karge.driver.MeterReading;
import io.karge.driver.SensorReading;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.ConnectorModel;
import io.karge.driver.StationModel.Contactor;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.StationModel.FaultModel;
import io.karge.driver.StationModel.MeterModel;
import io.karge.driver.StationModel.ReaderModel;
import io.karge.driver.StationModel.SensorModel;
import io.karge.driver.VehicleState;
import io.karge.ocpp.types.DataEnumType;
import io.karge.station.HardwareView;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The parts of the hardware as components of the device model (Part 2, appendices, standardized components and variables):
 * what the model says that there is, with what the cabinet tells of it now. Nothing is here that the hardware does not tell.
 */
final class HardwareInventory {
    private static final BigDecimal THOUSAND = BigDecimal.valueOf(1_000);

    /** The component that has the problem when a fault is there. */
    private static final Map<String, String> COMPONENTS = Map.of(
            "GroundFailure", "GroundIsolationProtection",
            "OverCurrentFailure", "OverCurrentProtection",
            "OverVoltage", "ElectricalFeed",
            "UnderVoltage", "ElectricalFeed",
            "HighTemperature", "TemperatureSensor",
            "PowerSwitchFailure", "PowerContactor",
            "InternalError", "Controller",
            "EmergencyStop", "EmergencyStopSensor");

    private final List<Part> all = new ArrayList<>();

    private HardwareInventory() {}

    /** All of a model, in no particular order. */
    static List<Part> of(StationModel model) {
        HardwareInventory inventory = new HardwareInventory();
        inventory.station(model);
        model.sensors().forEach(inventory::sensor);
        for (EvseModel evse : model.evses()) {
            inventory.meter(evse);
            inventory.vehicle(evse);
            inventory.safety(evse, model);
            evse.connectors().forEach(connector -> inventory.connector(evse.evseId(), connector));
        }
        return List.copyOf(inventory.all);
    }

    private void station(StationModel model) {
        add(
                new Place("ChargingStation", null, 0, 0),
                "Power",
                DataEnumType.decimal,
                "W",
                BigDecimal.valueOf(model.maxPowerW()),
                view -> Long.toString(view.evses().stream()
                        .mapToLong(evse -> evse.meter().powerW())
                        .sum()));
        Place cabinet = new Place("Controller", "Cabinet", 0, 0);
        available(cabinet);
        flag(cabinet, "Active", view -> view.status() == HardwareView.Status.UP);
        text(cabinet, "Manufacturer", view -> model.vendor());
        text(cabinet, "FirmwareVersion", view -> view.cabinet()
                .map(CabinetState::firmwareVersion)
                .orElse(""));
        text(cabinet, "SerialNumber", view -> view.cabinet()
                .map(CabinetState::serialNumber)
                .orElse(""));
        if (model.reader().kind() != ReaderModel.Kind.NONE) {
            available(new Place("TokenReader", null, 0, 0));
        }
        if (model.displays() > 0) {
            Place display = new Place("Display", null, 0, 0);
            available(display);
            add(display, "Count", DataEnumType.integer, null, null, view -> Integer.toString(model.displays()));
        }
        if (model.stopButton()) {
            available(new Place("UIInput", "StopButton", 0, 0));
        }
    }

    /** Several of a kind are told apart by the instance of the variable. */
    private void sensor(SensorModel sensor) {
        boolean temperature = sensor.quantity() == SensorModel.Quantity.TEMPERATURE;
        Place place = new Place(temperature ? "TemperatureSensor" : "AirCoolingSystem", null, sensor.evseId(), 0);
        VariableKey key = new VariableKey(
                place.component(), null, place.evseId(), 0, temperature ? "Temperature" : "FanSpeed", sensor.name());
        all.add(new Part(
                VariableDefinition.computed(key, DataEnumType.decimal, temperature ? "Celsius" : "RPM", null),
                view -> shown(view, sensor)));
        available(place);
    }

    /** Empty while it cannot be read, as the standard has it of fans. */
    private static String shown(HardwareView view, SensorModel sensor) {
        Integer value = view.status() != HardwareView.Status.UP
                ? null
                : view.cabinet().map(CabinetState::sensors).orElse(List.of()).stream()
                        .filter(reading -> reading.sensor().equals(sensor.name()))
                        .findFirst()
                        .map(SensorReading::value)
                        .orElse(null);
        if (value == null) {
            return "";
        }
        return sensor.quantity() == SensorModel.Quantity.TEMPERATURE
                ? BigDecimal.valueOf(value, 1).toPlainString()
                : Integer.toString(value);
    }

    private void meter(EvseModel evse) {
        MeterModel has = evse.meter();
        Place meter = new Place("FiscalMetering", null, evse.evseId(), 0);
        available(meter);
        if (has.energy()) {
            reading(meter, "EnergyImportRegister", "Wh", reading -> Long.toString(reading.energyWh()));
        }
        if (has.exportEnergy()) {
            reading(
                    meter,
                    "EnergyExportRegister",
                    "Wh",
                    reading -> Long.toString(Objects.requireNonNullElse(reading.exportEnergyWh(), 0L)));
        }
        if (has.power()) {
            reading(meter, "Power", "W", reading -> Long.toString(reading.powerW()));
        }
        String kind = isAlternating(evse) ? "AC" : "DC";
        if (has.voltage()) {
            reading(meter, kind + "Voltage", "V", reading -> thousandths(reading.voltageMv()));
        }
        if (has.current()) {
            reading(meter, kind + "Current", "A", reading -> thousandths(reading.currentMa()));
        }
        if (has.frequency()) {
            reading(
                    meter,
                    "Frequency",
                    "Hz",
                    reading -> thousandths(Objects.requireNonNullElse(reading.frequencyMhz(), 0)));
        }
    }

    private static boolean isAlternating(EvseModel evse) {
        return evse.connectors().stream().anyMatch(connector -> connector.phases() > 0);
    }

    private void vehicle(EvseModel evse) {
        Place vehicle = new Place("ConnectedEV", null, evse.evseId(), 0);
        flag(vehicle, "Available", evseFlag(evse.evseId(), EvseState::pluggedIn));
        flag(vehicle, "Active", evseFlag(evse.evseId(), state -> state.vehicle() == VehicleState.CHARGING));
        text(
                vehicle,
                "VehicleID",
                view -> Objects.requireNonNullElse(view.evse(evse.evseId()).evccId(), ""));
    }

    private void safety(EvseModel evse, StationModel model) {
        if (model.contactor() == Contactor.MEASURED) {
            Place contactor = new Place("PowerContactor", null, evse.evseId(), 0);
            available(contactor);
            flag(contactor, "Active", evseFlag(evse.evseId(), EvseState::powerPathClosed));
        }
        Map<String, List<String>> codes = new HashMap<>();
        for (FaultModel fault : model.faults()) {
            String component = COMPONENTS.get(fault.code());
            if (component != null) {
                codes.computeIfAbsent(component, ignored -> new ArrayList<>()).add(fault.code());
            }
        }
        codes.forEach((component, faults) -> {
            Place place = new Place(component, null, evse.evseId(), 0);
            flag(place, "Problem", evseFlag(evse.evseId(), state -> state.faults().stream()
                    .anyMatch(fault -> faults.contains(fault.code()))));
            available(place);
        });
    }

    private void connector(int evseId, ConnectorModel connector) {
        int id = connector.connectorId();
        Place place = new Place("Connector", null, evseId, id);
        String kind = connector.phases() > 0 ? "AC" : "DC";
        add(
                place,
                kind + "Voltage",
                DataEnumType.decimal,
                "V",
                BigDecimal.valueOf(connector.maxVoltageV()),
                view -> thousandths(inUse(view.evse(evseId), id, MeterReading::voltageMv)));
        add(
                place,
                kind + "Current",
                DataEnumType.decimal,
                "A",
                BigDecimal.valueOf(connector.maxCurrentA()),
                view -> thousandths(inUse(view.evse(evseId), id, MeterReading::currentMa)));
        if (connector.lock()) {
            available(new Place("ConnectorPlugRetentionLock", null, evseId, id));
        }
    }

    /** The meter is the EVSE's: what it measures is the connector's in which a vehicle is. */
    private static long inUse(EvseState evse, int connectorId, ToLongFunction<MeterReading> value) {
        return evse.pluggedIn() && evse.connectorId() == connectorId ? value.applyAsLong(evse.meter()) : 0;
    }

    private static Function<HardwareView, Boolean> evseFlag(int evseId, Function<EvseState, Boolean> is) {
        return view -> is.apply(view.evse(evseId));
    }

    /** Once, whatever there is to say of it. */
    private void available(Place place) {
        VariableKey key = place.key("Available");
        if (all.stream().noneMatch(part -> part.definition().key().equals(key))) {
            flag(place, "Available", view -> true);
        }
    }

    private void flag(Place place, String variable, Function<HardwareView, Boolean> is) {
        add(place, variable, DataEnumType.bool, null, null, view -> Boolean.toString(is.apply(view)));
    }

    private void text(Place place, String variable, Function<HardwareView, String> value) {
        add(place, variable, DataEnumType.string, null, null, value);
    }

    private void reading(Place place, String variable, String unit, Function<MeterReading, String> value) {
        add(
                place,
                variable,
                DataEnumType.decimal,
                unit,
                null,
                view -> value.apply(view.evse(place.evseId()).meter()));
    }

    private void add(
            Place place,
            String variable,
            DataEnumType type,
            @Nullable String unit,
            @Nullable BigDecimal maxLimit,
            Function<HardwareView, String> value) {
        VariableDefinition definition = VariableDefinition.computed(place.key(variable), type, unit, maxLimit);
        all.add(new Part(definition, value));
    }

    private static String thousandths(long value) {
        return BigDecimal.valueOf(value).divide(THOUSAND).stripTrailingZeros().toPlainString();
    }

    /** One variable, and what it is now. */
    record Part(VariableDefinition definition, Function<HardwareView, String> value) {}

    /** Where a part is. */
    private record Place(String component, @Nullable String instance, int evseId, int connectorId) {
        VariableKey key(String variable) {
            return new VariableKey(component, instance, evseId, connectorId, variable, null);
        }
    }
}
