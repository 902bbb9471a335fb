package io.karge.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.ocpp.Action;
import org.junit.jupiter.api.Test;

/** Stations that are broken on purpose, and the cases of blocks F and K that must notice. */
class BrokenRemoteControlTest {
    private static Breakage tellingNo(String field) {
        return Breakage.altering(
                Action.TransactionEvent, event -> ((ObjectNode) event.path("transactionInfo")).remove(field));
    }

    private static Breakage triggered(String instead, String reason) {
        return Breakage.altering(Action.TransactionEvent, event -> {
            if (event.path("triggerReason").asText().equals(reason)) {
                event.put("triggerReason", instead);
            }
        });
    }

    @Test
    void remoteStartFailsWhenItsEventNamesAnotherTrigger() {
        BrokenStation.fails("TC_F_01_CS", triggered("Authorized", "RemoteStart"), "step 5: triggerReason");
    }

    @Test
    void remoteStartFailsWhenItsEventDoesNotNameTheRequest() {
        BrokenStation.fails("TC_F_03_CS", tellingNo("remoteStartId"), "step 5: transactionInfo.remoteStartId");
    }

    @Test
    void remoteStartFailsWhenItsEventCarriesNoToken() {
        BrokenStation.fails(
                "TC_F_02_CS",
                Breakage.altering(Action.TransactionEvent, event -> event.remove("idToken")),
                "step 5: idToken");
    }

    @Test
    void remoteStartFailsWhenItIsNotAuthorizedFirst() {
        BrokenStation.fails("TC_F_02_CS", Breakage.dropping(Action.Authorize), "step 3");
    }

    @Test
    void remoteStartFailsWhenItIsRejected() {
        BrokenStation.fails(
                "TC_F_03_CS",
                Breakage.answering(Action.RequestStartTransaction, answer -> answer.put("status", "Rejected")),
                "step 2: status");
    }

    @Test
    void timeoutFailsWhenTheTransactionGoesOn() {
        BrokenStation.fails(
                "TC_F_04_CS",
                Breakage.dropping(
                        Action.TransactionEvent,
                        event -> event.path("eventType").asText().equals("Ended")),
                "step 1");
    }

    @Test
    void timeoutFailsWhenAnotherReasonIsGiven() {
        BrokenStation.fails("TC_F_04_CS", triggered("EVDeparted", "EVConnectTimeout"), "step 1: triggerReason");
    }

    @Test
    void remoteStopFailsWhenItIsRejected() {
        BrokenStation.fails(
                "TC_F_08_CS",
                Breakage.answering(Action.RequestStopTransaction, answer -> answer.put("status", "Rejected")),
                "step 2: status");
    }

    @Test
    void remoteStopFailsWhenTheTransactionDoesNotSayWhyItEnded() {
        BrokenStation.fails("TC_F_08_CS", tellingNo("stoppedReason"), "stoppedReason");
    }

    @Test
    void remoteStopOfAnUnknownTransactionFailsWhenItIsAccepted() {
        BrokenStation.fails(
                "TC_F_09_CS",
                Breakage.answering(Action.RequestStopTransaction, answer -> answer.put("status", "Accepted")),
                "step 2: status");
    }

    @Test
    void chargingProfileFailsWhenItIsAReasonToReject() {
        BrokenStation.fails(
                "TC_K_38_CS",
                Breakage.answering(Action.RequestStartTransaction, answer -> answer.put("status", "Rejected")),
                "step 2: status");
    }

    @Test
    void chargingProfileFailsWhenTheVehicleDoesNotCharge() {
        BrokenStation.fails("TC_K_38_CS", triggered("CablePluggedIn", "ChargingStateChanged"), "EnergyTransferStarted");
    }
}
