package io.karge.devicemodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.karge.driver.StationModel.ConnectorModel;
import io.karge.ocpp.types.ConnectorEnumType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The drivers' API has no OCPP types, and a list of its own. */
class ConnectorTypesTest {

    @Test
    void modelsTakeTheTypesOfConnectorEnumTypeAndTheThreeOfTheDeviceModel() {
        List<String> types = Stream.concat(
                        Arrays.stream(ConnectorEnumType.values()).map(ConnectorEnumType::wire),
                        Stream.of("cGBT", "cChaoJi", "OppCharge"))
                .toList();
        List<String> taken = new ArrayList<>();
        types.forEach(type -> taken.add(connector(type).type()));
        assertThat(taken).hasSize(25).containsExactlyElementsOf(types);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> connector("CCS2"))
                .withMessageContaining(
                        "[" + String.join(", ", types.stream().sorted().toList()) + "]");
    }

    private static ConnectorModel connector(String type) {
        return new ConnectorModel(1, type, true, false, 0, 500, 1000);
    }
}
