package io.karge.shell;

import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.VariableType;
import io.karge.shell.table.Lines;
import io.karge.shell.table.Printed;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

@Service
@Command(scope = "station", name = "set-variable", description = "Sets a variable, as a SetVariables of the CSMS would")
public final class StationSetVariableCommand extends StationCommand {
    @Argument(index = 1, name = "component", description = "The component, for example TxCtrlr", required = true)
    @Completion(ComponentNames.class)
    String component;

    @Argument(index = 2, name = "variable", description = "The variable, for example TxStartPoint", required = true)
    @Completion(VariableNames.class)
    String variable;

    @Argument(index = 3, name = "value", description = "The new value", required = true)
    String value;

    @Option(name = "--component-instance", description = "The component's instance")
    @Nullable
    String componentInstance;

    @Option(name = "--instance", description = "The variable's instance, for example Default")
    @Nullable
    String instance;

    @Option(name = "--evse", description = "The EVSE, when the component belongs to one")
    @Completion(EvseIds.class)
    @Nullable
    Integer evseId;

    @Option(name = "--connector", description = "The connector, when the component belongs to one of the EVSE")
    @Nullable
    Integer connectorId;

    @Option(name = "--attribute", description = "Actual, Target, MinSet or MaxSet; Actual unless given")
    @Completion(
            value = StringsCompleter.class,
            caseSensitive = true,
            values = {"Actual", "Target", "MinSet", "MaxSet"})
    String attribute = "Actual";

    /** How the station has answered, in the names of the standard. */
    private record Row(
            String attributeStatus,
            @Nullable String reasonCode,
            @Nullable String additionalInfo) {}

    @Override
    protected void run() throws Exception {
        if (connectorId != null && evseId == null) {
            throw new IllegalArgumentException("--connector needs --evse: connectors are counted within their EVSE");
        }
        EVSEType evse = evseId == null ? null : new EVSEType(evseId, connectorId, null);
        SetVariableDataType request = SetVariableDataType.of(
                        value,
                        ComponentType.of(component)
                                .withInstance(componentInstance)
                                .withEvse(evse),
                        VariableType.of(variable).withInstance(instance))
                .withAttributeType(AttributeEnumType.of(attribute)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "'" + attribute + "' is no attribute: Actual, Target, MinSet or MaxSet")));
        SetVariableResultType result = Answers.of(gateway.setVariable(stationId, request));
        print(result);
        if (!isDone(result.attributeStatus())) {
            String why = component + "." + variable + " is not set: " + text(result);
            throw json ? Printed.refusal(why) : new IllegalStateException(why);
        }
    }

    private void print(SetVariableResultType result) {
        StatusInfoType why = result.attributeStatusInfo();
        if (json) {
            Rows.printOne(
                    System.out,
                    new Row(
                            result.attributeStatus().wire(),
                            why == null ? null : why.reasonCode(),
                            why == null ? null : why.additionalInfo()),
                    true);
        } else if (isDone(result.attributeStatus())) {
            Lines.print(System.out, text(result));
        }
    }

    private static boolean isDone(SetVariableStatusEnumType status) {
        return status == SetVariableStatusEnumType.Accepted || status == SetVariableStatusEnumType.RebootRequired;
    }

    /** The status of the standard, with its statusInfo where there is one. */
    private static String text(SetVariableResultType result) {
        StatusInfoType why = result.attributeStatusInfo();
        String status = result.attributeStatus().wire();
        if (why == null) {
            return status;
        }
        return status + ", " + why.reasonCode() + (why.additionalInfo() == null ? "" : ": " + why.additionalInfo());
    }
}
