package io.karge.devicemodel;

import io.karge.driver.StationModel;
import io.karge.driver.StationModel.ConnectorModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.DataEnumType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.station.ProductFacts;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The variables of the hardware itself, from model and product (Part 2, Charging Infrastructure Related). */
final class HardwareVariables {
    private static final List<String> STATES = Stream.of(ConnectorStatusEnumType.values())
            .map(ConnectorStatusEnumType::wire)
            .toList();
    private static final int DEFAULT_ITEMS_PER_MESSAGE = 100;
    private static final int DEFAULT_BYTES_PER_MESSAGE = 65_536;

    private final List<VariableDefinition> all = new ArrayList<>();

    private HardwareVariables() {}

    static List<VariableDefinition> of(StationModel model, ProductFacts product) {
        HardwareVariables variables = new HardwareVariables();
        variables.station(model);
        model.evses().forEach(variables::evse);
        variables.limitsOfMessages(product);
        return List.copyOf(variables.all);
    }

    private void station(StationModel model) {
        inCommon("ChargingStation", 0, 0, phases(model.evses().stream().flatMap(evse -> evse.connectors().stream())));
        constant(VariableKey.of("ChargingStation", "Model"), DataEnumType.string, model.model());
        constant(VariableKey.of("ChargingStation", "VendorName"), DataEnumType.string, model.vendor());
        // The cabinet tells these; they are stored so that a boot without the hardware knows them.
        identity(VariableKey.of("ChargingStation", "SerialNumber"));
        identity(VariableKey.of("ChargingStation", "FirmwareVersion"));
        // No connector is ever unlocked by the station when the vehicle's side is pulled out (C-12.2).
        constant(VariableKey.of("OCPPCommCtrlr", "UnlockOnEVSideDisconnect"), DataEnumType.bool, "false");
    }

    private void evse(EvseModel evse) {
        inCommon("EVSE", evse.evseId(), 0, phases(evse.connectors().stream()));
        add(
                VariableKey.of("EVSE", "Power").at(evse.evseId(), 0),
                DataEnumType.decimal,
                null,
                "W",
                BigDecimal.valueOf(evse.maxPowerW()),
                List.of(),
                false,
                false);
        evse.connectors().forEach(connector -> connector(evse.evseId(), connector));
    }

    private void connector(int evseId, ConnectorModel connector) {
        inCommon("Connector", evseId, connector.connectorId(), connector.phases());
        constant(
                VariableKey.of("Connector", "ConnectorType").at(evseId, connector.connectorId()),
                DataEnumType.string,
                connector.type());
    }

    /** What the three scopes have in common. The availability block publishes the state; until then it serves nobody. */
    private void inCommon(String component, int evseId, int connectorId, int phases) {
        constant(VariableKey.of(component, "Available").at(evseId, connectorId), DataEnumType.bool, "true");
        constant(
                VariableKey.of(component, "SupplyPhases").at(evseId, connectorId),
                DataEnumType.integer,
                Integer.toString(phases));
        add(
                VariableKey.of(component, "AvailabilityState").at(evseId, connectorId),
                DataEnumType.OptionList,
                ConnectorStatusEnumType.Unavailable.wire(),
                null,
                null,
                STATES,
                false,
                false);
    }

    private static int phases(Stream<ConnectorModel> connectors) {
        return connectors.mapToInt(ConnectorModel::phases).max().orElse(0);
    }

    private void limitsOfMessages(ProductFacts product) {
        limit("ItemsPerMessage", "GetReport", product, "ORS-1", DEFAULT_ITEMS_PER_MESSAGE);
        limit("ItemsPerMessage", "GetVariables", product, "ORS-2", DEFAULT_ITEMS_PER_MESSAGE);
        limit("ItemsPerMessage", "SetVariables", product, "ORS-3", DEFAULT_ITEMS_PER_MESSAGE);
        limit("BytesPerMessage", "GetReport", product, "ORS-4", DEFAULT_BYTES_PER_MESSAGE);
        limit("BytesPerMessage", "GetVariables", product, "ORS-5", DEFAULT_BYTES_PER_MESSAGE);
        limit("BytesPerMessage", "SetVariables", product, "ORS-6", DEFAULT_BYTES_PER_MESSAGE);
    }

    private void limit(String variable, String message, ProductFacts product, String setting, int otherwise) {
        constant(
                VariableKey.instance("DeviceDataCtrlr", variable, message),
                DataEnumType.integer,
                product.setting(setting).orElse(Integer.toString(otherwise)));
    }

    private void constant(VariableKey key, DataEnumType dataType, String value) {
        add(key, dataType, value, null, null, List.of(), true, true);
    }

    private void identity(VariableKey key) {
        add(key, DataEnumType.string, null, null, BigDecimal.valueOf(50), List.of(), true, false);
    }

    private void add(
            VariableKey key,
            DataEnumType dataType,
            @Nullable String value,
            @Nullable String unit,
            @Nullable BigDecimal maxLimit,
            List<String> valuesList,
            boolean persistent,
            boolean constant) {
        all.add(new VariableDefinition(
                key,
                dataType,
                MutabilityEnumType.ReadOnly,
                value,
                unit,
                null,
                maxLimit,
                valuesList,
                persistent,
                constant,
                false));
    }
}
