package io.karge.shell;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what a station's loop answers: a command of the shell is the one place that may. */
final class Answers {
    private static final long SECONDS = 30;

    private Answers() {}

    /**
     * @throws Exception what the stage failed with; its message is what the shell prints
     */
    static <T> T of(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "the station did not answer within " + SECONDS + " s; the log says what holds its loop up", e);
        }
    }
}
