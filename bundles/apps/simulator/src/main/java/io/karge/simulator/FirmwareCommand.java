package io.karge.simulator;

import java.util.concurrent.CompletionStage;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

@Service
@Command(scope = "simulator", name = "firmware", description = "Sets how the next firmware update goes")
public final class FirmwareCommand extends SimulatorCommand {
    @Option(name = "--fail-at", description = "none, verify or install")
    @Completion(
            value = StringsCompleter.class,
            values = {"none", "verify", "install"})
    String failAt = "none";

    @Option(name = "--version", description = "The version that it brings; the present one if not given")
    @Nullable
    String version;

    @Override
    CompletionStage<StationView> act(SimulatedStation station) {
        return station.firmware(
                Labelled.parse(FirmwareFailure.class, "failAt", failAt),
                version == null ? null : FirmwareVersion.parse(version));
    }
}
