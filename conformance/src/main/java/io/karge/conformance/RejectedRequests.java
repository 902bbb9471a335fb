package io.karge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** What every case asserts of a request that the station rejects: the contactors stay as they are. */
final class RejectedRequests implements CallWatch {
    private static final Set<Action> OF_THE_HARDWARE = Set.of(
            Action.RequestStartTransaction,
            Action.RequestStopTransaction,
            Action.ChangeAvailability,
            Action.UnlockConnector,
            Action.Reset);

    private final StationUnderTest station;
    private final TestCsms csms;
    private final List<String> switched = new ArrayList<>();

    RejectedRequests(StationUnderTest station, TestCsms csms) {
        this.station = station;
        this.csms = csms;
    }

    @Override
    public Consumer<JsonNode> calling(OcppRequest request) {
        if (!OF_THE_HARDWARE.contains(request.action())) {
            return answer -> {};
        }
        Map<Integer, Boolean> before = closed();
        return answer -> {
            if (answer.path("status").asText().equals("Rejected")) {
                csms.pause(csms.silence());
                Map<Integer, Boolean> after = closed();
                if (!after.equals(before)) {
                    switched.add(request.action().wire() + ": " + before + " became " + after);
                }
            }
        };
    }

    /**
     * Asserts it of all that were rejected.
     *
     * @throws AssertionError when one has switched something
     */
    void verify() {
        Checks.that(
                "own validation: contactors that a rejected request has switched",
                switched.isEmpty(),
                "none",
                switched);
    }

    private Map<Integer, Boolean> closed() {
        Map<Integer, Boolean> closed = new TreeMap<>();
        station.model().evses().forEach(evse -> closed.put(evse.evseId(), station.isPowerPathClosed(evse.evseId())));
        return closed;
    }
}
