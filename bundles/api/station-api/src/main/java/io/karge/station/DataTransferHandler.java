package io.karge.station;

import io.karge.ocpp.messages.DataTransferRequest;
import io.karge.ocpp.messages.DataTransferResponse;
import java.util.function.Consumer;

/**
 * What a vendor and a CSMS have agreed on beyond OCPP (P01). An integrator registers it as an OSGi service; from then on
 * the data transfer block hands it the messages of its vendor, of every station, and it may come and go at any time.
 * What it wants to say unasked goes through {@link DataTransfers}.
 */
public interface DataTransferHandler {

    /** Whose messages it answers, as in {@code DataTransferRequest.vendorId}: a reversed domain name. Never changes. */
    String vendorId();

    /**
     * The CSMS has sent a message to a station. Called on that station's loop: it must not block. What it throws is
     * answered with InternalError, and so is a message that it has not answered after 25 s.
     *
     * @param answer takes the answer exactly once, now or later, on any thread; a {@code messageId} that the vendor
     *     does not know is answered with UnknownMessageId (P01.FR.06)
     */
    void received(String stationId, DataTransferRequest request, Consumer<DataTransferResponse> answer);
}
