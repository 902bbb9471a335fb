package io.karge.driver.testkit;

import io.karge.driver.CommandResult;
import io.karge.driver.CommandResult.TimedOut;
import io.karge.time.TimeSource;
import io.karge.time.TimeSource.Cancellable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Commands that reached hardware which does not answer; each ends by its time-out. Thread-safe. */
final class UnansweredCommands {
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final TimeSource time;
    private final List<Unanswered> open = new ArrayList<>();

    private record Unanswered(CompletableFuture<CommandResult> answer, Cancellable timeout) {}

    UnansweredCommands(TimeSource time) {
        this.time = time;
    }

    synchronized CompletionStage<CommandResult> add() {
        CompletableFuture<CommandResult> answer = new CompletableFuture<>();
        Cancellable timeout = time.schedule(TIMEOUT, () -> {
            forget(answer);
            answer.complete(new TimedOut());
        });
        open.add(new Unanswered(answer, timeout));
        return answer;
    }

    private synchronized void forget(CompletableFuture<CommandResult> answer) {
        open.removeIf(it -> it.answer == answer);
    }

    /** Takes them away, for whoever answers them now. */
    synchronized List<CompletableFuture<CommandResult>> take() {
        List<CompletableFuture<CommandResult>> taken =
                open.stream().map(Unanswered::answer).toList();
        open.forEach(it -> it.timeout.cancel());
        open.clear();
        return taken;
    }
}
