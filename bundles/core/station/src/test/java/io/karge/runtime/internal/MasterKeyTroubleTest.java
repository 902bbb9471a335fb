package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.StationView;
import io.karge.security.Secrets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MasterKeyTroubleTest {
    private final ProblemList problems = new ProblemList("gateway", new VirtualTime());
    private Optional<Secrets.KeyTrouble> trouble = Optional.empty();

    private final MasterKeyTrouble look = new MasterKeyTrouble(
            new FakeSecrets() {
                @Override
                public Optional<KeyTrouble> trouble() {
                    return trouble;
                }
            },
            problems);

    @Test
    void isAProblemUntilItIsCured() {
        look.run();
        assertThat(problems.all()).isEmpty();

        trouble = Optional.of(new Secrets.KeyTrouble("The file is not what it was", "it is gone", "Put it back"));
        look.run();
        assertThat(problems.all()).extracting(StationView.Problem::why).containsExactly("it is gone");

        trouble = Optional.empty();
        look.run();
        assertThat(problems.all()).isEmpty();
    }
}
