package io.karge.runtime.internal.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.AuditLog;
import io.karge.runtime.AuditLog.Entry;
import io.karge.runtime.internal.FakeSecrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What it shares with the security log is in {@link ChainedSecurityLogTest}. */
class ChainedAuditLogTest {
    @TempDir
    Path store;

    private final VirtualTime time = new VirtualTime();

    @Test
    void saysWhenWhoDidWhatAndWithWhichResult() throws IOException {
        ChainedAuditLog log = log();

        log.add(new Entry("token \"ops\"\n from 192.0.2.1", "POST /api/v1/stations/CS-1/restart", AuditLog.DONE));
        time.runUntilIdle();

        assertThat(lines().get(0))
                .startsWith(time.wallClock() + " who=\"token \\\"ops\\\"  from 192.0.2.1\""
                        + " what=\"POST /api/v1/stations/CS-1/restart\" result=\"done\" seq=1 mac=");
        assertThat(log.check()).isEmpty();
    }

    @Test
    void cutsWhatIsLongerThanALine() throws IOException {
        ChainedAuditLog log = log();

        log.add(new Entry("x", "y".repeat(100_000), AuditLog.DONE));
        time.runUntilIdle();

        assertThat(lines().get(0)).hasSizeLessThan(2_300).contains("yyy... (cut)\"");
    }

    @Test
    void tellsByItsNameWhatSomebodyHasChanged() throws IOException {
        ChainedAuditLog log = log();
        log.add(new Entry("token ops", "restart", AuditLog.DONE));
        time.runUntilIdle();

        Files.writeString(store.resolve("audit/audit.log"), lines().get(0).replace("ops", "eve") + "\n");

        assertThat(log.name()).isEqualTo("audit log");
        assertThat(log.check()).singleElement().satisfies(problem -> {
            assertThat(problem.what()).isEqualTo("The audit log was changed by somebody");
            assertThat(problem.why()).contains("audit.log line 1 seq=1");
        });
    }

    private ChainedAuditLog log() {
        ChainedAuditLog log = new ChainedAuditLog(store, new FakeSecrets(), time, time);
        time.runUntilIdle();
        return log;
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(store.resolve("audit/audit.log"));
    }
}
