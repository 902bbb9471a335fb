package io.karge.shell;

import io.karge.ocpp.types.AttributeEnumType;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.Gateway;
import io.karge.shell.table.ConsoleCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

@Service
@Command(scope = "station", name = "set-variable", description = "Sets a variable, as a SetVariables of the CSMS would")
public final class StationSetVariableCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(StationIds.class)
    String stationId;

    @Argument(index = 1, name = "component", description = "The component, for example TxCtrlr", required = true)
    String component;

    @Argument(index = 2, name = "variable", description = "The variable, for example TxStartPoint", required = true)
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
    @Nullable
    Integer evseId;

    @Option(name = "--connector", description = "The connector, when the component belongs to one of the EVSE")
    @Nullable
    Integer connectorId;

    @Option(name = "--attribute", description = "Actual, Target, MinSet or MaxSet")
    String attribute = "Actual";

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
        StatusInfoType why = result.attributeStatusInfo();
        System.out.println(result.attributeStatus().wire() + (why == null ? "" : ": " + why.text()));
    }
}
