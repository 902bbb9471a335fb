package io.karge.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.runtime.ApiCaller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTokenTest {
    @TempDir
    Path etc;

    @Test
    void makesATokenThatOnlyTheOwnerReads() throws IOException {
        ApiToken token = ApiToken.readOrMake(file());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
        String made = Files.readString(file()).strip();
        assertThat(made).matches("[A-Za-z0-9_-]{43}");
        assertThat(token.is(made)).isTrue();
    }

    @Test
    void keepsTheTokenThatIsThere() throws IOException {
        ApiToken.readOrMake(file());
        String made = Files.readString(file());

        ApiToken again = ApiToken.readOrMake(file());

        assertThat(Files.readString(file())).isEqualTo(made);
        assertThat(again.is(made.strip())).isTrue();
    }

    @Test
    void makesAnotherOneForEachGateway(@TempDir Path other) throws IOException {
        ApiToken.readOrMake(file());
        ApiToken.readOrMake(other.resolve("karge-api.token"));

        assertThat(Files.readString(other.resolve("karge-api.token"))).isNotEqualTo(Files.readString(file()));
    }

    @Test
    void takesATokenThatSomebodyPutThere() throws IOException {
        Files.writeString(file(), "  mine \n");

        assertThat(ApiToken.readOrMake(file()).is("mine")).isTrue();
    }

    @Test
    void saysWhatToDoWithAnEmptyFile() throws IOException {
        Files.createFile(file());

        assertThatThrownBy(() -> ApiToken.readOrMake(file()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("is empty")
                .hasMessageContaining("delete it");
    }

    @Test
    void saysWhichFileCannotBeMade() {
        Path nowhere = etc.resolve("missing/karge-api.token");

        assertThatThrownBy(() -> ApiToken.readOrMake(nowhere))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(nowhere.toString());
    }

    @Test
    void isMadeAsSoonAsItCanBe(@TempDir Path folder) throws IOException {
        Path later = folder.resolve("etc");
        ApiTokens tokens = new ApiTokens(later, () -> Instant.EPOCH);
        assertThat(tokens.caller("Bearer x")).isEmpty();
        assertThat(tokens.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).startsWith("the token of the administrator in " + later);
            assertThat(problem.why()).contains(later.toString());
        });

        Files.createDirectory(later);
        assertThat(tokens.problems()).isEmpty();
        String made = Files.readString(later.resolve("karge-api.token")).strip();
        assertThat(tokens.caller("Bearer " + made)).map(ApiCaller::name).hasValue("admin");
    }

    private Path file() {
        return etc.resolve("karge-api.token");
    }
}
