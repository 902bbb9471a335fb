package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.StationView.Problem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BlockCheckTest {
    private static final Set<String> WITHOUT_METERING = Set.of(
            "remote-control",
            "firmware",
            "diagnostics",
            "security-events",
            "certificates",
            "advanced-security",
            "data-transfer");

    private static List<Problem> found(Set<String> installed) {
        return new BlockCheck(() -> installed, new VirtualTime()).check();
    }

    @Test
    void saysWhatIsLostWithoutABlock() {
        assertThat(found(WITHOUT_METERING)).singleElement().satisfies(problem -> {
            assertThat(problem.what()).contains("no meter values");
            assertThat(problem.why()).contains("metering");
            assertThat(problem.remedy()).contains("feature:install karge-metering", "withoutBlocks");
        });
    }

    @Test
    void missesNoBlockThatIsLeftOutOnPurpose() {
        BlockCheck check = new BlockCheck(() -> WITHOUT_METERING, new VirtualTime());
        check.leaveOut(Set.of("metering", "firmware"));
        assertThat(check.check()).isEmpty();

        check.leaveOut(Set.of());
        assertThat(check.check()).hasSize(1);
    }

    /** A block that sessions need is a problem of each station, which says it. */
    @Test
    void leavesToStationsWhatSessionsNeed() {
        assertThat(found(Set.of())).extracting(Problem::why).noneSatisfy(why -> assertThat(Blocks.NEEDED)
                .anyMatch(why::contains));
        assertThat(found(Set.of())).hasSize(8);
    }
}
