package io.karge.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.runtime.ApiCaller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.apache.karaf.shell.support.CommandException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenFileTest {
    private static final String HEX = "a".repeat(64);

    @TempDir
    Path etc;

    private TokenFile file;

    @BeforeEach
    void setUp() {
        file = new TokenFile(etc);
    }

    @Test
    void makesATokenThatLiesThereAsItsHashOnly() throws IOException {
        String token = file.add("ops", "operate");

        assertThat(token).matches("[A-Za-z0-9_-]{43}");
        assertThat(text()).doesNotContain(token).contains("ops operate sha256:");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path())))
                .isEqualTo("rw-------");
        assertThat(caller(token)).isEqualTo("ops");
    }

    @Test
    void countsWhatTheFileSaysNow() throws IOException {
        String token = file.add("ops", "operate");
        ApiTokens tokens = new ApiTokens(etc, () -> Instant.EPOCH);
        assertThat(tokens.caller("Bearer " + token)).isPresent();

        Files.writeString(path(), text().replace("ops operate", "other read"));
        ApiCaller other = tokens.caller("bearer " + token).orElseThrow();
        assertThat(other.name()).isEqualTo("other");
        assertThat(other.refusal(ApiCaller.Right.OPERATE, "x")).isPresent();

        file.remove("other");
        assertThat(tokens.caller("Bearer " + token)).isEmpty();
    }

    @Test
    void leavesOtherLinesAlone() throws IOException {
        Files.writeString(path(), "# mine\n\na read sha256:" + HEX + "\nnonsense\n");

        file.add("b", "read");
        assertThat(file.remove("a")).isTrue();
        assertThat(file.remove("a")).isFalse();

        assertThat(Files.readAllLines(path()))
                .startsWith("# mine", "", "nonsense")
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({
        "ops operate, NAME read|operate|administer sha256:HEX",
        "ops own sha256:HEX, the right is one of",
        "ops operate sha256:abc, NAME read|operate|administer sha256:HEX",
        "admin read sha256:HEX, is that of the token in etc/karge-api.token",
        "-x read sha256:HEX, a name has 1 to 40",
        "good read sha256:HEX, stands there twice"
    })
    void saysWhichLineIsWrongAndWhyAndReadsTheOthers(String line, String why) throws IOException {
        Files.writeString(path(), "good read sha256:" + HEX + "\n" + line.replace("HEX", HEX) + "\n");

        TokenFile.Content content = file.read();

        assertThat(content.tokens()).extracting(TokenFile.Named::name).containsExactly("good");
        assertThat(content.faults())
                .singleElement()
                .asString()
                .startsWith("line 2: ")
                .contains(why);
    }

    /** A token that was put there as it is must not get into the problems. */
    @Test
    void repeatsNothingOfAWrongLine() throws IOException {
        Files.writeString(path(), "ops operate my-secret-token\n");

        assertThat(new ApiTokens(etc, () -> Instant.EPOCH).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.toString()).doesNotContain("my-secret-token");
                    assertThat(problem.what()).contains("etc/karge-api.tokens");
                    assertThat(problem.since())
                            .isEqualTo(Files.getLastModifiedTime(path()).toInstant());
                });
    }

    @Test
    void takesNothingOfAFileThatOthersMayWriteTo() throws IOException {
        String token = file.add("ops", "operate");
        Files.setPosixFilePermissions(path(), PosixFilePermissions.fromString("rw-rw----"));

        assertThat(caller(token)).isEmpty();
        assertThat(file.read().faults()).singleElement().asString().contains("others may write to it (rw-rw----)");
        assertThatThrownBy(() -> file.add("more", "read"))
                .as("a token that would not count, and would let count what others have written")
                .hasMessageContaining("others may write to it (rw-rw----)");
        assertThat(path()).content().doesNotContain("more");
    }

    @Test
    void aFileThatIsNoneCountsAsNoneAndIsAFault() throws IOException {
        Files.createDirectory(path());

        assertThat(file.read().tokens()).isEmpty();
        assertThat(file.read().faults()).singleElement().asString().contains("cannot be read");
    }

    @ParameterizedTest
    @CsvSource({"admin,read", "a b,read", "'',read", "x,own", "x,READ"})
    void makesNoTokenWithAWrongNameOrRight(String name, String right) {
        assertThatThrownBy(() -> file.add(name, right)).isInstanceOf(IllegalArgumentException.class);
        assertThat(path()).doesNotExist();
    }

    @Test
    void makesNoSecondTokenOfAName() throws IOException {
        file.add("ops", "read");
        assertThatThrownBy(() -> file.add("ops", "operate")).hasMessageContaining("there is a token 'ops'");
    }

    @Test
    void theCommandsPrintTheTokenOnceAndListAndRemoveIt() throws Exception {
        TokenAddCommand add = new TokenAddCommand();
        add.file = file;
        add.name = "ops";
        add.right = "operate";
        String printed = Printed.by(add);
        String token = printed.lines().findFirst().orElseThrow();
        assertThat(caller(token)).isEqualTo("ops");

        TokenListCommand list = new TokenListCommand();
        list.file = file;
        list.json = true;
        assertThat(Printed.by(list))
                .contains("\"ops\"", "\"operate\"", "\"admin\"")
                .doesNotContain(token, "sha256");

        TokenRemoveCommand remove = new TokenRemoveCommand();
        remove.file = file;
        remove.name = "ops";
        assertThat(Printed.by(remove)).contains("'ops' counts no more");
        assertThat(caller(token)).isEmpty();
        assertThatThrownBy(remove::execute).isInstanceOf(CommandException.class).hasMessageContaining("no token 'ops'");
    }

    @Test
    void theCommandsPrintJson() throws Exception {
        TokenAddCommand add = new TokenAddCommand();
        add.file = file;
        add.name = "ops";
        add.right = "operate";
        add.json = true;
        JsonNode made = Json.parse(Printed.by(add));
        assertThat(made.path("right").asText()).isEqualTo("operate");
        assertThat(caller(made.path("token").asText())).isEqualTo("ops");

        TokenRemoveCommand remove = new TokenRemoveCommand();
        remove.file = file;
        remove.name = "ops";
        remove.json = true;
        assertThat(Json.parse(Printed.by(remove)).path("removed").asText()).isEqualTo("ops");
    }

    @ParameterizedTest
    @ValueSource(strings = "admin")
    void theCommandDoesNotRemoveTheAdministrators(String name) {
        TokenRemoveCommand remove = new TokenRemoveCommand();
        remove.file = file;
        remove.name = name;
        assertThatThrownBy(remove::execute).hasMessageContaining("etc/karge-api.token");
    }

    private String caller(String token) {
        return new ApiTokens(etc, () -> Instant.EPOCH)
                .caller("Bearer " + token)
                .map(ApiCaller::name)
                .orElse("");
    }

    private Path path() {
        return etc.resolve("karge-api.tokens");
    }

    private String text() throws IOException {
        return String.join("\n", List.copyOf(Files.readAllLines(path())));
    }
}
