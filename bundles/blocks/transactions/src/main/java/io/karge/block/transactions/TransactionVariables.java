package io.karge.block.transactions;

import io.karge.driver.StationModel;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.station.ProductFacts;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableDefinitions;
import io.karge.station.VariableKey;
import java.util.List;
import java.util.stream.Stream;

/** The variables of the block, fitted to the product, and those of others that it reads. */
final class TransactionVariables {
    static final VariableKey TX_START_POINT = VariableKey.of("TxCtrlr", "TxStartPoint");
    static final VariableKey TX_STOP_POINT = VariableKey.of("TxCtrlr", "TxStopPoint");
    static final VariableKey EV_CONNECTION_TIME_OUT = VariableKey.of("TxCtrlr", "EVConnectionTimeOut");
    static final VariableKey STOP_TX_ON_INVALID_ID = VariableKey.of("TxCtrlr", "StopTxOnInvalidId");
    static final VariableKey STOP_TX_ON_EV_SIDE_DISCONNECT = VariableKey.of("TxCtrlr", "StopTxOnEVSideDisconnect");
    static final VariableKey TX_BEFORE_ACCEPTED = VariableKey.of("TxCtrlr", "TxBeforeAcceptedEnabled");
    static final VariableKey MESSAGE_ATTEMPTS =
            VariableKey.instance("OCPPCommCtrlr", "MessageAttempts", "TransactionEvent");
    static final VariableKey MESSAGE_ATTEMPT_INTERVAL =
            VariableKey.instance("OCPPCommCtrlr", "MessageAttemptInterval", "TransactionEvent");

    static final VariableKey AUTHORIZE_REMOTE_START = VariableKey.of("AuthCtrlr", "AuthorizeRemoteStart");
    static final VariableKey TX_UPDATED_INTERVAL = VariableKey.of("SampledDataCtrlr", "TxUpdatedInterval");
    static final VariableKey TX_ENDED_INTERVAL = VariableKey.of("SampledDataCtrlr", "TxEndedInterval");

    private TransactionVariables() {}

    static List<VariableDefinition> of(StationModel model, ProductFacts product) {
        return VariableDefinitions.read(TransactionVariables.class, "variables.json", model).stream()
                .map(definition -> fit(definition, product))
                .toList();
    }

    private static VariableDefinition fit(VariableDefinition definition, ProductFacts product) {
        if (definition.key().equals(TX_START_POINT)) {
            List<String> values = supported(definition.valuesList(), product, "C-09.1", "C-09.2", "C-09.4", "C-09.5");
            return with(definition, product.supports("C-51"), values);
        }
        if (definition.key().equals(TX_STOP_POINT)) {
            List<String> values = supported(definition.valuesList(), product, "C-10.1", "C-10.2", "C-10.3", "C-10.4");
            return with(definition, product.supports("C-52"), values);
        }
        if (definition.key().equals(STOP_TX_ON_EV_SIDE_DISCONNECT)) {
            return with(definition, product.supports("C-06.1"), definition.valuesList());
        }
        return definition;
    }

    /** The values whose features the product has, in the order of the features; all when it names none. */
    private static List<String> supported(List<String> values, ProductFacts product, String... features) {
        List<String> supported = Stream.iterate(0, i -> i + 1)
                .limit(values.size())
                .filter(i -> product.supports(features[i]))
                .map(values::get)
                .toList();
        return supported.isEmpty() ? values : supported;
    }

    private static VariableDefinition with(VariableDefinition definition, boolean writable, List<String> values) {
        return new VariableDefinition(
                definition.key(),
                definition.dataType(),
                writable ? MutabilityEnumType.ReadWrite : MutabilityEnumType.ReadOnly,
                definition.value(),
                definition.unit(),
                definition.minLimit(),
                definition.maxLimit(),
                values,
                writable,
                definition.constant(),
                definition.rebootRequired());
    }
}
