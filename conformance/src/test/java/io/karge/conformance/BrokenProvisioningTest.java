package io.karge.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.block.availability.AvailabilityBlockFactory;
import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ChargingStationType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.station.CallPermission;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The cases of functional block B notice. */
class BrokenProvisioningTest {

    @Test
    void pendingBootFailsWhenTheStationTalksUnasked() {
        BrokenStation.fails(
                "TC_B_02_CS",
                sending(StationEvent.Registered.class, context -> status(context, 1)),
                "step 2 to 15: messages that nobody asked for: expected none");
    }

    @Test
    void pendingBootFailsWhenARemoteStartIsAccepted() {
        BrokenStation.fails(
                "TC_B_02_CS",
                Breakage.answering(Action.RequestStartTransaction, answer -> answer.put("status", "Accepted")),
                "step 12: status: expected Rejected, seen Accepted");
    }

    @Test
    void rejectedBootFailsWhenTheStationTalksInTheMeantime() {
        BrokenStation.fails(
                "TC_B_03_CS",
                sending(StationEvent.Registered.class, context -> status(context, 1)),
                "step 3: messages in the meantime: expected none");
    }

    @Test
    void rejectedBootFailsWhenTheStationDoesNotWait() {
        BrokenStation.fails(
                "TC_B_03_CS",
                sending(
                        StationEvent.Registered.class,
                        context -> BootNotificationRequest.of(
                                BootReasonEnumType.PowerUp, ChargingStationType.of("impatient", "Karge"))),
                "step 3: time since step 1: expected at least");
    }

    @Test
    void securityErrorFailsWhenTheStationHasAnotherExcuse() {
        BrokenStation.fails(
                "TC_B_30_CS",
                new Breakage(
                        blocks -> blocks,
                        driver -> driver,
                        text -> Optional.of(text.replace("\"SecurityError\"", "\"InternalError\""))),
                "step 4: error code: expected SecurityError, seen InternalError");
    }

    @Test
    void longOfflineFailsWhenOnlyTheChangeIsReported() {
        BrokenStation.fails(
                "TC_B_51_CS",
                Breakage.dropping(
                        Action.StatusNotification,
                        status -> status.path("evseId").asInt() != 1),
                "step 4: a report (StatusNotification or NotifyEvent) of connector 2.1");
    }

    @Test
    void shortOfflineFailsWhenMoreThanTheChangeIsReported() {
        BrokenStation.fails(
                "TC_B_52_CS",
                sending(StationEvent.Online.class, context -> status(context, 2)),
                "step 4: connectors whose status did not change");
    }

    @Test
    void getVariablesFailsWhenTheValueIsAnother() {
        BrokenStation.fails(
                "TC_B_06_CS",
                Breakage.answering(Action.GetVariables, answer -> first(answer, "getVariableResult")
                        .put("attributeValue", "301")),
                "step 2: attributeValue of OCPPCommCtrlr.OfflineThreshold: expected 300, seen 301");
    }

    @Test
    void getVariablesFailsWhenTheAttributeIsAnother() {
        BrokenStation.fails(
                "TC_B_34_CS",
                Breakage.answering(Action.GetVariables, answer -> first(answer, "getVariableResult")
                        .remove("attributeType")),
                "step 2: attributeType of OCPPCommCtrlr.OfflineThreshold: expected Target");
    }

    @Test
    void setVariablesFailsWhenAnythingIsAccepted() {
        BrokenStation.fails(
                "TC_B_11_CS",
                Breakage.answering(Action.SetVariables, answer -> first(answer, "setVariableResult")
                        .put("attributeStatus", "Accepted")),
                "step 6 for '6': attributeStatus of AuthCtrlr.AuthorizeRemoteStart: expected Rejected, seen Accepted");
    }

    @Test
    void fullInventoryFailsWhenARequiredVariableIsMissing() {
        BrokenStation.fails(
                "TC_B_13_CS",
                reporting(entry -> {
                    if (entry.path("variable").path("name").asText().equals("TimeSource")) {
                        ((ObjectNode) entry.path("variable")).put("name", "TimeSauce");
                    }
                }),
                "post scenario: required variables that are missing: expected none, seen [ClockCtrlr.TimeSource]");
    }

    @Test
    void fullInventoryFailsWhenAListDoesNotSayItsValues() {
        BrokenStation.fails(
                "TC_B_13_CS",
                reporting(entry -> ((ObjectNode) entry.path("variableCharacteristics")).remove("valuesList")),
                "valuesList of AlignedDataCtrlr.Measurands: expected a value");
    }

    @Test
    void configurationInventoryFailsWhenItHoldsWhatCannotBeSet() {
        BrokenStation.fails(
                "TC_B_12_CS",
                reporting(entry -> entry.path("variableAttribute")
                        .forEach(attribute -> ((ObjectNode) attribute).put("mutability", "ReadOnly"))),
                "post scenario: mutability of");
    }

    @Test
    void reportsFailWhenTheyDoNotBeginAtZero() {
        BrokenStation.fails(
                "TC_B_12_CS",
                Breakage.altering(Action.NotifyReport, report -> report.put("seqNo", 1)),
                "NotifyReportRequest.seqNo: expected 0, seen 1");
    }

    @Test
    void summaryInventoryFailsWhenItIsPromised() {
        BrokenStation.fails(
                "TC_B_15_CS",
                Breakage.answering(Action.GetBaseReport, answer -> answer.put("status", "Accepted")),
                "step 2: status: expected NotSupported, seen Accepted");
    }

    private static ObjectNode first(ObjectNode answer, String results) {
        return (ObjectNode) answer.path(results).path(0);
    }

    private static Breakage reporting(Consumer<JsonNode> entry) {
        return Breakage.altering(
                Action.NotifyReport, report -> report.path("reportData").forEach(entry));
    }

    private static StatusNotificationRequest status(StationContext context, int evseId) {
        return StatusNotificationRequest.of(context.clock().now(), ConnectorStatusEnumType.Available, evseId, 1);
    }

    /** A station that sends something of its own on each event of a kind, whether it may or not. */
    private static Breakage sending(Class<? extends StationEvent> when, Function<StationContext, OcppRequest> request) {
        return Breakage.with(new AlteredBlock(new AvailabilityBlockFactory(), context -> {}, (context, event) -> {
            if (when.isInstance(event)) {
                OcppRequest said = request.apply(context);
                context.call(said, said.action().responseType(), CallPermission.BOOT, reply -> {});
            }
        }));
    }
}
