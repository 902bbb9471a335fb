package io.karge.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.Action;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Stations that send what the CSMS wants wrongly or not at all, and the cases that must notice. */
class BrokenTriggerTest {
    @Test
    void meterValuesFailWhenTheStationHasNone() {
        BrokenStation.fails("TC_F_11_CS", Breakage.without("metering"), "step 2: TriggerMessageResponse.status");
    }

    @Test
    void meterValuesFailWhenTheyAreOfAnotherEvse() {
        BrokenStation.fails(
                "TC_F_11_CS",
                Breakage.altering(Action.MeterValues, values -> values.put("evseId", 2)),
                "step 3: MeterValuesRequest.evseId: expected 1, seen 2");
    }

    @Test
    void meterValuesFailWhenTheySayThatTheClockBroughtThem() {
        BrokenStation.fails(
                "TC_F_11_CS",
                Breakage.altering(Action.MeterValues, values -> ((ObjectNode) values.at("/meterValue/0/sampledValue/0"))
                        .put("context", "Sample.Periodic")),
                "step 3: meterValue[0].sampledValue[0].context: expected Trigger");
    }

    @Test
    void meterValuesOfAllFailWhenAnEvseIsLeftOut() {
        BrokenStation.fails(
                "TC_F_12_CS",
                Breakage.dropping(
                        Action.MeterValues, values -> values.path("evseId").asInt() == 2),
                "step 3: MeterValuesRequest of EVSE 2");
    }

    @Test
    void heartbeatFailsWhenItDoesNotCome() {
        BrokenStation.fails("TC_F_20_CS", Breakage.dropping(Action.Heartbeat), "step 3");
    }

    @Test
    void statusFailsWhenItIsNotReported() {
        BrokenStation.fails("TC_F_23_CS", Breakage.dropping(Action.StatusNotification), "step 3: a report");
    }

    @Test
    void statusFailsWhenItIsThatOfBefore() {
        BrokenStation.fails(
                "TC_F_24_CS",
                Breakage.altering(Action.StatusNotification, new Consumer<>() {
                    private boolean first = true;

                    @Override
                    public void accept(ObjectNode status) {
                        if (!first) {
                            status.put("connectorStatus", "Available");
                        }
                        first = false;
                    }
                }),
                "step 3: status of connector 1.1: expected Occupied, seen Available");
    }

    @Test
    void bootNotificationFailsWhenTheStationAcceptsToSendIt() {
        BrokenStation.fails(
                "TC_F_26_CS",
                Breakage.answering(Action.TriggerMessage, answer -> answer.put("status", "Accepted")),
                "step 2: TriggerMessageResponse.status: expected Rejected, seen Accepted");
    }
}
