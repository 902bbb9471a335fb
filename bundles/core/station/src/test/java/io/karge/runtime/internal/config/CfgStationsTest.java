package io.karge.runtime.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import io.karge.runtime.internal.ProblemList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CfgStationsTest {
    @TempDir
    Path base;

    private final ProblemList problems = new ProblemList("gateway", new VirtualTime());
    private final List<String> done = new ArrayList<>();

    private CfgStations stations() {
        return new CfgStations(
                new CfgStations.Sink() {
                    @Override
                    public void putStation(StationConfig config) {
                        done.add("put " + config.stationId() + " " + config.driverUri());
                    }

                    @Override
                    public void removeStation(String stationId) {
                        done.add("remove " + stationId);
                    }
                },
                problems,
                Map.of("CS_PASSWORD", "env-password-1234"),
                base);
    }

    static Map<String, Object> cfg() {
        Map<String, Object> cfg = new HashMap<>();
        cfg.put("service.pid", "io.karge.station-1");
        cfg.put("stationId", "CS-1");
        cfg.put("driver", "hyc-400-us");
        cfg.put("driverUri", "modbus-tcp://127.0.0.1:5020?unitId=1");
        cfg.put("csmsUrl", "ws://127.0.0.1:9000/ocpp");
        cfg.put("securityProfile", "1");
        cfg.put("basicAuthPassword", "${env:CS_PASSWORD}");
        return cfg;
    }

    @Test
    void readsEverythingThatACfgSays() throws IOException {
        Files.writeString(base.resolve("root.pem"), "pem");
        Map<String, Object> cfg = cfg();
        cfg.put("driverGraceSeconds", "3");
        cfg.put("driver.pollMillis", "250");
        cfg.put("csmsRootCertificates", "root.pem");

        StationCfg read = StationCfg.read(cfg, Map.of("CS_PASSWORD", "env-password-1234"), base);

        assertThat(read.plainPassword()).isFalse();
        assertThat(read.config().basicAuthPassword()).isEqualTo("env-password-1234");
        assertThat(read.config().driverGrace()).isEqualTo(Duration.ofSeconds(3));
        assertThat(read.config().driverProperties()).isEqualTo(Map.of("pollMillis", "250"));
        assertThat(read.config().csmsRootCertificates()).containsExactly(base.resolve("root.pem"));
        assertThat(read.config().toString()).doesNotContain("env-password");
    }

    @Test
    void readsThePasswordFromAFile() throws IOException {
        Files.writeString(base.resolve("pw"), "file-password-123\n");
        Map<String, Object> cfg = cfg();
        cfg.remove("basicAuthPassword");
        cfg.put("basicAuthPasswordFile", "pw");

        StationCfg read = StationCfg.read(cfg, Map.of(), base);

        assertThat(read.config().basicAuthPassword()).isEqualTo("file-password-123");
        assertThat(read.plainPassword()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            stationId            | -               | stationId is missing
            stationId            | a:b             | stationId 'a:b'
            driver               | -               | driver is missing
            driverUri            | 127.0.0.1       | driverUri '127.0.0.1' has no scheme
            driverUri            | a b             | driverUri 'a b' is no URI
            csmsUrl              | http://x/ocpp   | csmsUrl: The URL of a CSMS begins with ws:// or wss://
            csmsUrl              | wss://x/ocpp    | does not fit securityProfile 1
            securityProfile      | 0               | securityProfile 0 does not exist
            securityProfile      | two             | securityProfile 'two' is no whole number
            securityProfile      | 2               | profiles 2 and 3 need wss://
            basicAuthPassword    | short           | basicAuthPassword has 5 characters
            basicAuthPassword    | -               | basicAuthPassword is missing
            basicAuthPassword    | ${env:NOPE}     | environment variable NOPE, which is not set
            basicAuthPasswordFile| pw              | basicAuthPasswordFile stands beside basicAuthPassword
            csmsRootCertificates | nowhere.pem     | nowhere.pem' cannot be read
            driverGraceSeconds   | -5              | driverGraceSeconds -5 is out of range
            driverUrl            | modbus-tcp://x  | driverUrl is not known
            """)
    void refusesAWrongValueAndNamesTheKey(String key, String value, String message) {
        Map<String, Object> cfg = cfg();
        if (value == null) {
            cfg.remove(key);
        } else {
            cfg.put(key, value);
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> StationCfg.read(cfg, Map.of("CS_PASSWORD", "env-password-1234"), base))
                .withMessageContaining(message)
                .withMessageNotContaining("env-password");
    }

    /** A password file may be anything: missing, a folder, no text, or without an end. */
    @ParameterizedTest
    @ValueSource(strings = {"nowhere", ".", "binary", "huge", "empty", "a\u0000b", "\uD800"})
    void refusesAPasswordFileThatIsNone(String file) throws IOException {
        Files.write(base.resolve("binary"), new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF, 0x00});
        Files.write(base.resolve("huge"), new byte[1_000_000]);
        Files.createFile(base.resolve("empty"));
        CfgStations stations = stations();
        Map<String, Object> cfg = cfg();
        cfg.remove("basicAuthPassword");
        cfg.put("basicAuthPasswordFile", file);

        stations.put("pid1", "one.cfg", cfg);

        assertThat(done).isEmpty();
        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("one.cfg is refused");
            assertThat(problem.why()).contains("basicAuthPassword");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "nowhere.pem", "a\u0000b"})
    void refusesRootCertificatesThatAreNoFile(String file) {
        CfgStations stations = stations();
        Map<String, Object> cfg = cfg();
        cfg.put("csmsRootCertificates", file);

        stations.put("pid1", "one.cfg", cfg);

        assertThat(done).isEmpty();
        assertThat(problems.all()).singleElement().satisfies(problem -> assertThat(problem.why())
                .contains("csmsRootCertificates"));
    }

    @Test
    void refusesAWrongFileAndLeavesTheOthersAlone() {
        CfgStations stations = stations();
        stations.put("pid1", "one.cfg", cfg());
        Map<String, Object> broken = cfg();
        broken.put("stationId", "CS-2");
        broken.remove("driver");

        stations.put("pid2", "two.cfg", broken);

        assertThat(done).containsExactly("put CS-1 modbus-tcp://127.0.0.1:5020?unitId=1");
        assertThat(problems.all()).extracting(StationView.Problem::what).containsExactly("two.cfg is refused");
        assertThat(problems.all())
                .extracting(StationView.Problem::why)
                .containsExactly("driver is missing; write driver = ...");

        stations.remove("pid2");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void keepsAStationAsItWasWhenItsFileBecomesWrong() {
        CfgStations stations = stations();
        stations.put("pid1", "one.cfg", cfg());
        Map<String, Object> broken = cfg();
        broken.put("securityProfile", "9");

        stations.put("pid1", "one.cfg", broken);

        assertThat(done).hasSize(1);
    }

    @Test
    void takesTheFirstOfTwoFilesWithTheSameIdentityAndTheOtherWhenTheFirstGoes() {
        CfgStations stations = stations();
        stations.put("pid1", "one.cfg", cfg());
        Map<String, Object> second = cfg();
        second.put("driverUri", "modbus-tcp://127.0.0.1:5021");

        stations.put("pid2", "two.cfg", second);
        assertThat(done).hasSize(1);
        assertThat(problems.all())
                .extracting(StationView.Problem::why)
                .containsExactly("stationId 'CS-1' is that of pid1");

        stations.remove("pid1");
        assertThat(done)
                .containsExactly(
                        "put CS-1 modbus-tcp://127.0.0.1:5020?unitId=1", "put CS-1 modbus-tcp://127.0.0.1:5021");
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void replacesTheStationWhenAFileNamesAnotherOne() {
        CfgStations stations = stations();
        stations.put("pid1", "one.cfg", cfg());
        Map<String, Object> renamed = cfg();
        renamed.put("stationId", "CS-9");

        stations.put("pid1", "one.cfg", renamed);

        assertThat(done)
                .containsExactly(
                        "put CS-1 modbus-tcp://127.0.0.1:5020?unitId=1",
                        "remove CS-1",
                        "put CS-9 modbus-tcp://127.0.0.1:5020?unitId=1");
    }

    @Test
    void warnsOfAPasswordInPlainText() {
        CfgStations stations = stations();
        Map<String, Object> cfg = cfg();
        cfg.put("basicAuthPassword", "plain-password-1234");

        stations.put("pid1", "one.cfg", cfg);

        assertThat(done).hasSize(1);
        assertThat(problems.all())
                .extracting(StationView.Problem::what)
                .containsExactly("one.cfg holds a password in plain text");
        assertThat(problems.all().toString()).doesNotContain("plain-password-1234");
    }
}
