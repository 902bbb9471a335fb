package io.karge.testsystem;

import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.OcppResponse;
import io.karge.ocpp.RpcErrorCode;

/** How a CSMS answers its stations. Called on the server's threads, for one station one request after another. */
@FunctionalInterface
public interface CsmsBehaviour {

    /**
     * The answer to a valid request of a station.
     *
     * @throws UnsupportedOperationException when this CSMS does not answer it; the station gets NotSupported
     * @throws RefusedException when the station is to get another CALLERROR
     * @throws UnansweredException when the station is to get nothing at all
     */
    OcppResponse answer(String stationId, OcppRequest request);

    /** The request is answered with a CALLERROR. */
    final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final RpcErrorCode code;

        public RefusedException(RpcErrorCode code, String description) {
            super(description);
            this.code = code;
        }

        public RpcErrorCode code() {
            return code;
        }
    }

    /** The request is not answered, for now or for good. */
    final class UnansweredException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
