package io.karge.conformance;

import io.karge.conformance.TestCsms.Received;
import io.karge.ocpp.messages.GetBaseReportRequest;
import io.karge.ocpp.messages.GetBaseReportResponse;
import io.karge.ocpp.messages.GetVariablesRequest;
import io.karge.ocpp.messages.GetVariablesResponse;
import io.karge.ocpp.messages.NotifyReportRequest;
import io.karge.ocpp.messages.SetVariablesRequest;
import io.karge.ocpp.messages.SetVariablesResponse;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.GenericDeviceModelStatusEnumType;
import io.karge.ocpp.types.GetVariableDataType;
import io.karge.ocpp.types.GetVariableResultType;
import io.karge.ocpp.types.GetVariableStatusEnumType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.ocpp.types.ReportDataType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.VariableCharacteristicsType;
import io.karge.ocpp.types.VariableType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The device model of the station under test, by the messages of block B. */
public final class Variables {
    private final TestCsms csms;
    private int requestId = 1000;

    Variables(TestCsms csms) {
        this.csms = csms;
    }

    /** The value of a variable, empty when the station does not have it. */
    public Optional<String> value(String component, String variable) {
        GetVariableResultType result = get(GetVariableDataType.of(
                        ComponentType.of(component), VariableType.of(variable)))
                .get(0);
        return result.attributeStatus() == GetVariableStatusEnumType.Accepted
                ? Optional.ofNullable(result.attributeValue())
                : Optional.empty();
    }

    /** The members of a variable that is a list, none when the station does not have it. */
    public List<String> list(String component, String variable) {
        return value(component, variable)
                .map(value -> Arrays.stream(value.split(",")).map(String::strip).toList())
                .orElse(List.of());
    }

    /** Whether the station has the variable. */
    public boolean isThere(VariableItem item) {
        return value(item.component(), item.variable()).isPresent();
    }

    public boolean isTrue(String component, String variable) {
        return value(component, variable).filter("true"::equals).isPresent();
    }

    /** GetVariables. */
    public List<GetVariableResultType> get(GetVariableDataType... items) {
        return csms.call(GetVariablesRequest.of(List.of(items)), GetVariablesResponse.class)
                .getVariableResult();
    }

    /** SetVariables. */
    public List<SetVariableResultType> set(SetVariableDataType... items) {
        return csms.call(SetVariablesRequest.of(List.of(items)), SetVariablesResponse.class)
                .setVariableResult();
    }

    /**
     * A configuration state of a case: the variable gets the value. One that a station need not have may be unknown to it.
     */
    public void configure(String component, String variable, String value) {
        String name = component + "." + variable;
        Set<SetVariableStatusEnumType> allowed = RequiredVariables.isRequired(name)
                ? Set.of(SetVariableStatusEnumType.Accepted)
                : Set.of(
                        SetVariableStatusEnumType.Accepted,
                        SetVariableStatusEnumType.UnknownComponent,
                        SetVariableStatusEnumType.UnknownVariable);
        Checks.oneOf(
                "configuration state: SetVariables of " + name + " = " + value,
                set(SetVariableDataType.of(value, ComponentType.of(component), VariableType.of(variable)))
                        .get(0)
                        .attributeStatus(),
                allowed);
    }

    /** As {@link #configure(String, String, String)}, for a variable that may have an instance; it is accepted. */
    public void configure(VariableItem item, String value) {
        Checks.equal(
                "configuration state: SetVariables of " + item + " = " + value,
                set(item.setTo(value)).get(0).attributeStatus(),
                SetVariableStatusEnumType.Accepted);
    }

    /** As {@link #configure(String, String, String)}, for a variable that the station has but may not let anybody write if it has that value. */
    public void configureUnlessSo(String component, String variable, String value) {
        if (value(component, variable).filter(value::equals).isEmpty()) {
            configure(component, variable, value);
        }
    }

    /** The configuration state of the cases in which the station asks the CSMS about a token. */
    public void configureAuthorization() {
        configureUnlessSo("AuthCtrlr", "AuthEnabled", "true");
        configureUnlessSo("AuthCtrlr", "DisableRemoteAuthorization", "false");
    }

    /** GetBaseReport, accepted, and all its parts in order of seqNo (B07). */
    public List<ReportDataType> report(String step, ReportBaseEnumType base) {
        int id = requestId++;
        GetBaseReportResponse response = csms.call(GetBaseReportRequest.of(id, base), GetBaseReportResponse.class);
        Checks.equal(
                step + ": GetBaseReportResponse.status", response.status(), GenericDeviceModelStatusEnumType.Accepted);
        StatusInfoType info = response.statusInfo();
        Checks.equalOrAbsent(
                step + ": GetBaseReportResponse.statusInfo.reasonCode",
                info == null ? null : info.reasonCode(),
                "NoError");
        return reportParts(step, id);
    }

    /** The parts of a report that was asked for, until the one without {@code tbc}. */
    public List<ReportDataType> reportParts(String step, int id) {
        List<ReportDataType> data = new ArrayList<>();
        boolean more = true;
        for (int seqNo = 0; more; seqNo++) {
            Received<NotifyReportRequest> part = csms.await(
                    step + ": part " + seqNo + " of the report " + id,
                    NotifyReportRequest.class,
                    report -> report.requestId() == id);
            NotifyReportRequest request = part.request();
            Checks.equal(step + ": NotifyReportRequest.seqNo", request.seqNo(), seqNo);
            Checks.about(step + ": NotifyReportRequest.generatedAt", request.generatedAt(), part.at());
            if (request.reportData() != null) {
                data.addAll(request.reportData());
            }
            more = Boolean.TRUE.equals(request.tbc());
        }
        data.forEach(entry -> characterized(step, entry));
        return List.copyOf(data);
    }

    private static void characterized(String step, ReportDataType entry) {
        String name = RequiredVariables.name(entry);
        VariableCharacteristicsType characteristics =
                Checks.present(step + ": variableCharacteristics of " + name, entry.variableCharacteristics());
        switch (characteristics.dataType()) {
            case OptionList, SequenceList, MemberList ->
                Checks.present(step + ": valuesList of " + name, characteristics.valuesList());
            case string, decimal, integer, dateTime, bool -> {}
        }
        entry.variableAttribute().stream()
                .filter(attribute -> attribute.mutability() == MutabilityEnumType.WriteOnly)
                .forEach(attribute -> Checks.absent(step + ": value of " + name, attribute.value()));
    }
}
