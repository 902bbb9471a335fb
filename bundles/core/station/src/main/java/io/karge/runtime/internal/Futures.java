package io.karge.runtime.internal;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What the JDK lacks for several stages. */
final class Futures {
    private Futures() {}

    /** Done when all are; fails when one has failed. */
    static CompletionStage<Void> allOf(List<? extends CompletionStage<?>> stages) {
        return CompletableFuture.allOf(
                stages.stream().map(CompletionStage::toCompletableFuture).toArray(CompletableFuture[]::new));
    }

    /** What is there when all are done; fails when one has failed. */
    static <T> CompletionStage<List<T>> joined(List<CompletableFuture<Optional<T>>> stages) {
        return allOf(stages).thenApply(done -> stages.stream()
                .map(CompletableFuture::join)
                .flatMap(Optional::stream)
                .toList());
    }
}
