package io.karge.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.StationModel;
import io.karge.driver.StationModel.ConnectorModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.StationModel.MeterModel;
import io.karge.driver.StationModel.ReaderModel;
import io.karge.driver.TokenType;
import io.karge.ocpp.types.DataEnumType;
import io.karge.ocpp.types.MutabilityEnumType;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableDefinitionsTest {
    private static final StationModel MODEL = new StationModel(
            "test",
            "Vendor",
            "Model",
            ".*",
            ".*",
            List.of(evse(1, 1), evse(2, 2)),
            new ReaderModel(true, List.of(TokenType.ISO14443)),
            1,
            Set.of());

    private static EvseModel evse(int evseId, int connectors) {
        List<ConnectorModel> all = List.of(
                new ConnectorModel(1, "cCCS2", true, false, 0, 400, 920),
                new ConnectorModel(2, "cCCS1", true, false, 0, 400, 920));
        return new EvseModel(
                evseId, 150_000, 0, all.subList(0, connectors), new MeterModel(true, true, true, true, false));
    }

    private static List<VariableDefinition> read(String resource) {
        return VariableDefinitions.read(VariableDefinitionsTest.class, resource, MODEL);
    }

    @Test
    void readsAllMembers() {
        VariableDefinition full = read("variables.json").get(0);
        assertThat(full.key()).isEqualTo(new VariableKey("TestCtrlr", "A", 0, 0, "Timeout", "Default"));
        assertThat(full.dataType()).isEqualTo(DataEnumType.integer);
        assertThat(full.mutability()).isEqualTo(MutabilityEnumType.ReadWrite);
        assertThat(full.value()).isEqualTo("30");
        assertThat(full.unit()).isEqualTo("s");
        assertThat(full.minLimit()).isEqualByComparingTo("1");
        assertThat(full.maxLimit()).isEqualByComparingTo("60");
        assertThat(full.persistent()).isTrue();
        assertThat(full.constant()).isFalse();
        assertThat(full.rebootRequired()).isTrue();
    }

    @Test
    void expandsTheScopeOverTheModel() {
        assertThat(read("variables.json").stream().skip(1).map(d -> d.key().toString()))
                .containsExactly(
                        "EVSE/1.State",
                        "EVSE/2.State",
                        "Connector/1/1.Type",
                        "Connector/2/1.Type",
                        "Connector/2/2.Type");
    }

    @Test
    void whatCannotBeWrittenDoesNotPersistUnlessItSaysSo() {
        List<VariableDefinition> all = read("variables.json");
        assertThat(all.get(1).persistent()).isFalse();
        assertThat(all.get(1).valuesList()).containsExactly("On", "Off");
        assertThat(all.get(3).persistent()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "none.json,            is missing",
        "unknown-member.json,  unknown member 'mutablity'",
        "no-component.json,    'component' is missing",
        "wrong-type.json,      'dataType'",
        "wrong-mutability.json, 'mutability'",
        "wrong-scope.json,     scope is",
        "no-json.json,         no-json.json"
    })
    void refusesAWrongFileAndSaysWhere(String resource, String why) {
        assertThatThrownBy(() -> read(resource))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(resource)
                .hasMessageContaining(why);
    }
}
