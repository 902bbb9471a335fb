package io.karge.simulator;

import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.support.completers.StringsCompleter;

/** A command that does something to one EVSE. */
abstract class EvseCommand extends SimulatorCommand {
    @Argument(index = 1, name = "evse", required = true, description = "The EVSE, counted from 1")
    @Completion(
            value = StringsCompleter.class,
            values = {"1", "2", "3", "4"})
    int evseId;
}
