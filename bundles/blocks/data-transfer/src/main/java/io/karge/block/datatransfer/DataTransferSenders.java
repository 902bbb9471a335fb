package io.karge.block.datatransfer;

import io.karge.ocpp.messages.DataTransferRequest;
import io.karge.ocpp.messages.DataTransferResponse;
import io.karge.station.CallReply;
import io.karge.station.CallReply.NotSent;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/** The stations that have the block at the moment, by their id. Thread-safe. */
final class Lines {
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    void open(String stationId, Line line) {
        lines.put(stationId, line);
    }

    void close(String stationId, Line line) {
        lines.remove(stationId, line);
        line.close();
    }

    CompletionStage<CallReply<DataTransferResponse>> send(String stationId, DataTransferRequest request) {
        Line line = lines.get(stationId);
        return line == null
                ? CompletableFuture.completedFuture(new NotSent<>("no station " + stationId + " runs at the moment"))
                : line.send(request);
    }
}
