package io.karge.shell;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for what a station's loop answers: a command of the shell is the one place that may. */
final class Answers {
    private static final long SECONDS = 30;
    private static final long LONG_SECONDS = 600;

    private Answers() {}

    /**
     * @throws Exception what the stage failed with; its message is what the shell prints
     */
    static <T> T of(CompletionStage<T> stage) throws Exception {
        return of(stage, SECONDS);
    }

    /** As {@link #of}, of what writes large files. */
    static <T> T ofLong(CompletionStage<T> stage) throws Exception {
        return of(stage, LONG_SECONDS);
    }

    private static <T> T of(CompletionStage<T> stage, long seconds) throws Exception {
        try {
            return stage.toCompletableFuture().get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } catch (TimeoutException e) {
            throw new IllegalStateException(
                    "the station did not answer within " + seconds + " s; the log says what holds its loop up", e);
        }
    }
}
