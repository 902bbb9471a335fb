package io.karge.driver.hyc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HycOptionsTest {

    @Test
    void hasDefaults() {
        assertThat(HycOptions.parse(URI.create("modbus-tcp://cabinet.example")))
                .isEqualTo(new HycOptions(
                        "cabinet.example",
                        502,
                        1,
                        Duration.ofMillis(250),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        null));
    }

    @Test
    void readsEveryOption() {
        assertThat(HycOptions.parse(URI.create("modbus-tcp://127.0.0.1:5020?unitId=7&pollMillis=100&idlePollMillis=400"
                        + "&timeoutMillis=500&transferFolder=/mnt/hyc%201")))
                .isEqualTo(new HycOptions(
                        "127.0.0.1",
                        5020,
                        7,
                        Duration.ofMillis(100),
                        Duration.ofMillis(400),
                        Duration.ofMillis(500),
                        Path.of("/mnt/hyc 1")));
    }

    @Test
    void isNeverMoreOftenReadWhileIdle() {
        assertThat(HycOptions.parse(URI.create("modbus-tcp://127.0.0.1?pollMillis=1500"))
                        .idlePoll())
                .isEqualTo(Duration.ofMillis(1500));
    }

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:5020, the scheme is http",
        "127.0.0.1, the scheme is null",
        "modbus-tcp:127.0.0.1, the host is missing",
        "modbus-tcp://my_cabinet:502, the host is missing or is no host name",
        "modbus-tcp://127.0.0.1:0, the port is 0",
        "modbus-tcp://127.0.0.1:70000, the port is 70000",
        "modbus-tcp://127.0.0.1/hyc, 'only host, port and options'",
        "modbus-tcp://me@127.0.0.1, 'only host, port and options'",
        "modbus-tcp://127.0.0.1?unit=1, the option 'unit' does not exist",
        "modbus-tcp://127.0.0.1?unitId, the option unitId has no value",
        "modbus-tcp://127.0.0.1?unitId=, the option unitId has no value",
        "modbus-tcp://127.0.0.1?unitId=256, 'unitId is ''256'', 0 to 255'",
        "modbus-tcp://127.0.0.1?unitId=one, unitId is 'one'",
        "modbus-tcp://127.0.0.1?unitId=1&unitId=2, the option unitId is there twice",
        "modbus-tcp://127.0.0.1?pollMillis=10, 'pollMillis is ''10'', 50 to 2000'",
        "modbus-tcp://127.0.0.1?idlePollMillis=100, 'idlePollMillis is ''100'', 250 to 2000'",
        "modbus-tcp://127.0.0.1?timeoutMillis=99999999999, 'timeoutMillis is'",
    })
    void refusesAWrongUriAndSaysWhatIsWrongAndHowItIsWritten(String uri, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HycOptions.parse(URI.create(uri)))
                .withMessageContaining(uri)
                .withMessageContaining(message)
                .withMessageContaining("write for example modbus-tcp://");
    }
}
