package io.karge.shell;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits a little for what somebody who looks after the gateway asks it. */
final class Looking {
    private static final long SECONDS = 5;

    private Looking() {}

    /** @param otherwise what counts when there is no answer, which is a problem of its own */
    static <T> T at(CompletionStage<T> stage, T otherwise) {
        try {
            return stage.toCompletableFuture().get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return otherwise;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return otherwise;
        }
    }
}
