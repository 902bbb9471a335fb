package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.runtime.Gateway.DriverView;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import java.util.List;
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
        List<DriverView> drivers = gateway.drivers();
        if (json) {
            Rows.print(System.out, DriverView.class, drivers, "", true);
            return;
        }
        Rows.print(
                System.out,
                Row.class,
                drivers.stream().map(Row::of).toList(),
                "No driver is installed: copy its .kar into deploy/, or install one of the features that feature:list"
                        + " shows as karge-driver-...; of one that is here and does not run karge:problems says why",
                false);
    }

    /** What fits into a line; driver:info has the rest. */
    record Row(String driver, String version, boolean used, String model, String bundle, List<String> stations) {
        static Row of(DriverView view) {
            return new Row(view.driver(), view.version(), view.used(), view.model(), view.bundle(), view.stations());
        }
    }
}
