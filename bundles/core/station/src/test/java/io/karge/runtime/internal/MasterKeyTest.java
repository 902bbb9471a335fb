package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.VariableType;
import io.karge.security.Secrets;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The master key is replaced: what a station has sealed under the one before is sealed anew when it starts. */
class MasterKeyTest {
    private final GatewayHarness h = new GatewayHarness();
    private String key = "one";

    MasterKeyTest() {
        FakeSecrets plain = new FakeSecrets();
        h.secrets = new Secrets() {
            @Override
            public String fingerprint(String text) {
                return Integer.toHexString(text.hashCode());
            }

            @Override
            public String seal(String purpose, String text) {
                return "key-" + key + ":" + plain.seal(purpose, text);
            }

            @Override
            public String unseal(String purpose, String sealedText) {
                return plain.unseal(purpose, sealedText.substring(sealedText.indexOf(':') + 1));
            }

            @Override
            public boolean current(String sealedText) {
                return sealedText.startsWith("key-" + key + ":");
            }
        };
        h.gateway = h.build();
        h.online();
    }

    private List<String> sealedWith(String name) {
        return h.store.load("").entrySet().stream()
                .filter(entry -> new String(entry.getValue(), StandardCharsets.UTF_8).contains("key-" + name + ":"))
                .map(entry -> entry.getKey())
                .toList();
    }

    @Test
    void sealsThePasswordsAnewAndGoesOnWithThem() {
        h.csms.reachable(false);
        h.now(h.gateway.setVariable(
                GatewayHarness.ID,
                SetVariableDataType.of(
                        "the-new-password-42",
                        ComponentType.of("SecurityCtrlr"),
                        VariableType.of("BasicAuthPassword"))));
        assertThat(sealedWith("one"))
                .as("the password, the one before, the seed")
                .hasSize(3);
        key = "two";
        assertThat(sealedWith("two")).isEmpty();

        h.crashAndStart();

        assertThat(sealedWith("one")).isEmpty();
        assertThat(sealedWith("two")).hasSize(3);
        h.csms.reachable(true);
        h.time.advance(Duration.ofMinutes(5));
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(FakeCsms.password(h.csms.attempts.get(h.csms.attempts.size() - 1)))
                .isEqualTo("the-new-password-42");
    }

    /** The process dies before any of it is stored. */
    @Test
    void aCrashInTheMiddleLosesNothing() {
        key = "two";
        h.store.crash();
        h.gateway.close();
        h.time.runUntilIdle();
        h.gateway = h.build();
        h.install();
        h.gateway.putStation(GatewayHarness.config());
        h.store.crash();
        h.gateway.close();
        h.time.runUntilIdle();
        h.start();

        assertThat(sealedWith("one")).isEmpty();
        assertThat(h.view().connection()).isEqualTo("online");
    }
}
