package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.TestModels;
import io.karge.station.ProductFacts;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class RuntimeVariablesTest {
    private static final String PRODUCT = """
            {"settings": {
              "ORS-14": {"value": 0},
              "ORS-16": {"value": 5},
              "ORS-24": {"value": ["HTTP", "HTTPS", "SFTP"]}
            }}""";

    @Test
    void shipsTheValuesOfTheProduct() {
        VariableDefinition ping = of(PRODUCT, RuntimeVariables.PING_INTERVAL);
        VariableDefinition transfers = of(PRODUCT, VariableKey.of("OCPPCommCtrlr", "FileTransferProtocols"));

        assertThat(ping.value()).isEqualTo("5");
        assertThat(ping.minLimit()).isEqualTo(BigDecimal.ZERO);
        assertThat(transfers.value()).isEqualTo("HTTP,HTTPS,SFTP");
        assertThat(transfers.valuesList()).containsExactly("HTTP", "HTTPS", "SFTP");
    }

    @Test
    void shipsWithoutFactsToo() {
        assertThat(of("{}", RuntimeVariables.PING_INTERVAL).value()).isEqualTo("30");
        assertThat(of("{}", VariableKey.of("SecurityCtrlr", "Identity")).value())
                .isEqualTo("CS-1");
        assertThat(of("{}", VariableKey.of("SecurityCtrlr", "OrganizationName")).value())
                .isEqualTo("Karge");
        assertThat(RuntimeVariables.of("CS-1", TestModels.dc(1), ProductFacts.read("{}")))
                .extracting(VariableDefinition::key)
                .doesNotHaveDuplicates()
                .containsAll(List.of(RuntimeVariables.PASSWORD, RuntimeVariables.ACTIVE_PROFILE));
    }

    private static VariableDefinition of(String product, VariableKey key) {
        return RuntimeVariables.of("CS-1", TestModels.dc(1), ProductFacts.read(product)).stream()
                .filter(definition -> definition.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
