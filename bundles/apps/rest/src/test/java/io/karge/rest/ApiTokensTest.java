package io.karge.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
}
