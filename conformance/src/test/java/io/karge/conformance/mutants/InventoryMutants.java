package io.karge.conformance.mutants;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.ocpp.Action;
import java.util.List;
import java.util.function.Consumer;

/** The variables of the full inventory: TC_B_53_CS. */
final class InventoryMutants {
    private static final String CASE = "B_53";

    static final List<Mutant> ALL = List.of(
            inventory(
                    "a list is told as a text",
                    "ClockCtrlr.TimeSource: dataType: expected SequenceList, seen string",
                    "TimeSource",
                    entry -> characteristics(entry).put("dataType", "string")),
            inventory(
                    "a required unit is missing",
                    "OCPPCommCtrlr.MessageAttemptInterval[TransactionEvent]: unit",
                    "MessageAttemptInterval",
                    entry -> characteristics(entry).remove("unit")),
            inventory(
                    "a unit is not of the standard's list", "unit: expected", "ConnectedTime", entry -> characteristics(
                                    entry)
                            .put("unit", "seconds")),
            inventory(
                    "an option is not one of the standard's",
                    "OCPPCommCtrlr.FileTransferProtocols: valuesList",
                    "FileTransferProtocols",
                    entry -> characteristics(entry).put("valuesList", "HTTP,HTTPS,FTP,FTPS,SFTP,SCP")),
            inventory(
                    "the members of a list are apart",
                    "OCPPCommCtrlr.FileTransferProtocols: value: expected out of",
                    "FileTransferProtocols",
                    entry -> attribute(entry).put("value", "FTP, FTPS")),
            inventory(
                    "a state is none of the list's",
                    "AvailabilityState: value: expected out of",
                    "AvailabilityState",
                    entry -> attribute(entry).put("value", "Preparing")),
            inventory("a list of values is empty", "valuesList", "TxStartPoint", entry -> characteristics(entry)
                    .put("valuesList", "")),
            inventory(
                    "a value is omitted",
                    "TxCtrlr.EVConnectionTimeOut: value: expected a value",
                    "EVConnectionTimeOut",
                    entry -> attribute(entry).remove("value")),
            inventory(
                    "a number is no number",
                    "OCPPCommCtrlr.OfflineThreshold: value: expected an integer",
                    "OfflineThreshold",
                    entry -> attribute(entry).put("value", "1 min")),
            inventory("an EVSE's power has no limit", "EVSE/1.Power: maxLimit", "Power", entry -> characteristics(entry)
                    .remove("maxLimit")),
            inventory(
                    "what an operator must be able to set is fixed",
                    "AuthCtrlr.LocalPreAuthorize: mutability",
                    "LocalPreAuthorize",
                    entry -> attribute(entry).put("mutability", "ReadOnly")));

    private InventoryMutants() {}

    private static Mutant inventory(String what, String seenAt, String variable, Consumer<JsonNode> change) {
        return Mutant.of(
                        what,
                        () -> Breakage.altering(Action.NotifyReport, report -> report.path("reportData")
                                .forEach(entry -> {
                                    if (entry.at("/variable/name").asText().equals(variable)) {
                                        change.accept(entry);
                                    }
                                })))
                .at(seenAt, CASE);
    }

    private static ObjectNode characteristics(JsonNode entry) {
        return (ObjectNode) entry.path("variableCharacteristics");
    }

    private static ObjectNode attribute(JsonNode entry) {
        return (ObjectNode) entry.at("/variableAttribute/0");
    }
}
