package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.shell.table.ConsoleCommand;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(
        scope = "driver",
        name = "use",
        description = "Uses this version of a driver from now on, over restarts too; without a version the newest")
public final class DriverUseCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Argument(name = "driver", description = "The driver id", required = true)
    @Completion(DriverIds.class)
    String driver;

    @Argument(index = 1, name = "version", description = "One that driver:list shows, or none for the newest")
    @Completion(DriverVersions.class)
    String version;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    protected void run() throws Exception {
        gateway.useDriver(driver, version);
        Done.print(
                gateway.driver(driver)
                        .map(used -> driver + " " + used.version() + " of " + used.bundle() + " is used")
                        .orElse("no driver " + driver + " is used"),
                json);
    }
}
