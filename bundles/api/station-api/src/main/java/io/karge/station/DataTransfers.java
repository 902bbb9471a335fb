package io.karge.station;

import io.karge.ocpp.messages.DataTransferRequest;
import io.karge.ocpp.messages.DataTransferResponse;
import java.util.concurrent.CompletionStage;

/** Sends to the CSMS what the standard has no message for (P02). An OSGi service of the data transfer block. */
public interface DataTransfers {

    /**
     * Sends a message of a station, after those that are already waiting. It is sent once: whether to repeat it is part
     * of what vendor and CSMS have agreed on. Any thread; does not block.
     *
     * @return completes always, never exceptionally and mostly on the station's loop, so that what follows from it must
     *     not block
     */
    CompletionStage<CallReply<DataTransferResponse>> send(String stationId, DataTransferRequest request);
}
