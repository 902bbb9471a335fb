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
    private final @Nullable AttributeEnumType asked;
    private final List<Result> results;

    private record Result(
            ComponentType component,
            VariableType variable,
            String status,
            @Nullable AttributeEnumType type,
            @Nullable String value,
            @Nullable StatusInfoType info) {}

    /** @param asked the attribute that the request names: the result names it too then */
    private VariableChecks(String step, int items, @Nullable AttributeEnumType asked, List<Result> results) {
        this.step = step;
        this.asked = asked;
        this.results = results;
        Checks.equal(step + ": number of results", results.size(), items);
    }

    /** Calls GetVariables; there is a result for each item. All name the same attribute, or none. */
    static VariableChecks get(String step, Variables variables, GetVariableDataType... items) {
        return new VariableChecks(
                step,
                items.length,
                items[0].attributeType(),
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

    /** Calls SetVariables; there is a result for each item. All name the same attribute, or none. */
    static VariableChecks set(String step, Variables variables, SetVariableDataType... items) {
        return new VariableChecks(
                step,
                items.length,
                items[0].attributeType(),
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

    /** The result names the attribute, though the request does not. */
    VariableChecks typed(VariableItem item) {
        Checks.equal(step + ": attributeType of " + item, find(item).type(), AttributeEnumType.Actual);
        return this;
    }

    /** The value was set, or found whatever it is. */
    VariableChecks accepted(VariableItem item) {
        return reason(item, of(item, asked, "Accepted"), "NoError");
    }

    /** The value was found, and this it is. */
    VariableChecks accepted(VariableItem item, String value) {
        Checks.equal(
                step + ": attributeValue of " + item,
                of(item, asked, "Accepted").value(),
                value);
        return accepted(item);
    }

    /** The value was refused for what it is. */
    VariableChecks invalid(VariableItem item) {
        return reason(item, of(item, asked, "Rejected"), "InvalidValue");
    }

    /** The result has this status, and no value. */
    VariableChecks refused(VariableItem item, String status) {
        return refused(item, asked, status);
    }

    /** The result is of this attribute and has this status, and no value. */
    VariableChecks refused(VariableItem item, @Nullable AttributeEnumType type, String status) {
        Checks.absent(
                step + ": attributeValue of " + item, of(item, type, status).value());
        return this;
    }

    private Result find(VariableItem item) {
        return results.stream()
                .filter(one -> item.isNamedBy(one.component(), one.variable()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(step + ": expected a result of " + item + ", seen " + results));
    }

    private Result of(VariableItem item, @Nullable AttributeEnumType asked, String status) {
        Result result = find(item);
        Checks.equal(step + ": attributeStatus of " + item, result.status(), status);
        if (asked == null) { // the default, which need not be said
            Checks.equalOrAbsent(step + ": attributeType of " + item, result.type(), AttributeEnumType.Actual);
        } else {
            Checks.equal(step + ": attributeType of " + item, result.type(), asked);
        }
        return result;
    }

    private VariableChecks reason(VariableItem item, Result result, String allowed) {
        StatusInfoType info = result.info();
        Checks.equalOrAbsent(
                step + ": attributeStatusInfo.reasonCode of " + item, info == null ? null : info.reasonCode(), allowed);
        return this;
    }
}
