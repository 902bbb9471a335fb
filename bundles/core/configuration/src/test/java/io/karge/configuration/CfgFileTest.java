package io.karge.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CfgFileTest {
    private static final Set<String> KEYS = Set.of("name", "port");

    @Test
    void keepsWhatTheFileSaysAndLeavesOutWhatTheContainerAdds() {
        CfgFile cfg = CfgFile.read(
                Map.of(
                        "name",
                        " SIM \u00C3\u00A4 ",
                        "port",
                        5020,
                        "driver.poll",
                        "1",
                        "service.pid",
                        "io.karge.simulator~1",
                        "service.factoryPid",
                        "io.karge.simulator",
                        "component.id",
                        7L,
                        CfgFile.FILENAME,
                        "file:/k/etc/io.karge.simulator-1.cfg"),
                Variables.of(Map.of()),
                KEYS,
                "driver.");

        assertThat(cfg)
                .isEqualTo(new CfgFile(
                        "io.karge.simulator-1.cfg", Map.of("name", "SIM \u00E4", "port", "5020", "driver.poll", "1")));
    }

    @Test
    void isNamedByItsPidWithoutAFile() {
        assertThat(CfgFile.name(Map.of("service.pid", "x.y"))).isEqualTo("x.y");
    }

    /** With the encoding that the distribution sets, and with that which File Install has without. */
    @ParameterizedTest
    @ValueSource(strings = {"\uFEFFname", "\u00EF\u00BB\u00BFname", "\uFEFF#", "\uFEFF"})
    void saysThatThereIsAByteOrderMark(String key) {
        refuses(Map.of(key, "x", "port", "1"), "byte order mark", "UTF-8 without BOM");
    }

    @Test
    void namesAKeyWithOtherCharactersInAscii() {
        refuses(Map.of("n\u00C3\u00A4me", "x"), "the key 'n\\u00E4me' has characters", "UTF-8");
        refuses(Map.of("na\uFFFDme", "x"), "the key 'na\\uFFFDme'");
    }

    @Test
    void refusesAValueThatIsNoText() {
        refuses(Map.of("name", "secret\uFFFD"), "the value of name is no text");
        refuses(Map.of("name", "secret\u00E4"), "the value of name is no text", "UTF-8"); // saved as ISO 8859-1
        refuses(Map.of("name", "a\u0000b"), "the value of name is no text");
        refuses(Map.of("name", "C:\temp"), "the value of name is no text", "write \\\\ for a backslash");
    }

    @Test
    void namesAKeyThatIsNotKnownAndThoseThatAre() {
        refuses(Map.of("nam", "x"), "nam is not known; the keys are [name, port] and driver.*");
        refuses(Map.of("drivr.poll", "x"), "drivr.poll is not known");
        refuses(Map.of("Nmae", "x"), "Nmae is not known", "the nearest is name");
    }

    /** The container has put empty text there; the file itself tells why. */
    @Test
    void namesTheVariablesThatTheFileNamesAndThatAreNotSet(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(
                folder.resolve("io.karge.station-a b.cfg"),
                "name = ${env:NOPE}\nport = ${karge.nope}1\ndriver.x = ${env:SET} ${name} ${env:NOPE:-else}\n");
        Map<String, String> delivered = Map.of(
                "name",
                "",
                "port",
                "1",
                "driver.x",
                "x  else",
                CfgFile.FILENAME,
                file.toUri().toString());

        refuses(
                delivered,
                "name names the environment variable NOPE, which is not set for the gateway's process; port names the"
                        + " system property karge.nope, which is not set for the gateway's process; set it");
        assertThat(CfgFile.name(delivered)).isEqualTo("io.karge.station-a b.cfg");
        Files.delete(file);
        assertThat(CfgFile.read(delivered, Variables.ofProcess(), KEYS, "driver.")
                        .values())
                .hasSize(3);
    }

    private static void refuses(Map<String, ?> properties, String... message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CfgFile.read(properties, Variables.of(Map.of("SET", "x")), KEYS, "driver."))
                .withMessageContainingAll(message)
                .withMessageNotContaining("secret");
    }
}
