package io.karge.runtime.internal;

import io.karge.ocpp.types.LogEnumType;
import io.karge.station.LogArchives;
import io.karge.station.LogArchives.Archive;
import io.karge.station.Reply;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** How an administrator gets the archives of logs. On the loop only. */
final class LogAccess {
    private LogAccess() {}

    static void make(StationCore core, LogEnumType log, Path file, CompletableFuture<Archive> answer) {
        Optional<LogArchives> archives = core.ports().find(LogArchives.class);
        if (archives.isEmpty()) {
            answer.completeExceptionally(new IllegalStateException(
                    "station " + core.stationId() + " makes no archives: karge-diagnostics is not installed"));
            return;
        }
        core.steps().run(() -> archives.get().make(log, Optional.empty(), Optional.empty(), file, reply -> {
            if (reply instanceof Reply.Answered<Archive> made) {
                answer.complete(made.result());
            } else {
                answer.completeExceptionally(
                        new IllegalStateException(file + " is not written: " + ((Reply.Failed<Archive>) reply).why()));
            }
        }));
    }
}
