package io.karge.conformance;

import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.GetVariableDataType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.VariableType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tool validations of the results of one GetVariables or SetVariables, which may come in any order. */
final class VariableChecks {
    private final String step;
    private final List<Result> results;

    private record Result(
            ComponentType component,
            VariableType variable,
            String status,
            @Nullable AttributeEnumType type,
            @Nullable String value,
            @Nullable StatusInfoType info) {}

    private VariableChecks(String step, int items, List<Result> results) {
        this.step = step;
        this.results = results;
        Checks.equal(step + ": number of results", results.size(), items);
    }

    /** Calls GetVariables; there is a result for each item. */
    static VariableChecks get(String step, Variables variables, GetVariableDataType... items) {
        return new VariableChecks(
                step,
                items.length,
                variables.get(items).stream()
                        .map(result -> new Result(
                                result.component(),
                                result.variable(),
                                result.attributeStatus().wire(),
                                result.attributeType(),
                                result.attributeValue(),
                                result.attributeStatusInfo()))
                        .toList());
    }

    /** Calls SetVariables; there is a result for each item. */
    static VariableChecks set(String step, Variables variables, SetVariableDataType... items) {
        return new VariableChecks(
                step,
                items.length,
                variables.set(items).stream()
                        .map(result -> new Result(
                                result.component(),
                                result.variable(),
                                result.attributeStatus().wire(),
                                result.attributeType(),
                                null,
                                result.attributeStatusInfo()))
                        .toList());
    }

    /** The value was set, or found whatever it is. */
    VariableChecks accepted(VariableItem item) {
        return reason(item, of(item, AttributeEnumType.Actual, "Accepted"), "NoError");
    }

    /** The value was found, and this it is. */
    VariableChecks accepted(VariableItem item, String value) {
        Checks.equal(
                step + ": attributeValue of " + item,
                of(item, AttributeEnumType.Actual, "Accepted").value(),
                value);
        return accepted(item);
    }

    /** The value was refused for what it is. */
    VariableChecks invalid(VariableItem item) {
        return reason(item, of(item, AttributeEnumType.Actual, "Rejected"), "InvalidValue");
    }

    /** The result has this status, and no value. */
    VariableChecks refused(VariableItem item, String status) {
        return refused(item, AttributeEnumType.Actual, status);
    }

    /** The result is of this attribute and has this status, and no value. */
    VariableChecks refused(VariableItem item, AttributeEnumType type, String status) {
        Checks.absent(
                step + ": attributeValue of " + item, of(item, type, status).value());
        return this;
    }

    private Result of(VariableItem item, AttributeEnumType type, String status) {
        Result result = results.stream()
                .filter(one -> item.isNamedBy(one.component(), one.variable()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(step + ": expected a result of " + item + ", seen " + results));
        Checks.equal(step + ": attributeStatus of " + item, result.status(), status);
        Checks.equal(step + ": attributeType of " + item, result.type(), type);
        return result;
    }

    private VariableChecks reason(VariableItem item, Result result, String allowed) {
        StatusInfoType info = result.info();
        Checks.equalOrAbsent(
                step + ": attributeStatusInfo.reasonCode of " + item, info == null ? null : info.reasonCode(), allowed);
        return this;
    }
}
