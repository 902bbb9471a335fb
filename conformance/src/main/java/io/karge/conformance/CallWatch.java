package io.karge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.OcppRequest;
import java.util.function.Consumer;

/** Looks at the calls of a case, on its thread. */
@FunctionalInterface
interface CallWatch {
    /** The station is about to be called; gives what looks at its answer. */
    Consumer<JsonNode> calling(OcppRequest request);
}
