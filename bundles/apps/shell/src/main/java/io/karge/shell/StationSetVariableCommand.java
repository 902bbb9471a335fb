package io.karge.shell;

import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.Gateway;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

@Service
@Command(scope = "station", name = "set-variable", description = "Sets a variable, as a SetVariables of the CSMS would")
public final class StationSetVariableCommand implements Action {
    @Reference
    private Gateway gateway;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(StationIds.class)
    private String stationId;

    @Argument(index = 1, name = "component", description = "The component, for example TxCtrlr", required = true)
    private String component;

    @Argument(index = 2, name = "variable", description = "The variable, for example TxStartPoint", required = true)
    private String variable;

    @Argument(index = 3, name = "value", description = "The new value", required = true)
    private String value;

    @Option(name = "--instance", description = "The variable's instance, for example Default")
    private @Nullable String instance;

    @Option(name = "--evse", description = "The EVSE, when the component belongs to one")
    private int evseId;

    @Override
    public @Nullable Object execute() throws Exception {
        ComponentType named = ComponentType.of(component);
        VariableType wanted = VariableType.of(variable);
        SetVariableDataType request = SetVariableDataType.of(
                value,
                evseId == 0 ? named : named.withEvse(new EVSEType(evseId, null, null)),
                instance == null ? wanted : wanted.withInstance(instance));
        System.out.println(Answers.of(gateway.setVariable(stationId, request)).wire());
        return null;
    }
}
