package io.karge.runtime.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.karge.runtime.PemFile;
import io.karge.security.PemCertificates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StationCfgTest {
    private static final Map<String, String> ENVIRONMENT = Map.of("CS_PASSWORD", "env-password-1234");

    @TempDir
    Path base;

    static Map<String, Object> cfg() {
        Map<String, Object> cfg = new HashMap<>();
        cfg.put("service.pid", "io.karge.station~1");
        cfg.put("stationId", "CS-1");
        cfg.put("driver", "hyc-400-us");
        cfg.put("driverUri", "modbus-tcp://127.0.0.1:5020?unitId=1");
        cfg.put("csmsUrl", "ws://127.0.0.1:9000/ocpp");
        cfg.put("securityProfile", "1");
        cfg.put("basicAuthPassword", "${env:CS_PASSWORD}");
        return cfg;
    }

    private StationCfg read(Map<String, Object> cfg) {
        return StationCfg.read(cfg, ENVIRONMENT, new NamedFiles(base));
    }

    private static Map<String, Object> withPasswordFile(String name) {
        Map<String, Object> cfg = cfg();
        cfg.remove("basicAuthPassword");
        cfg.put("basicAuthPasswordFile", name);
        return cfg;
    }

    @Test
    void readsEverythingThatACfgSays() throws Exception {
        Files.writeString(base.resolve("root.pem"), Pem.ROOT_A);
        Map<String, Object> cfg = cfg();
        cfg.put("driverGraceSeconds", "3");
        cfg.put("driver.pollMillis", "250");
        cfg.put("csmsRootCertificates", "root.pem");

        StationCfg read = read(cfg);

        assertThat(read.plainPassword()).isFalse();
        assertThat(read.config().basicAuthPassword()).isEqualTo("env-password-1234");
        assertThat(read.config().driverGrace()).isEqualTo(Duration.ofSeconds(3));
        assertThat(read.config().driverProperties()).isEqualTo(Map.of("pollMillis", "250"));
        assertThat(read.config().csmsRootCertificates())
                .containsExactly(new PemFile(base.resolve("root.pem"), PemCertificates.read(Pem.ROOT_A, 1)));
        assertThat(read.config().toString()).doesNotContain("env-password");
    }

    /** A00.FR.401: the station shows its certificate, and no password. */
    @Test
    void profileThreeNeedsRootsAndNoPassword() throws IOException {
        Map<String, Object> cfg = cfg();
        cfg.remove("basicAuthPassword");
        cfg.put("securityProfile", "3");
        cfg.put("csmsUrl", "wss://csms.example/ocpp");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(cfg))
                .withMessageContaining("csmsRootCertificates is missing; securityProfile 3 needs");
        Files.writeString(base.resolve("root.pem"), Pem.ROOT_A);
        cfg.put("csmsRootCertificates", "root.pem");
        assertThat(read(cfg).config().securityProfile()).isEqualTo(3);
        assertThat(read(cfg).config().password()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"file-password-123", "file-password-123\n", "file-password-123\r\n", "file-password-123\nmore"})
    void readsThePasswordFromTheFirstLineOfAFile(String content) throws IOException {
        Files.writeString(base.resolve("pw"), content);

        StationCfg read = read(withPasswordFile("pw"));

        assertThat(read.config().basicAuthPassword()).isEqualTo("file-password-123");
        assertThat(read.config().passwordSource())
                .isEqualTo("the file " + base.resolve("pw") + " (basicAuthPasswordFile of its cfg)");
        assertThat(read.plainPassword()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "${env:CS_PASSWORD}, the environment variable CS_PASSWORD",
        "env-password-1234, the environment variable CS_PASSWORD",
        "plain-password-12, basicAuthPassword of its cfg"
    })
    void knowsWhereThePasswordIsWritten(String written, String source) {
        Map<String, Object> cfg = cfg();
        cfg.put("basicAuthPassword", written);
        assertThat(read(cfg).config().passwordSource()).startsWith(source).doesNotContain("password-1");
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
            securityProfile      | 4               | securityProfile 4 does not exist
            securityProfile      | 2               | profiles 2 and 3 need wss://
            basicAuthPassword    | short           | basicAuthPassword has 5 characters
            basicAuthPassword    | secret with space | basicAuthPassword has at position 7 a blank
            basicAuthPassword    | -               | basicAuthPassword is missing
            basicAuthPassword    | ${env:NOPE}     | environment variable NOPE, which is not set
            basicAuthPasswordFile| pw              | basicAuthPasswordFile stands beside basicAuthPassword
            csmsRootCertificates | nowhere.pem     | nowhere.pem' cannot be read
            driverGraceSeconds   | -5              | driverGraceSeconds -5 is out of range
            driverUrl            | modbus-tcp://x  | driverUrl is not known
            csms.url             | ws://x          | csms.url is not known
            """)
    void refusesAWrongValueAndNamesTheKey(String key, String value, String message) {
        Map<String, Object> cfg = cfg();
        if (value == null) {
            cfg.remove(key);
        } else {
            cfg.put(key, value);
        }

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(cfg))
                .withMessageContaining(message)
                .withMessageNotContaining("env-password")
                .withMessageNotContaining("secret");
    }

    /** A password file may be anything: missing, a folder, no text, or without an end. */
    @ParameterizedTest
    @CsvSource({
        "nowhere, cannot be read",
        "., cannot be read",
        "binary, is no short text in UTF-8",
        "huge, is no short text",
        "empty, is empty; its first line has to be the password",
        "blank, is empty",
        "bom, byte order mark; save it as UTF-8 without BOM",
        "umlaut, its first line has at position 5 a letter or digit that is not allowed; use a-z",
        "space, its first line has at position 7 a blank",
        "short, its first line has 5 characters; use 16 to 40",
        "long, its first line has 41 characters; use 16 to 40"
    })
    void refusesAPasswordFileThatIsNone(String file, String message) throws IOException {
        Files.write(base.resolve("binary"), new byte[] {(byte) 0xC3, 0x28, (byte) 0xFF, 0x00});
        Files.write(base.resolve("huge"), new byte[1_000_000]);
        Files.createFile(base.resolve("empty"));
        Files.writeString(base.resolve("blank"), "\nsecret-password-1");
        Files.writeString(base.resolve("bom"), "\uFEFFsecret-password-1\n");
        Files.writeString(base.resolve("umlaut"), "secr\u00E9t-password-1", StandardCharsets.UTF_8);
        Files.writeString(base.resolve("space"), "secret password-1");
        Files.writeString(base.resolve("short"), "short");
        Files.writeString(base.resolve("long"), "x".repeat(41));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(withPasswordFile(file)))
                .withMessageStartingWith("basicAuthPasswordFile")
                .withMessageContaining(message)
                .withMessageNotContaining("password-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "\uD800"})
    void refusesAFileNameThatNoFileHas(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(withPasswordFile(name)))
                .withMessageContaining("basicAuthPasswordFile");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "nowhere.pem", "a\u0000b", "no.pem", "half.pem", "empty.pem", "root.pem, half.pem"})
    void refusesRootCertificatesThatAreNone(String files) throws IOException {
        Files.writeString(base.resolve("root.pem"), Pem.ROOT_A);
        Files.writeString(base.resolve("no.pem"), "pem");
        Files.writeString(base.resolve("half.pem"), Pem.ROOT_A.substring(0, 300));
        Files.createFile(base.resolve("empty.pem"));
        Map<String, Object> cfg = cfg();
        cfg.put("csmsRootCertificates", files);

        assertThatIllegalArgumentException().isThrownBy(() -> read(cfg)).withMessageContaining("csmsRootCertificates");
    }

    @ParameterizedTest
    @CsvSource({
        ".,           it is a folder",
        "nowhere.pem, there is no ",
        "root.der,    a certificate in DER: openssl x509",
        "key.pem,     a private key in it",
        "empty.pem,   it is empty"
    })
    void saysWhatIsInTheFileInTheRootsPlace(String file, String why) throws Exception {
        Files.write(
                base.resolve("root.der"),
                PemCertificates.read(Pem.ROOT_A, 1).get(0).getEncoded());
        Files.writeString(base.resolve("key.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        Files.createFile(base.resolve("empty.pem"));
        Map<String, Object> cfg = cfg();
        cfg.put("manufacturerRootCertificates", file);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(cfg))
                .withMessageStartingWith("manufacturerRootCertificates '" + base.resolve(file))
                .withMessageContaining(why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"csmsRootCertificates", "manufacturerRootCertificates"})
    void refusesARootThatIsNoCaAndNamesIt(String key) throws IOException {
        Files.writeString(base.resolve("roots.pem"), Pem.ROOT_A + Pem.NO_CA);
        Map<String, Object> cfg = cfg();
        cfg.put(key, "roots.pem");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(cfg))
                .withMessageStartingWith(key)
                .withMessageContaining("no CA (certificate 2, O=Karge,CN=csms.example)");
    }

    @Test
    void saysThatTheRootCertificatesAreMissing() {
        Map<String, Object> cfg = cfg();
        cfg.put("securityProfile", "2");
        cfg.put("csmsUrl", "wss://csms.example/ocpp");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(cfg))
                .withMessageContaining("csmsRootCertificates is missing; securityProfile 2 needs");
    }

    @Test
    void isAnotherConfigWhenAFileOfTheSameNameHoldsOtherCertificates() throws IOException {
        Map<String, Object> cfg = cfg();
        cfg.put("manufacturerRootCertificates", "root.pem");
        Files.writeString(base.resolve("root.pem"), Pem.ROOT_A);
        StationCfg before = read(cfg);

        Files.writeString(base.resolve("root.pem"), Pem.ROOT_B);

        assertThat(read(cfg)).isNotEqualTo(before);
        assertThat(read(cfg).config().manufacturerRootCertificates().toString())
                .isNotEqualTo(before.config().manufacturerRootCertificates().toString())
                .contains("sha256=");
    }
}
