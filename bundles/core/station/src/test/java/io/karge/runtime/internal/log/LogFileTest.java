package io.karge.runtime.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.LoggedMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    private static final LoggedMessage MESSAGE =
            new LoggedMessage(1, Instant.EPOCH, "out", "CALL", "Heartbeat", "1", "[]");

    private final PrintStream standardError = System.err;
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    @TempDir
    Path base;

    @BeforeEach
    void listen() {
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8)); // where the tests' logger writes
    }

    @AfterEach
    void restore() {
        System.setErr(standardError);
    }

    @Test
    void saysOnceThatMessagesAreMissingAndAfterwardsHowMany() throws IOException {
        Path folder = Files.createFile(base.resolve("ocpp")); // a file where the folder should be
        LogFile file = new LogFile(folder, "CS-1", 1_000_000);
        file.append(List.of(MESSAGE, MESSAGE));
        file.append(List.of(MESSAGE));
        assertThat(log.toString(StandardCharsets.UTF_8))
                .containsOnlyOnce("cannot be written")
                .doesNotContain("missing");

        Files.delete(folder);
        file.append(List.of(MESSAGE));
        file.append(List.of(MESSAGE));

        assertThat(log.toString(StandardCharsets.UTF_8)).containsOnlyOnce("up to 3 messages are missing");
        assertThat(folder.resolve("CS-1.jsonl")).exists();
    }
}
