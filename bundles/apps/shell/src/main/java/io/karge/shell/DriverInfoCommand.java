package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "driver", name = "info", description = "Shows one driver")
public final class DriverInfoCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Argument(name = "driver", description = "The driver id", required = true)
    @Completion(DriverIds.class)
    String driver;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    protected void run() throws Exception {
        Rows.printOne(
                System.out,
                gateway.driver(driver)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "there is no driver '" + driver + "'; driver:list shows those that are installed")),
                json);
    }
}
