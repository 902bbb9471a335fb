package io.karge.shell;

import io.karge.runtime.Gateway;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.karaf.shell.api.console.CommandLine;

/** What completers ask the station that stands first on a line. */
final class LineStation {
    /** Where on the line the station is: after the command. */
    static final int INDEX = 1;

    /** Who presses the tabulator does not wait longer. */
    private static final long SECONDS = 2;

    private LineStation() {}

    /** Empty when the line names none, or it does not answer soon. */
    static <T> Optional<T> of(CommandLine line, Gateway gateway, Function<String, CompletionStage<T>> question) {
        String[] words = line.getArguments();
        if (words.length <= INDEX || !gateway.stationIds().contains(words[INDEX])) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    question.apply(words[INDEX]).toCompletableFuture().get(SECONDS, TimeUnit.SECONDS));
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
