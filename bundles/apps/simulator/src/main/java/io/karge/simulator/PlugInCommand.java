package io.karge.simulator;

import java.math.BigDecimal;
import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

@Service
@Command(scope = "simulator", name = "plug-in", description = "Plugs the cable of an EVSE into a vehicle")
public final class PlugInCommand extends EvseCommand {
    @Option(name = "--battery-kwh", description = "Capacity of its battery, 77 if not given")
    @Nullable
    String batteryKwh;

    @Option(name = "--soc", description = "State of charge in percent, 20 if not given")
    @Nullable
    String soc;

    @Option(name = "--max-kw", description = "What it takes at best, 170 if not given")
    @Nullable
    String maxKw;

    @Option(name = "--evcc-id", description = "Its id in hexadecimal")
    @Nullable
    String evccId;

    @Override
    CompletionStage<StationView> act(SimulatedStation station) {
        return station.plugIn(
                evseId, new Bodies.VehicleSpec(number(batteryKwh), number(soc), number(maxKw), evccId).toVehicle());
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
