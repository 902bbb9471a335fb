package io.karge.simulator;

import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;

@Service
@Command(scope = "simulator", name = "clear-fault", description = "Clears a fault of an EVSE")
public final class ClearFaultCommand extends EvseCommand {
    @Argument(index = 2, name = "code", required = true, description = "The fault")
    @Completion(
            value = StringsCompleter.class,
            values = {
                "GroundFailure",
                "OverCurrentFailure",
                "OverVoltage",
                "UnderVoltage",
                "HighTemperature",
                "PowerSwitchFailure",
                "ConnectorLockFailure",
                "InternalError",
                "EmergencyStop"
            })
    String code = "";

    @Override
    CompletionStage<StationView> act(SimulatedStation station) {
        return station.clearFault(evseId, FaultCode.parse(code));
    }
}
