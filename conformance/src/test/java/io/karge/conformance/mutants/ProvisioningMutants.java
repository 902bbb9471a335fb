package io.karge.conformance.mutants;

import static io.karge.conformance.mutants.Wires.answering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.block.availability.AvailabilityBlockFactory;
import io.karge.conformance.AlteredBlock;
import io.karge.conformance.Breakage;
import io.karge.conformance.Frames;
import io.karge.ocpp.Action;
import io.karge.ocpp.Frame;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ChargingStationType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.station.CallPermission;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/** Boot, offline and reports: B01 to B04, B07. */
final class ProvisioningMutants {
    private static final String STATUS = "connectorStatus";

    static final List<Mutant> ALL = List.of(
            // B01 to B03
            Mutant.of("no connector is reported", () -> Breakage.without("availability"))
                    .at("step 5: a report", "B_01"),
            Mutant.of(
                            "connectors are Occupied after the boot",
                            () -> Breakage.altering(Action.StatusNotification, s -> s.put(STATUS, "Occupied")))
                    .at("step 5: status of connector 1.1: expected Available, seen Occupied", "B_01", "B_03")
                    .at("step 17: status of connector 1.1: expected Available, seen Occupied", "B_02"),
            Mutant.of(
                            "a connector is not reported after the boot",
                            () -> Breakage.dropping(Action.StatusNotification, evse(2)))
                    .at("a report (StatusNotification or NotifyEvent) of connector 2.1", "B_01", "B_02", "B_03"),
            Mutant.of(
                            "the station itself is reported as a connector",
                            () -> Wires.copied(Action.StatusNotification, evse(2), s -> s.put("evseId", 0)
                                    .put("connectorId", 0)))
                    .in("B_01"),
            Mutant.of("no security event after the boot", () -> Breakage.dropping(Action.SecurityEventNotification))
                    .at("step 7", "B_01"),
            Mutant.of(
                            "another security event after the boot",
                            () -> Breakage.altering(
                                    Action.SecurityEventNotification, e -> e.put("type", "MemoryExhaustion")))
                    .at("step 7: SecurityEventNotificationRequest.type", "B_01"),
            Mutant.of(
                            "a connector is reported before the boot is accepted",
                            () -> sending(context -> status(context, 1)))
                    .at("step 2 to 15: messages that nobody asked for: expected none", "B_02")
                    .at("step 3: messages in the meantime: expected none", "B_03"),
            Mutant.of(
                            "BootNotification is repeated at once",
                            () -> sending(context -> BootNotificationRequest.of(
                                    BootReasonEnumType.PowerUp, ChargingStationType.of("impatient", "Karge"))))
                    .at("step 3: time since step 1: expected at least", "B_03"),
            Mutant.of(
                            "a remote start is accepted while pending",
                            () -> answering(Action.RequestStartTransaction, "Accepted"))
                    .at("step 12: status: expected Rejected, seen Accepted", "B_02"),
            Mutant.of(
                            "a remote start that is rejected is authorized all the same",
                            () -> Wires.answered(Action.RequestStartTransaction, Action.Authorize, time -> token()))
                    .at("step 15: the messages before BootNotification", "B_02"),
            Mutant.of("nothing can be set while pending", () -> VariableMutants.set("attributeStatus", "Rejected"))
                    .at("step 4: attributeStatus", "B_02"),
            Mutant.of(
                            "nothing can be read while pending",
                            () -> Breakage.answering(Action.GetVariables, answer -> first(answer, "getVariableResult")
                                    .put("attributeStatus", "Rejected")))
                    .at("step 6: attributeStatus", "B_02"),
            Mutant.of(
                            "BootNotification cannot be asked for while pending",
                            () -> answering(Action.TriggerMessage, "Rejected"))
                    .at("step 14: status", "B_02"),
            Mutant.of(
                            "a BootNotification that was asked for has another reason",
                            () -> Breakage.altering(Action.BootNotification, boot -> boot.put("reason", "PowerUp")))
                    .at("step 15: reason", "B_02"),
            Mutant.of("a request while rejected fails for another reason", () -> refusing(RpcErrorCode.InternalError))
                    .at("step 4: error code: expected SecurityError, seen InternalError", "B_30"),
            Mutant.of(
                            "a request while rejected is answered",
                            () -> Breakage.onWire(new Frames() {
                                @Override
                                protected List<Frame> station(Frame frame) {
                                    return frame instanceof Frame.CallError error
                                            ? List.of(new Frame.CallResult(
                                                    error.messageId(),
                                                    Wires.object().put("status", "Accepted")))
                                            : List.of(frame);
                                }
                            }))
                    .in("B_30"),
            Mutant.of(
                            "the boot after a power cycle has another reason",
                            () -> Breakage.altering(Action.BootNotification, boot -> boot.put("reason", "Watchdog")))
                    .at("step 3: BootNotificationRequest.reason", "B_01", "B_20"),
            Mutant.of(
                            "the security event comes before the connectors are reported",
                            () -> Wires.late(
                                    Wires.is(Action.StatusNotification), Wires.is(Action.SecurityEventNotification)))
                    .at("step 7: reports of connectors: expected all of them before", "B_01"),
            Mutant.of(
                            "the boot brings a security event of another kind",
                            () -> Wires.copied(
                                    Action.SecurityEventNotification,
                                    any -> true,
                                    event -> event.put("type", "TamperDetectionActivated")))
                    .at("after the last step", "B_01", "B_02", "B_03", "B_20", "B_21", "B_22", "B_23"),
            Mutant.of(
                            "BootNotification comes twice",
                            () -> Wires.copied(Action.BootNotification, any -> true, boot -> {}))
                    .in("B_01", "B_02", "B_03", "B_20", "B_22", "G_18", "G_21"),
            Mutant.of(
                            "what was set while pending is read as before",
                            () -> Breakage.answering(Action.GetVariables, answer -> first(answer, "getVariableResult")
                                    .put("attributeValue", "60")))
                    .at("step 6: attributeValue", "B_02"),
            // B04
            Mutant.of(
                            "only the change is reported after a long time offline",
                            () -> Breakage.dropping(Action.StatusNotification, evse(2)))
                    .at("step 4: a report (StatusNotification or NotifyEvent) of connector 2.1", "B_51"),
            Mutant.of(
                            "the change is not reported after a time offline",
                            () -> Breakage.dropping(Action.StatusNotification, status("Occupied")))
                    .at("step 4", "B_51", "B_52"),
            Mutant.of(
                            "more than the change is reported after a short time offline",
                            () -> when(StationEvent.Online.class, context -> status(context, 2)))
                    .at("step 4: connectors whose status did not change", "B_52"),
            // effect: OCPPCommCtrlr.OfflineThreshold
            Mutant.of(
                            "OfflineThreshold is ignored, 1 s",
                            () -> Wires.ignoring("OCPPCommCtrlr", "OfflineThreshold", "1"))
                    .in("B_52"),
            Mutant.of(
                            "OfflineThreshold is ignored, 5 min",
                            () -> Wires.ignoring("OCPPCommCtrlr", "OfflineThreshold", "300"))
                    .in("B_51"),
            // B07
            Mutant.of("a report that can be made is rejected", () -> answering(Action.GetBaseReport, "Rejected"))
                    .at("GetBaseReportResponse.status", "B_02", "B_12", "B_13", "B_53"),
            Mutant.of(
                            "a required variable is not reported",
                            () -> reporting(entry -> {
                                if (entry.at("/variable/name").asText().equals("TimeSource")) {
                                    ((ObjectNode) entry.path("variable")).put("name", "TimeSauce");
                                }
                            }))
                    .at(
                            "required variables that are missing: expected none, seen [ClockCtrlr.TimeSource]",
                            "B_12",
                            "B_13"),
            Mutant.of(
                            "a variable of a connector is reported of its EVSE",
                            () -> reporting(entry -> {
                                if (entry.at("/variable/name").asText().equals("ConnectorType")) {
                                    ((ObjectNode) entry.at("/component/evse")).remove("connectorId");
                                }
                            }))
                    .at("required variables that are missing", "B_13", "B_53"),
            Mutant.of(
                            "a list does not say its values",
                            () -> reporting(
                                    entry -> ((ObjectNode) entry.path("variableCharacteristics")).remove("valuesList")))
                    .at("valuesList of AlignedDataCtrlr.Measurands: expected a value", "B_12", "B_13"),
            Mutant.of(
                            "what can only be written is told",
                            () -> reporting(
                                    entry -> entry.path("variableAttribute").forEach(one -> {
                                        if (one.path("mutability").asText().equals("WriteOnly")) {
                                            ((ObjectNode) one).put("value", "secret");
                                        }
                                    })))
                    .at("value of SecurityCtrlr.BasicAuthPassword", "B_12", "B_13", "B_53"),
            Mutant.of(
                            "what cannot be set is in the configuration",
                            () -> reporting(entry -> entry.path("variableAttribute")
                                    .forEach(one -> ((ObjectNode) one).put("mutability", "ReadOnly"))))
                    .at("post scenario: mutability of", "B_12"),
            Mutant.of(
                            "reports do not begin at zero",
                            () -> Breakage.altering(
                                    Action.NotifyReport,
                                    r -> r.put("seqNo", r.path("seqNo").asInt() + 1)))
                    .at("NotifyReportRequest.seqNo: expected 0, seen 1", "B_12", "B_13", "B_02"),
            Mutant.of("a report ends before its end", () -> split(false, 1))
                    .at("required variables that are missing", "B_12", "B_13", "B_53"),
            Mutant.of("the parts of a report have one number", () -> split(true, 0))
                    .at("NotifyReportRequest.seqNo: expected 1, seen 0", "B_12", "B_13", "B_02"),
            Mutant.of("the parts of a report have no number in between", () -> split(true, 2))
                    .at("NotifyReportRequest.seqNo: expected 1, seen 2", "B_12", "B_13", "B_02"),
            Mutant.of("a report never ends", () -> Breakage.altering(Action.NotifyReport, r -> r.put("tbc", true)))
                    .at("of the report", "B_12", "B_13"),
            Mutant.of(
                            "a report is of another request",
                            () -> Breakage.altering(Action.NotifyReport, r -> r.put("requestId", 7)))
                    .in("B_12", "B_13"),
            Mutant.of(
                            "a report was made at another time",
                            () -> Breakage.altering(
                                    Action.NotifyReport, r -> r.put("generatedAt", "2026-01-01T01:00:00.000Z")))
                    .at("NotifyReportRequest.generatedAt", "B_12", "B_13", "B_53"),
            Mutant.of("a report that is not supported is promised", () -> answering(Action.GetBaseReport, "Accepted"))
                    .at("step 2: status: expected NotSupported, seen Accepted", "B_15"),
            Mutant.of(
                            "a report that is not supported comes",
                            () -> Wires.answered(Action.GetBaseReport, Action.NotifyReport, time -> Wires.object()
                                    .put("requestId", 1)
                                    .put("generatedAt", time)
                                    .put("seqNo", 0)))
                    .at("step 1, note: a report", "B_15"));

    private ProvisioningMutants() {}

    private static Predicate<ObjectNode> evse(int evseId) {
        return status -> status.path("evseId").asInt() == evseId;
    }

    private static Predicate<ObjectNode> status(String wanted) {
        return status -> status.path(STATUS).asText().equals(wanted);
    }

    private static ObjectNode token() {
        ObjectNode authorize = Wires.object();
        authorize.putObject("idToken").put("idToken", "04A2B3C4D5").put("type", "ISO14443");
        return authorize;
    }

    static ObjectNode first(ObjectNode answer, String results) {
        return (ObjectNode) answer.path(results).path(0);
    }

    private static Breakage refusing(RpcErrorCode code) {
        return Breakage.onWire(new Frames() {
            @Override
            protected List<Frame> station(Frame frame) {
                return List.of(
                        frame instanceof Frame.CallError error
                                ? Frame.CallError.of(error.messageId(), code, error.description())
                                : frame);
            }
        });
    }

    private static Breakage reporting(Consumer<JsonNode> entry) {
        return Breakage.altering(
                Action.NotifyReport, report -> report.path("reportData").forEach(entry));
    }

    /** Reports in two parts. */
    private static Breakage split(boolean toBeContinued, int seqNo) {
        return Breakage.onWire(new Frames() {
            @Override
            protected List<Frame> station(Frame frame) {
                return request(frame, Action.NotifyReport)
                        .map(whole -> parts(frame, whole))
                        .orElse(List.of(frame));
            }

            private List<Frame> parts(Frame frame, ObjectNode whole) {
                ObjectNode second = whole.deepCopy().put("seqNo", seqNo);
                ArrayNode rest = second.putArray("reportData");
                ArrayNode data = (ArrayNode) whole.path("reportData");
                while (data.size() > rest.size()) {
                    rest.add(data.remove(data.size() - 1));
                }
                whole.put("tbc", toBeContinued);
                return List.of(frame, Wires.call(Action.NotifyReport, second));
            }
        });
    }

    private static StatusNotificationRequest status(StationContext context, int evseId) {
        return StatusNotificationRequest.of(context.clock().now(), ConnectorStatusEnumType.Available, evseId, 1);
    }

    private static Breakage sending(Function<StationContext, OcppRequest> request) {
        return when(StationEvent.Registered.class, request);
    }

    /** A station that sends something of its own on each event of a kind, whether it may or not. */
    static Breakage when(Class<? extends StationEvent> event, Function<StationContext, OcppRequest> request) {
        return Breakage.with(new AlteredBlock(new AvailabilityBlockFactory(), context -> {}, (context, happened) -> {
            if (event.isInstance(happened)) {
                OcppRequest said = request.apply(context);
                context.call(said, said.action().responseType(), CallPermission.BOOT, reply -> {});
            }
        }));
    }
}
