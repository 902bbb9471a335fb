package io.karge.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorSettingsTest {
    private static final Path BASE = Path.of("base");

    @Test
    void readsTheKeysAndFillsInTheRest() {
        SimulatorSettings settings =
                SimulatorSettings.of(Configs.of("name", " demo ", "model", "hyc-400-us", "port", "5020 "), BASE);
        assertThat(settings.model().id()).isEqualTo("hyc-400-us");
        assertThat(settings.nameplate()).isEqualTo(new Nameplate("demo", "demo", FirmwareVersion.parse("3.0.0"), null));
        assertThat(settings.address().getAddress().isLoopbackAddress()).isTrue();
        assertThat(settings.address().getPort()).isEqualTo(5020);
    }

    @Test
    void takesTheFolderRelativeToTheContainer() {
        SimulatorSettings settings = SimulatorSettings.of(
                Configs.of(
                        "name",
                        "demo",
                        "model",
                        "hyc-400-us",
                        "port",
                        "5020",
                        "transferFolder",
                        "transfer",
                        "stationId",
                        "CS-1",
                        "firmware",
                        "3.1.0"),
                BASE);
        assertThat(settings.nameplate())
                .isEqualTo(new Nameplate("demo", "CS-1", FirmwareVersion.parse("3.1.0"), BASE.resolve("transfer")));
    }

    @ParameterizedTest
    @CsvSource({
        "name, '', name is missing",
        "name, a/b, name 'a/b'",
        "name, abcdefghijklmnopqrstu, name 'abcdefghijklmnopqrstu'",
        "model, '', model is missing",
        "model, hyc-1, 'model: ''hyc-1'' is not simulated: use one of hyc-400-us'",
        "port, '', port is missing",
        "port, abc, port 'abc'",
        "port, 0, port '0'",
        "port, 65536, use 1 to 65535",
        "host, no such host, host 'no such host'",
        "firmware, 3, 'firmware: ''3'''",
        "stationId, 123456789012345678901234567890123, 32 printable"
    })
    void refusesABadValueByKeyAndValue(String key, String value, String message) {
        String[] good = {"name", "demo", "model", "hyc-400-us", "port", "5020", key, value};
        assertThatThrownBy(() -> SimulatorSettings.of(Configs.of(good), BASE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
