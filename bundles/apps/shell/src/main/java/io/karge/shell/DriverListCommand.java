package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "driver", name = "list", description = "Lists the installed drivers")
public final class DriverListCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    protected void run() throws Exception {
        Rows.print(
                System.out,
                Gateway.DriverView.class,
                gateway.drivers(),
                "No driver is installed: feature:install karge-driver-<model>",
                json);
    }
}
