package io.karge.conformance;

import io.karge.driver.StationModel;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.ReportDataType;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The variables that a station must have for the functional blocks that it has (Part 2, Referenced Components and
 * Variables, and Charging Infrastructure Related).
 */
final class RequiredVariables {
    private static final List<String> INFRASTRUCTURE = List.of("AvailabilityState", "Available", "SupplyPhases");

    /** Those that an operator can set. */
    private static final List<String> WRITABLE = List.of(
            // B, with the connection
            "ClockCtrlr.TimeSource",
            "OCPPCommCtrlr.NetworkConfigurationPriority",
            "OCPPCommCtrlr.NetworkProfileConnectionAttempts",
            "OCPPCommCtrlr.OfflineThreshold",
            "OCPPCommCtrlr.ResetRetries",
            "OCPPCommCtrlr.RetryBackOffRandomRange",
            "OCPPCommCtrlr.RetryBackOffRepeatTimes",
            "OCPPCommCtrlr.RetryBackOffWaitMinimum",
            "OCPPCommCtrlr.WebSocketPingInterval",
            // A
            "SecurityCtrlr.OrganizationName",
            // C
            "AuthCtrlr.LocalAuthorizeOffline",
            "AuthCtrlr.LocalPreAuthorize",
            // E
            "OCPPCommCtrlr.MessageAttemptInterval[TransactionEvent]",
            "OCPPCommCtrlr.MessageAttempts[TransactionEvent]",
            "TxCtrlr.EVConnectionTimeOut",
            "TxCtrlr.StopTxOnInvalidId",
            // J
            "AlignedDataCtrlr.Interval",
            "AlignedDataCtrlr.Measurands",
            "AlignedDataCtrlr.TxEndedInterval",
            "AlignedDataCtrlr.TxEndedMeasurands",
            "SampledDataCtrlr.TxEndedInterval",
            "SampledDataCtrlr.TxEndedMeasurands",
            "SampledDataCtrlr.TxStartedMeasurands",
            "SampledDataCtrlr.TxUpdatedInterval",
            "SampledDataCtrlr.TxUpdatedMeasurands");

    /** Those that only the station determines, or may keep to itself. */
    private static final List<String> READABLE = List.of(
            "ClockCtrlr.DateTime",
            "DeviceDataCtrlr.BytesPerMessage[GetReport]",
            "DeviceDataCtrlr.BytesPerMessage[GetVariables]",
            "DeviceDataCtrlr.BytesPerMessage[SetVariables]",
            "DeviceDataCtrlr.ItemsPerMessage[GetReport]",
            "DeviceDataCtrlr.ItemsPerMessage[GetVariables]",
            "DeviceDataCtrlr.ItemsPerMessage[SetVariables]",
            "OCPPCommCtrlr.ActiveNetworkProfile",
            "OCPPCommCtrlr.FileTransferProtocols",
            "OCPPCommCtrlr.MessageTimeout[Default]",
            "SecurityCtrlr.CertificateEntries",
            "SecurityCtrlr.SecurityProfile",
            "AuthCtrlr.AuthorizeRemoteStart",
            "OCPPCommCtrlr.UnlockOnEVSideDisconnect",
            "TxCtrlr.StopTxOnEVSideDisconnect",
            "TxCtrlr.TxStartPoint",
            "TxCtrlr.TxStopPoint");

    private RequiredVariables() {}

    /** Names of all that a station of this model must have, as {@link #name} writes them. */
    static Set<String> of(StationModel model) {
        List<String> names = new ArrayList<>(WRITABLE);
        names.addAll(READABLE);
        INFRASTRUCTURE.forEach(variable -> names.add("ChargingStation." + variable));
        model.evses().forEach(evse -> {
            String id = "EVSE/" + evse.evseId();
            INFRASTRUCTURE.forEach(variable -> names.add(id + "." + variable));
            names.add(id + ".Power");
            evse.connectors().forEach(connector -> {
                String connectorId = "Connector/" + evse.evseId() + "/" + connector.connectorId();
                INFRASTRUCTURE.forEach(variable -> names.add(connectorId + "." + variable));
                names.add(connectorId + ".ConnectorType");
            });
        });
        return new TreeSet<>(names);
    }

    /** Names of those among them that an operator must be able to set. */
    static Set<String> writable() {
        return new TreeSet<>(WRITABLE);
    }

    /** Whether every station must have the variable, which has no instance and belongs to no EVSE. */
    static boolean isRequired(String name) {
        return WRITABLE.contains(name) || READABLE.contains(name);
    }

    /** Asserts that a report holds them all. */
    static void verify(String step, Set<String> required, List<ReportDataType> report) {
        Set<String> reported = report.stream().map(RequiredVariables::name).collect(Collectors.toSet());
        Set<String> missing = new TreeSet<>(required);
        missing.removeAll(reported);
        Checks.that(step + ": required variables that are missing", missing.isEmpty(), "none", missing);
    }

    /** As an entry is written here: {@code EVSE/1.Power}, {@code Component.Variable[Instance]}. */
    static String name(ReportDataType entry) {
        EVSEType evse = entry.component().evse();
        String instance = entry.variable().instance();
        Integer connectorId = evse == null ? null : evse.connectorId();
        String scope = (evse == null ? "" : "/" + evse.id()) + (connectorId == null ? "" : "/" + connectorId);
        return entry.component().name() + scope + "." + entry.variable().name()
                + (instance == null ? "" : "[" + instance + "]");
    }
}
