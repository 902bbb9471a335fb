package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.StationView;
import io.karge.security.Secrets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MasterKeyWatchTest {
    private final VirtualTime time = new VirtualTime();
    private final ProblemList problems = new ProblemList("gateway", time);
    private Optional<Secrets.KeyTrouble> trouble = Optional.empty();

    private final MasterKeyWatch watch = new MasterKeyWatch(
            new FakeSecrets() {
                @Override
                public Optional<KeyTrouble> trouble() {
                    return trouble;
                }
            },
            problems,
            time,
            time.computing());

    @Test
    void isAProblemUntilItIsCured() {
        watch.begin();
        time.runUntilIdle();
        assertThat(problems.all()).isEmpty();

        trouble = Optional.of(new Secrets.KeyTrouble("The file is not what it was", "it is gone", "Put it back"));
        time.advance(MasterKeyWatch.BETWEEN_LOOKS);
        assertThat(problems.all()).extracting(StationView.Problem::why).containsExactly("it is gone");

        trouble = Optional.empty();
        time.advance(MasterKeyWatch.BETWEEN_LOOKS);
        assertThat(problems.all()).isEmpty();
    }

    @Test
    void leavesNoTimer() {
        watch.begin();
        time.runUntilIdle();
        watch.close();
        assertThat(time.pendingTimers()).isZero();
    }
}
