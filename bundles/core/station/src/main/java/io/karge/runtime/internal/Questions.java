package io.karge.runtime.internal;

import io.karge.runtime.internal.loop.EventLoop;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings questions from other threads to a station's loop; each gets an answer, also when the station ends first. */
final class Questions {
    private static final Logger LOG = LoggerFactory.getLogger(Questions.class);

    private final String stationId;
    private final EventLoop loop;
    private final Set<Runnable> refusals = ConcurrentHashMap.newKeySet();

    Questions(String stationId, EventLoop loop) {
        this.stationId = stationId;
        this.loop = loop;
    }

    /** Has the task answer on the loop, at once or later; what it throws is the answer too. Any thread. */
    <T> CompletionStage<T> ask(Consumer<CompletableFuture<T>> task) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        Runnable refusal =
                () -> answer.completeExceptionally(new IllegalStateException("station " + stationId + " has ended"));
        refusals.add(refusal);
        CompletionStage<T> asked = answer;
        asked.whenComplete((given, failure) -> refusals.remove(refusal));
        boolean posted = loop.post(() -> {
            try {
                task.accept(answer);
            } catch (IllegalArgumentException
                    | IllegalStateException
                    | NoSuchElementException e) { // a refusal in words
                LOG.debug("station={} a request is refused: {}", stationId, e.getMessage());
                answer.completeExceptionally(e);
            } catch (RuntimeException e) {
                LOG.error("station={} a request failed", stationId, e);
                answer.completeExceptionally(e);
            }
        });
        if (!posted) {
            refusal.run();
        }
        return asked;
    }

    /** The station ends: what is unanswered never will be. */
    void refuseAll() {
        refusals.forEach(Runnable::run);
    }
}
