package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.StationConfig;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfiguredSecretsTest {
    private static List<String> of(String driverUri, Map<String, String> driverProperties) {
        return ConfiguredSecrets.of(new StationConfig(
                "CS-1",
                "memory",
                URI.create(driverUri),
                URI.create("ws://csms.example/ocpp?secret=of-the-csms"),
                1,
                GatewayHarness.PASSWORD,
                List.of(),
                List.of(),
                Duration.ZERO,
                driverProperties));
    }

    @Test
    void areThePasswordsWhereverTheyStand() {
        assertThat(of("http://tech:sword%20fish@cabinet/1?unit=1&password=tuna+fish", Map.of("apiKey", "key-of-it")))
                .containsOnly(
                        GatewayHarness.PASSWORD, "of-the-csms", "sword%20fish", "sword fish", "tuna+fish", "key-of-it");
    }

    @Test
    void areNothingElse() {
        assertThat(of("modbus-tcp://cabinet_1:502?unit=1", Map.of("pollMillis", "500")))
                .containsOnly(GatewayHarness.PASSWORD, "of-the-csms");
    }

    @Test
    void areFoundInAnAddressWithoutAHost() {
        assertThat(of("serial:/dev/ttyS0;password=swordfish", Map.of())).contains("swordfish");
        assertThat(of("http://tech:sword@fish@cabinet_1", Map.of())).contains("sword@fish");
    }
}
