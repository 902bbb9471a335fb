package io.karge.runtime.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.station.SecurityLog.Entry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogTextTest {
    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void writesAnEntryAsOneLine() {
        assertThat(LogText.line(new Entry(AT, "CS-1", "ResetOrReboot", "shell user karaf", "factory reset")))
                .isEqualTo("2026-01-02T03:04:05Z station=CS-1 event=ResetOrReboot who=\"shell user karaf\""
                        + " what=\"factory reset\"");
    }

    @Test
    void forgesNoSecondLineWhateverNamesAreMadeOf() {
        assertThat(LogText.line(new Entry(AT, "CS 1\nx", "A\rB", "a\"\u2028who=\"b", "c\n\\")))
                .isEqualTo("2026-01-02T03:04:05Z station=CS_1_x event=A_B who=\"a\\\" who=\\\"b\" what=\"c \\\\\"");
    }
}
