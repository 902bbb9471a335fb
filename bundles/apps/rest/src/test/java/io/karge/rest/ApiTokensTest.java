package io.karge.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiTokensTest {
    @TempDir
    Path base;

    @Test
    void makesTheAdministratorsTokenAsSoonAsItCan() throws IOException {
        Path etc = base.resolve("etc"); // which takes no file, as a full disk
        ApiTokens tokens = new ApiTokens(etc, () -> Instant.EPOCH);
        assertThat(tokens.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).contains("administrator's token").contains("neither read nor made");
            assertThat(problem.remedy()).contains("karge-api.token");
        });
        assertThat(tokens.caller("Bearer ")).isEmpty();

        Files.createDirectory(etc);

        assertThat(tokens.problems()).isEmpty();
        String made = Files.readString(etc.resolve("karge-api.token")).strip();
        assertThat(tokens.caller("Bearer " + made)).isPresent();
    }

    @Test
    void leavesNothingOfAFileThatCouldNotBeWritten() throws IOException {
        Files.createDirectories(base.resolve("karge-api.tokens/in-the-way"));

        assertThatThrownBy(() -> OwnersText.write(base.resolve("karge-api.tokens"), List.of("text")))
                .isInstanceOf(IOException.class);
        assertThat(base).isDirectoryNotContaining("glob:**.tmp");
    }
}
