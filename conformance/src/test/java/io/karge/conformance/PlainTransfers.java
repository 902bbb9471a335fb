package io.karge.conformance;

import io.karge.station.FileTransfers;
import io.karge.station.TransferOrder;
import io.karge.station.TransferOrder.Direction;
import io.karge.station.TransferOutcome;
import io.karge.station.TransferOutcome.Cause;
import io.karge.station.TransferProgress;
import io.karge.time.TimeSource.Cancellable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** HTTP, and nothing else. */
final class PlainTransfers implements FileTransfers {
    private static final int OK = 200;
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Override
    public Cancellable begin(
            String stationId,
            TransferOrder order,
            Consumer<TransferProgress> progress,
            Consumer<TransferOutcome> done) {
        HttpRequest request;
        try {
            request = request(order);
        } catch (IOException | IllegalArgumentException e) {
            done.accept(new TransferOutcome.Failed(Cause.BAD_LOCATION, e.toString()));
            return () -> {};
        }
        CompletableFuture<HttpResponse<Path>> response = CLIENT.sendAsync(
                request,
                info -> info.statusCode() == OK && order.direction() == Direction.GET
                        ? HttpResponse.BodySubscribers.ofFile(order.file())
                        : HttpResponse.BodySubscribers.replacing(order.file()));
        CompletionStage<HttpResponse<Path>> asked = response;
        asked.whenComplete((answer, failure) -> done.accept(outcome(answer, failure)));
        return () -> response.cancel(true);
    }

    private static HttpRequest request(TransferOrder order) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(order.location()));
        if (order.direction() == Direction.PUT) {
            return request.PUT(HttpRequest.BodyPublishers.ofFile(order.file())).build();
        }
        Files.createDirectories(order.file().getParent());
        return request.build();
    }

    private static TransferOutcome outcome(@Nullable HttpResponse<Path> answer, @Nullable Throwable failure) {
        if (answer == null) {
            return new TransferOutcome.Failed(
                    failure instanceof CancellationException ? Cause.CANCELLED : Cause.INTERRUPTED,
                    String.valueOf(failure));
        } else if (answer.statusCode() / 100 != 2) {
            return new TransferOutcome.Failed(Cause.NOT_FOUND, "HTTP " + answer.statusCode());
        }
        return new TransferOutcome.Moved(0);
    }
}
