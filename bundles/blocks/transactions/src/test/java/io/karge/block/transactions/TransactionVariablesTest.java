package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.station.ProductFacts;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The product decides which points there are and who may write them (Part 2, 2.6; C-06.1, C-09, C-10, C-51, C-52). */
class TransactionVariablesTest {
    private static VariableDefinition definition(VariableKey variable, String features) {
        ProductFacts product = ProductFacts.read("{\"optionalFeatures\":{" + features + "}}");
        return TransactionVariables.of(TestModels.dc(1), product).stream()
                .filter(definition -> definition.key().equals(variable))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "TxStartPoint, C-51",
        "TxStopPoint, C-52",
        "StopTxOnEVSideDisconnect, C-06.1",
    })
    void isWritableWhereTheProductSaysSo(String variable, String feature) {
        VariableKey key = VariableKey.of("TxCtrlr", variable);
        assertThat(definition(key, "\"" + feature + "\":true").mutability()).isEqualTo(MutabilityEnumType.ReadWrite);
        assertThat(definition(key, "\"" + feature + "\":false").mutability()).isEqualTo(MutabilityEnumType.ReadOnly);
        assertThat(definition(key, "").mutability()).isEqualTo(MutabilityEnumType.ReadOnly);
    }

    @Test
    void offersThePointsOfTheProduct() {
        assertThat(definition(TransactionVariables.TX_START_POINT, "\"C-09.1\":true,\"C-09.2\":true,\"C-09.5\":true")
                        .valuesList())
                .containsExactly("EVConnected", "Authorized", "EnergyTransfer");
        assertThat(definition(TransactionVariables.TX_STOP_POINT, "\"C-10.2\":true,\"C-10.3\":true")
                        .valuesList())
                .containsExactly("Authorized", "PowerPathClosed");
    }

    @Test
    void beginsWithTheDefaultsOfTheProject() {
        assertThat(definition(TransactionVariables.TX_START_POINT, "").value()).isEqualTo("Authorized");
        assertThat(definition(TransactionVariables.TX_STOP_POINT, "").value()).isEqualTo("PowerPathClosed");
    }

    @Test
    void theConnectionTimeOutCanAlwaysBeSet() {
        VariableDefinition timeout = definition(TransactionVariables.EV_CONNECTION_TIME_OUT, "");
        assertThat(timeout.mutability()).isEqualTo(MutabilityEnumType.ReadWrite);
        assertThat(timeout.unit()).isEqualTo("s");
    }
}
