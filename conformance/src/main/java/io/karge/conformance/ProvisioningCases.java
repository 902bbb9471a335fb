package io.karge.conformance;

import io.karge.conformance.TestCsms.Received;
import io.karge.ocpp.OcppRequest;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.BootNotificationResponse;
import io.karge.ocpp.messages.GetBaseReportRequest;
import io.karge.ocpp.messages.GetBaseReportResponse;
import io.karge.ocpp.messages.NotifyReportRequest;
import io.karge.ocpp.messages.RequestStartTransactionRequest;
import io.karge.ocpp.messages.RequestStartTransactionResponse;
import io.karge.ocpp.messages.TriggerMessageRequest;
import io.karge.ocpp.messages.TriggerMessageResponse;
import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.GenericDeviceModelStatusEnumType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.TriggerMessageStatusEnumType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** The cases of functional block B, but those of resets. */
public final class ProvisioningCases {
    private static final VariableItem THRESHOLD = VariableItem.of("OCPPCommCtrlr", "OfflineThreshold");
    private static final VariableItem OFFLINE = VariableItem.of("AuthCtrlr", "LocalAuthorizeOffline");
    private static final VariableItem REMOTE_START = VariableItem.of("AuthCtrlr", "AuthorizeRemoteStart");
    private static final VariableItem LIMIT_CHANGE = VariableItem.of("SmartChargingCtrlr", "LimitChangeSignificance");
    private static final VariableItem TRANSITION = VariableItem.of("ClockCtrlr", "NextTimeOffsetTransitionDateTime");

    /** An interval that no case waits for. */
    private static final Duration LONG = Duration.ofMinutes(2);

    // --- B01 to B03: cold boot
    // ----------------------------------------------------------------------------------------

    /** Cold boot, accepted: B01.FR.01, B01.FR.05, B01.FR.09. */
    @TestCase("TC_B_01_CS")
    public void coldBootAccepted(Bench bench) {
        bench.stationStates().booted();
        // Post scenario validation: the state of every connector was reported. booted() waited for each of them.
    }

    /** Cold boot, pending: B02.FR.01, B02.FR.02, B02.FR.04, B02.FR.05, B02.FR.06, B02.FR.08, F06.FR.17. */
    @TestCase("TC_B_02_CS")
    public void coldBootPending(Bench bench) {
        answerBoot(bench, RegistrationStatusEnumType.Pending, LONG);
        Received<BootNotificationRequest> first = reboot(bench);
        int attempts = bench.csms().attempts().size();
        talkWhilePending(bench);
        answerBoot(
                bench, RegistrationStatusEnumType.Accepted, bench.configured().heartbeatInterval());
        TriggerMessageStatusEnumType triggered = bench.csms()
                .call(TriggerMessageRequest.of(MessageTriggerEnumType.BootNotification), TriggerMessageResponse.class)
                .status();
        Checks.equal(
                "step 14: status",
                triggered,
                TriggerMessageStatusEnumType.Accepted,
                TriggerMessageStatusEnumType.NotImplemented);
        boolean accepted = triggered == TriggerMessageStatusEnumType.Accepted;
        Received<BootNotificationRequest> second = bench.csms()
                .await("step 15", accepted ? Duration.ZERO : LONG, BootNotificationRequest.class, any -> true);
        if (accepted) {
            Checks.equal("step 15: reason", second.request().reason(), BootReasonEnumType.Triggered);
        }
        nothingBetween("step 2 to 15: messages that nobody asked for", bench, first, second);
        Checks.equal(
                "step 2 to 15: attempts to connect again",
                bench.csms().attempts().size() - attempts,
                0);
        bench.connectors().awaitAll("step 17", ConnectorStatusEnumType.Available);
        bench.stationStates().maySendSecurityEvent();
    }

    /** Steps 3 to 12. */
    private static void talkWhilePending(Bench bench) {
        VariableChecks.set("step 4", bench.variables(), THRESHOLD.setTo("300")).accepted(THRESHOLD);
        VariableChecks.get("step 6", bench.variables(), THRESHOLD.get()).accepted(THRESHOLD, "300");
        bench.variables().report("step 7 to 10", ReportBaseEnumType.FullInventory);
        RequestStartTransactionRequest start =
                RequestStartTransactionRequest.of(1, bench.validIdToken()).withEvseId(bench.evseId());
        Checks.equal(
                "step 12: status",
                bench.csms().call(start, RequestStartTransactionResponse.class).status(),
                RequestStartStopStatusEnumType.Rejected);
    }

    /** Cold boot, rejected: B03.FR.02, B03.FR.04, B03.FR.06. */
    @TestCase("TC_B_03_CS")
    public void coldBootRejected(Bench bench) {
        Duration interval = bench.configured().heartbeatInterval();
        answerBoot(bench, RegistrationStatusEnumType.Rejected, interval);
        answerBoot(bench, RegistrationStatusEnumType.Accepted, interval);
        Received<BootNotificationRequest> first = reboot(bench);

        Received<BootNotificationRequest> second =
                bench.csms().await("step 3", interval, BootNotificationRequest.class, any -> true);
        Duration waited = Duration.between(first.at(), second.at());
        Checks.that("step 3: time since step 1", waited.compareTo(interval) >= 0, "at least " + interval, waited);
        nothingBetween("step 3: messages in the meantime", bench, first, second);
        bench.connectors().awaitAll("step 5", ConnectorStatusEnumType.Available);
        bench.stationStates().maySendSecurityEvent();
    }

    /** A request while rejected: B03.FR.08. */
    @TestCase("TC_B_30_CS")
    public void securityErrorWhileRejected(Bench bench) {
        answerBoot(bench, RegistrationStatusEnumType.Rejected, LONG);
        reboot(bench);
        bench.csms().awaitSent("step 2", text -> text.contains(RegistrationStatusEnumType.Rejected.wire()));
        if (bench.csms().isConnected()) { // it is allowed to disconnect
            Checks.equal(
                    "step 4: error code",
                    bench.csms().callRefused(GetBaseReportRequest.of(1, ReportBaseEnumType.FullInventory)),
                    RpcErrorCode.SecurityError);
        }
    }

    /** The manual action of a reboot, and BootNotification, step 1. */
    private static Received<BootNotificationRequest> reboot(Bench bench) {
        bench.station().powerCycle();
        return bench.stationStates().awaitBootNotification("step 1");
    }

    private static void nothingBetween(String what, Bench bench, Received<?> first, Received<?> second) {
        List<Received<OcppRequest>> between =
                bench.csms().cameBefore(second.order(), OcppRequest.class, any -> true).stream()
                        .filter(received -> received.order() > first.order())
                        .toList();
        Checks.that(what, between.isEmpty(), "none", between);
    }

    /** The next BootNotification that is not planned for yet is answered so. */
    private static void answerBoot(Bench bench, RegistrationStatusEnumType status, Duration interval) {
        bench.csms()
                .answerNext(
                        BootNotificationRequest.class,
                        boot -> BootNotificationResponse.of(bench.csms().now(), (int) interval.toSeconds(), status));
    }

    // --- B04: offline
    // -------------------------------------------------------------------------------------------------

    /** Offline for longer than the threshold: B04.FR.01. */
    @TestCase("TC_B_51_CS")
    public void offlineForLongerThanTheThreshold(Bench bench) {
        Duration threshold = bench.configured().offlineThreshold();
        Duration offline = plugInWhileOffline(bench, threshold, threshold.plusSeconds(2));
        Checks.that("step 3: time offline", offline.compareTo(threshold) > 0, "more than " + threshold, offline);
        bench.connectors().awaitEach("step 4", (evseId, connectorId) -> expected(bench, evseId, connectorId));
    }

    /** Offline for less than the threshold: B04.FR.02. */
    @TestCase("TC_B_52_CS")
    public void offlineForLessThanTheThreshold(Bench bench) {
        Duration threshold = bench.configured().offlineThreshold();
        Duration offline = plugInWhileOffline(bench, threshold, threshold.dividedBy(2));
        Checks.that("step 3: time offline", offline.compareTo(threshold) < 0, "less than " + threshold, offline);
        bench.connectors().await("step 4", bench.evseId(), bench.connectorId(), ConnectorStatusEnumType.Occupied);
        bench.connectors().of(bench.evseId()).stream()
                .filter(other -> other.connectorId() != bench.connectorId())
                .forEach(other -> bench.connectors().cameOf("step 4", other, ConnectorStatusEnumType.Unavailable));
        bench.connectors().none("step 4: connectors whose status did not change");
    }

    private static Set<ConnectorStatusEnumType> expected(Bench bench, int evseId, int connectorId) {
        if (evseId != bench.evseId()) {
            return Set.of(ConnectorStatusEnumType.Available);
        }
        return connectorId == bench.connectorId()
                ? Set.of(ConnectorStatusEnumType.Occupied)
                : Set.of(ConnectorStatusEnumType.Available, ConnectorStatusEnumType.Unavailable);
    }

    /** Configuration state and steps 1 to 3. Returns how long the station was offline. */
    private static Duration plugInWhileOffline(Bench bench, Duration threshold, Duration waitMinimum) {
        Variables variables = bench.variables();
        variables.configure("OCPPCommCtrlr", "OfflineThreshold", Long.toString(threshold.toSeconds()));
        variables.configure("OCPPCommCtrlr", "RetryBackOffWaitMinimum", Long.toString(waitMinimum.toSeconds()));
        variables.configure("OCPPCommCtrlr", "RetryBackOffRandomRange", "0");
        bench.csms().refuseConnections();
        Instant lost = bench.csms().now();
        bench.station().plugIn(bench.evseId());
        bench.csms().acceptConnections();
        bench.csms().awaitConnection("step 3");
        return Duration.between(lost, bench.csms().now());
    }

    // --- B06: get variables
    // -------------------------------------------------------------------------------------------

    /** A single value: B06.FR.01, B06.FR.02, B06.FR.03, B06.FR.04, B06.FR.10, B06.FR.11. */
    @TestCase("TC_B_06_CS")
    public void getASingleValue(Bench bench) {
        bench.variables().configure("OCPPCommCtrlr", "OfflineThreshold", "300");
        VariableChecks.get("step 2", bench.variables(), THRESHOLD.get().withAttributeType(AttributeEnumType.Actual))
                .accepted(THRESHOLD, "300");
    }

    /** Two values at once: B06.FR.01, B06.FR.02, B06.FR.03, B06.FR.04, B06.FR.10. */
    @TestCase("TC_B_07_CS")
    public void getTwoValues(Bench bench) {
        bench.variables().configure("OCPPCommCtrlr", "OfflineThreshold", "300");
        bench.variables().configure("AuthCtrlr", "LocalAuthorizeOffline", "true");
        VariableChecks.get(
                        "step 2",
                        bench.variables(),
                        THRESHOLD.get().withAttributeType(AttributeEnumType.Actual),
                        OFFLINE.get().withAttributeType(AttributeEnumType.Actual))
                .accepted(THRESHOLD, "300")
                .accepted(OFFLINE, "true");
    }

    /** An unknown component: B06.FR.06. */
    @TestCase("TC_B_32_CS")
    public void getFromAnUnknownComponent(Bench bench) {
        VariableItem item = VariableItem.of("UnknownComponent", "OfflineThreshold");
        VariableChecks.get("step 2", bench.variables(), item.get()).refused(item, "UnknownComponent");
    }

    /** An unknown variable: B06.FR.07. */
    @TestCase("TC_B_33_CS")
    public void getAnUnknownVariable(Bench bench) {
        VariableItem item = VariableItem.of("OCPPCommCtrlr", "UnknownVariable");
        VariableChecks.get("step 2", bench.variables(), item.get()).refused(item, "UnknownVariable");
    }

    /** An attribute type that the variable does not have: B06.FR.08. */
    @TestCase("TC_B_34_CS")
    public void getANotSupportedAttributeType(Bench bench) {
        VariableChecks.get("step 2", bench.variables(), THRESHOLD.get().withAttributeType(AttributeEnumType.Target))
                .refused(THRESHOLD, AttributeEnumType.Target, "NotSupportedAttributeType");
    }

    // --- B05: set variables
    // -------------------------------------------------------------------------------------------

    /** A single value: B05.FR.01, B05.FR.02, B05.FR.03, B05.FR.10, B05.FR.12. */
    @TestCase("TC_B_09_CS")
    public void setASingleValue(Bench bench) {
        VariableChecks.set(
                        "step 2", bench.variables(), THRESHOLD.setTo("300").withAttributeType(AttributeEnumType.Actual))
                .accepted(THRESHOLD);
    }

    /** Two values at once: B05.FR.01, B05.FR.02, B05.FR.03, B05.FR.10, B05.FR.12. */
    @TestCase("TC_B_10_CS")
    public void setTwoValues(Bench bench) {
        VariableChecks.set(
                        "step 2",
                        bench.variables(),
                        THRESHOLD.setTo("300").withAttributeType(AttributeEnumType.Actual),
                        OFFLINE.setTo("true").withAttributeType(AttributeEnumType.Actual))
                .accepted(THRESHOLD)
                .accepted(OFFLINE);
    }

    /** An unknown component: B05.FR.04. */
    @TestCase("TC_B_35_CS")
    public void setInAnUnknownComponent(Bench bench) {
        VariableItem item = VariableItem.of("UnknownComponent", "OfflineThreshold");
        VariableChecks.set("step 2", bench.variables(), item.setTo("300")).refused(item, "UnknownComponent");
    }

    /** An unknown variable: B05.FR.05. */
    @TestCase("TC_B_36_CS")
    public void setAnUnknownVariable(Bench bench) {
        VariableItem item = VariableItem.of("OCPPCommCtrlr", "UnknownVariable");
        VariableChecks.set("step 2", bench.variables(), item.setTo("300")).refused(item, "UnknownVariable");
    }

    /** An attribute type that the variable does not have: B05.FR.06. */
    @TestCase("TC_B_37_CS")
    public void setANotSupportedAttributeType(Bench bench) {
        VariableChecks.set(
                        "step 2", bench.variables(), THRESHOLD.setTo("300").withAttributeType(AttributeEnumType.Target))
                .refused(THRESHOLD, AttributeEnumType.Target, "NotSupportedAttributeType");
    }

    /** A read-only variable: B05.FR.09. */
    @TestCase("TC_B_39_CS")
    public void setAReadOnlyVariable(Bench bench) {
        VariableItem timeout = new VariableItem("OCPPCommCtrlr", "MessageTimeout", "Default");
        VariableChecks.set("step 2", bench.variables(), timeout.setTo("30")).refused(timeout, "Rejected");
    }

    /**
     * Values of every type for variables of every type: B05.FR.07. A product without smart charging or without a time
     * offset does not have the variables of steps 3 and 7.
     */
    @TestCase("TC_B_11_CS")
    public void setInvalidlyFormattedValues(Bench bench) {
        long threshold = bench.configured().offlineThreshold().toSeconds();
        String integer = Long.toString(threshold);
        String decimal = threshold + ".1";
        String time = bench.csms().now().toString();
        boolean hasLimitChange = bench.variables().isThere(LIMIT_CHANGE);
        boolean hasTransition = bench.variables().isThere(TRANSITION);
        for (String value : List.of(integer, decimal, "true", time, "abc")) {
            set(bench, "step 2", THRESHOLD, value, value.equals(integer));
            if (hasLimitChange) {
                set(bench, "step 4", LIMIT_CHANGE, value, value.equals(integer) || value.equals(decimal));
            }
            set(bench, "step 6", REMOTE_START, value, value.equals("true"));
            if (hasTransition) {
                set(bench, "step 8", TRANSITION, value, value.equals(time));
            }
        }
    }

    private static void set(Bench bench, String step, VariableItem item, String value, boolean fits) {
        VariableChecks result = VariableChecks.set(step + " for '" + value + "'", bench.variables(), item.setTo(value))
                .typed(item);
        if (fits) {
            result.accepted(item);
        } else {
            result.invalid(item);
        }
    }

    // --- B07: base report
    // ---------------------------------------------------------------------------------------------

    /** ConfigurationInventory: B07.FR.01, B07.FR.03, B07.FR.04, B07.FR.07, B07.FR.10, B07.FR.12. */
    @TestCase("TC_B_12_CS")
    public void configurationInventory(Bench bench) {
        List<ReportDataType> report =
                bench.variables().report("step 1 to 4", ReportBaseEnumType.ConfigurationInventory);
        report.forEach(entry -> entry.variableAttribute()
                .forEach(attribute -> Checks.equal(
                        "post scenario: mutability of " + RequiredVariables.name(entry),
                        attribute.mutability(),
                        MutabilityEnumType.ReadWrite,
                        MutabilityEnumType.WriteOnly)));
        RequiredVariables.verify("post scenario", RequiredVariables.writable(), report);
    }

    /** FullInventory: B07.FR.01, B07.FR.03, B07.FR.04, B07.FR.08, B07.FR.10, B07.FR.12. */
    @TestCase("TC_B_13_CS")
    public void fullInventory(Bench bench) {
        List<ReportDataType> report = bench.variables().report("step 1 to 4", ReportBaseEnumType.FullInventory);
        RequiredVariables.verify(
                "post scenario", RequiredVariables.of(bench.station().model()), report);
    }

    /** FullInventory, each variable as the standard describes it: Part 2, Referenced Components and Variables. */
    @TestCase("TC_B_53_CS")
    public void requiredVariables(Bench bench) {
        List<ReportDataType> report = bench.variables().report("step 1 to 4", ReportBaseEnumType.FullInventory);
        RequiredVariables.verify(
                "post scenario", RequiredVariables.of(bench.station().model()), report);
        report.forEach(entry -> StandardizedVariables.verify("post scenario", entry));
    }

    /** SummaryInventory, where the product does not have it: B07.FR.02. */
    @TestCase("TC_B_15_CS")
    public void notSupportedBaseReport(Bench bench) {
        GetBaseReportResponse response = bench.csms()
                .call(GetBaseReportRequest.of(1, ReportBaseEnumType.SummaryInventory), GetBaseReportResponse.class);
        Checks.equal("step 2: status", response.status(), GenericDeviceModelStatusEnumType.NotSupported);
        StatusInfoType info = response.statusInfo();
        Checks.equalOrAbsent(
                "step 2: statusInfo.reasonCode", info == null ? null : info.reasonCode(), "UnsupportedParam");
        bench.csms().none("step 1, note: a report", NotifyReportRequest.class, any -> true);
    }
}
