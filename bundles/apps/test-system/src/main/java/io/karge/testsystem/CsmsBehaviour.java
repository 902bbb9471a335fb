package io.karge.testsystem;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;

/** How a CSMS answers its stations. Called on the server's threads, for one station one request after another. */
@FunctionalInterface
public interface CsmsBehaviour {

    /**
     * The answer to a valid request of a station.
     *
     * @throws UnsupportedOperationException when this CSMS does not answer it; the station gets NotSupported
     */
    OcppResponse answer(String stationId, OcppRequest request);
}
