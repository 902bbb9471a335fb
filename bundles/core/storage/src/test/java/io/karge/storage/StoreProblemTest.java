package io.karge.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class StoreProblemTest {

    @Test
    void endsNoSentenceWhenItIsTheCauseInAnotherText() {
        StoreProblem problem = new StoreProblem(Instant.EPOCH, "The store fails", "no room.", "Make room.");

        assertThat(problem + ". Then wait.").isEqualTo("The store fails: no room. Make room. Then wait.");
        assertThat(problem.why()).isEqualTo("no room");
        assertThat(problem.remedy()).isEqualTo("Make room.");
    }
}
