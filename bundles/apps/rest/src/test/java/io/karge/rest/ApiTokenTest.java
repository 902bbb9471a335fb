package io.karge.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
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
                .hasMessageContaining(nowhere.getParent().toString());
    }

    private Path file() {
        return etc.resolve("karge-api.token");
    }
}
