package io.karge.station;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.VariableType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VariableKeyTest {
    private static final VariableKey KEY = new VariableKey("EVSE", "Left", 1, 2, "Power", "Max");

    @Test
    void namesCompareWithoutRegardToCase() { // Part 2, identifierString
        VariableKey same = new VariableKey("evse", "LEFT", 1, 2, "POWER", "max");
        assertThat(same).isEqualTo(KEY).hasSameHashCodeAs(KEY);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "Evs,  Left,  1, 2, Power, Max",
                "EVSE, Right, 1, 2, Power, Max",
                "EVSE, -,     1, 2, Power, Max",
                "EVSE, Left,  3, 2, Power, Max",
                "EVSE, Left,  1, 3, Power, Max",
                "EVSE, Left,  1, 2, Pow,   Max",
                "EVSE, Left,  1, 2, Power, Min",
                "EVSE, Left,  1, 2, Power, -"
            })
    void everyPartCounts(String component, String instance, int evse, int connector, String variable, String which) {
        assertThat(new VariableKey(component, instance, evse, connector, variable, which))
                .isNotEqualTo(KEY);
    }

    @Test
    void readsForPeople() {
        assertThat(KEY).hasToString("EVSE[Left]/1/2.Power[Max]");
        assertThat(VariableKey.of("AuthCtrlr", "Enabled")).hasToString("AuthCtrlr.Enabled");
    }

    @Test
    void isNamedByComponentAndVariableOfAMessage() {
        assertThat(DeviceModel.key(
                        ComponentType.of("EVSE")
                                .withInstance("Left")
                                .withEvse(EVSEType.of(1).withConnectorId(2)),
                        VariableType.of("Power").withInstance("Max")))
                .isEqualTo(KEY);
    }

    @Test
    void anEmptyInstanceIsNone() { // B06.FR.15
        assertThat(DeviceModel.key(
                        ComponentType.of("A").withInstance("").withEvse(EVSEType.of(1)),
                        VariableType.of("B").withInstance("")))
                .isEqualTo(VariableKey.of("A", "B").at(1, 0));
    }
}
