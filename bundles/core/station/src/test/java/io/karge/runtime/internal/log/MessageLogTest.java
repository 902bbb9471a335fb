package io.karge.runtime.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.LoggedMessage;
import io.karge.station.LogSource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MessageLogTest {
    @TempDir
    Path folder;

    private final VirtualTime time = new VirtualTime();

    private MessageLog log(int capacity, long maxBytes) {
        MessageLog log =
                new MessageLog(capacity, time, time.newBlockingSerial("log"), new LogFile(folder, "CS|1", maxBytes));
        log.resume();
        return log;
    }

    @Test
    void keepsTheLatestMessagesInMemory() {
        MessageLog log = log(3, 1_000_000);
        for (int i = 1; i <= 5; i++) {
            add(log, "frame " + i);
        }

        assertThat(log.after(0, 10)).extracting(LoggedMessage::seq).containsExactly(3L, 4L, 5L);
        assertThat(log.after(4, 10)).extracting(LoggedMessage::frame).containsExactly("frame 5");
        assertThat(log.after(0, 2)).extracting(LoggedMessage::seq).containsExactly(4L, 5L);
    }

    @Test
    void missesNothingForThoseWhoAskAgainAfterTheLastOne() {
        MessageLog log = log(10, 1_000_000);
        for (int i = 1; i <= 5; i++) {
            add(log, "frame " + i);
        }

        assertThat(log.after(1, 2)).extracting(LoggedMessage::seq).containsExactly(2L, 3L);
        assertThat(log.after(3, 2)).extracting(LoggedMessage::seq).containsExactly(4L, 5L);
    }

    @Test
    void boundsTheMemoryOfLongMessages() {
        MessageLog log = log(1_000, Long.MAX_VALUE);
        for (int i = 0; i < 5; i++) {
            add(log, "x".repeat(200_000));
        }

        assertThat(log.after(0, 10)).hasSize(2);
    }

    @Test
    void masksAMessageWhenItIsReadOrWrittenAndOnce() throws IOException {
        MessageLog log = log(10, 1_000_000);
        List<String> masked = new ArrayList<>();
        log.add("in", "CALL", "SetVariables", "1", "secret", frame -> {
            masked.add(frame);
            return "***";
        });
        assertThat(masked).isEmpty();

        assertThat(log.after(0, 10)).extracting(LoggedMessage::frame).containsExactly("***");
        time.runUntilIdle();

        assertThat(masked).containsExactly("secret");
        assertThat(folder.resolve("CS%7C1.jsonl")).content().contains("***").doesNotContain("secret");
    }

    @Test
    void writesJsonLines() throws IOException {
        add(log(10, 1_000_000), "[2,\"1\",\"Heartbeat\",{}]");
        time.runUntilIdle();

        assertThat(Files.readAllLines(folder.resolve("CS%7C1.jsonl")))
                .containsExactly(
                        "{\"seq\":1,\"at\":\"2026-01-01T00:00:00Z\",\"direction\":\"out\",\"type\":\"CALL\","
                                + "\"action\":\"Heartbeat\",\"messageId\":\"1\",\"frame\":\"[2,\\\"1\\\",\\\"Heartbeat\\\",{}]\"}");
    }

    @Test
    void hasNothingForAnArchiveBeforeTheFirstMessage() throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        MessageLog inMemory = new MessageLog(10, time, Runnable::run, null);
        for (MessageLog log : List.of(inMemory, log(10, 1_000_000))) {
            for (LogSource.Part part : log.parts(Optional.empty(), Optional.empty())) {
                part.content().writeTo(octets);
            }
        }
        assertThat(octets.size()).isZero();
    }

    @Test
    void writesTogetherWhatFollowsClosely() throws IOException {
        MessageLog log = log(10, 1_000_000);
        add(log, "1");
        time.runUntilIdle();
        add(log, "2");
        add(log, "3");
        time.runUntilIdle();
        assertThat(Files.readAllLines(folder.resolve("CS%7C1.jsonl"))).hasSize(1);

        time.advance(Duration.ofMillis(100));

        assertThat(Files.readAllLines(folder.resolve("CS%7C1.jsonl"))).hasSize(3);
    }

    @Test
    void flushesBeforeItSaysSo() throws IOException {
        MessageLog log = log(10, 1_000_000);
        add(log, "1");
        time.runUntilIdle();
        add(log, "2");

        boolean[] flushed = {false};
        log.flush(() -> flushed[0] = true);
        time.runUntilIdle();

        assertThat(flushed[0]).isTrue();
        assertThat(Files.readAllLines(folder.resolve("CS%7C1.jsonl"))).hasSize(2);
    }

    @Test
    void goesOnCountingAfterARestart() {
        MessageLog before = log(10, 1_000_000);
        add(before, "1");
        add(before, "2".repeat(20_000));
        time.runUntilIdle();

        MessageLog after = log(10, 1_000_000);
        add(after, "3");

        assertThat(after.after(0, 10)).extracting(LoggedMessage::seq).containsExactly(3L);
    }

    @Test
    void putsAFullFileAsideAndKeepsAFewGenerations() throws IOException {
        MessageLog log = log(10, 500);
        for (int i = 1; i <= 20; i++) {
            add(log, "x".repeat(400));
            time.advance(Duration.ofMillis(100));
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("CS%7C1.jsonl", "CS%7C1.1.jsonl", "CS%7C1.2.jsonl", "CS%7C1.3.jsonl");
        }
        MessageLog resumed = log(10, 500);
        add(resumed, "next");
        assertThat(resumed.after(0, 10)).extracting(LoggedMessage::seq).isEqualTo(List.of(21L));
    }

    private static void add(MessageLog log, String frame) {
        log.add("out", "CALL", "Heartbeat", "1", frame, UnaryOperator.identity());
    }
}
