package io.karge.shell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AnswersTest {

    @Test
    void givesTheAnswer() throws Exception {
        assertThat(Answers.of(CompletableFuture.completedFuture(1))).isEqualTo(1);
    }

    @Test
    void throwsWhatWentWrongItself() {
        IllegalStateException wrong = new IllegalStateException("no driver");

        assertThatThrownBy(() -> Answers.of(CompletableFuture.failedFuture(wrong)))
                .isSameAs(wrong);
        assertThatThrownBy(
                        () -> Answers.of(CompletableFuture.failedFuture(wrong).thenApply(Object::toString)))
                .isSameAs(wrong);
    }
}
