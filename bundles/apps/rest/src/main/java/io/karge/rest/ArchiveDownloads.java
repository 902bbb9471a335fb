package io.karge.rest;

import io.karge.failure.FailureWords;
import io.karge.ocpp.types.LogEnumType;
import io.karge.rest.ApiCall.BadRequestException;
import io.karge.runtime.Gateway;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Archives of logs on their way to whoever asks for them over HTTP: each a file for a moment, in a folder that nobody else reads.
 * Thread-safe.
 */
final class ArchiveDownloads {
    private static final Logger LOG = LoggerFactory.getLogger(ArchiveDownloads.class);

    private final Gateway gateway;
    private final Path folder;

    /** @param folder its own: what a process that died has left there goes */
    ArchiveDownloads(Gateway gateway, Path folder) {
        this.gateway = gateway;
        this.folder = folder;
        try {
            makeFolder();
            removeRemains();
        } catch (IOException e) {
            LOG.warn("what is left of archives in {} cannot be removed: {}", folder, FailureWords.of(e));
        }
    }

    private void makeFolder() throws IOException {
        Files.createDirectories(folder, ApiToken.OWNER_ONLY_FOLDER);
    }

    private void removeRemains() throws IOException {
        List<Path> remains;
        try (Stream<Path> all = Files.list(folder)) {
            remains = all.toList();
        }
        for (Path file : remains) {
            Files.deleteIfExists(file);
        }
    }

    /** Which log a call wants: the diagnostics unless it says otherwise. */
    private static LogEnumType wanted(ApiCall call) {
        String log = call.query().getOrDefault("log", "diagnostics");
        return switch (log) {
            case "diagnostics" -> LogEnumType.DiagnosticsLog;
            case "security" -> LogEnumType.SecurityLog;
            default -> throw new BadRequestException("'log' is '" + log + "', it is diagnostics or security");
        };
    }

    /** Has the archive made; the file goes when it was sent, or cannot be. */
    CompletionStage<Answer> make(String stationId, ApiCall call) {
        LogEnumType log = wanted(call);
        String word = log == LogEnumType.SecurityLog ? "security" : "diagnostics";
        call.caller().asks("{\"log\":\"" + word + "\"}");
        Path file = folder.resolve(UUID.randomUUID() + ".zip");
        try {
            makeFolder(); // may not have been possible before, and who cleans up temporary files takes it away
        } catch (IOException e) {
            return CompletableFuture.failedFuture(
                    new IllegalStateException("no archive can be made: " + FailureWords.ofOwnFile(e)));
        }
        String name = stationId.replaceAll("[^A-Za-z0-9._-]", "_") + "-" + word + ".zip";
        return gateway.logs(stationId, log, file)
                .thenApply(archive -> Answer.ok(new Answer.Download(archive.file(), name, "application/zip")));
    }

    /** What was sent, or is not wanted any more. May block. */
    static void discard(Answer answer) {
        if (answer.body() instanceof Answer.Download download) {
            try {
                Files.deleteIfExists(download.file());
            } catch (IOException e) {
                LOG.warn(
                        "{} cannot be removed; it goes when the gateway starts again: {}",
                        download.file(),
                        FailureWords.of(e));
            }
        }
    }
}
