package io.karge.testsystem;

import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "csms", name = "list", description = "Lists the stations that are connected to the test system")
public final class CsmsListCommand extends ConsoleCommand {
    @Reference
    TestSystem testSystem;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    protected void run() throws Exception {
        Rows.print(
                System.out,
                Row.class,
                testSystem.server().stations().stream()
                        .map(station -> new Row(station.stationId()))
                        .toList(),
                "No station is connected to " + testSystem.server().url(),
                json);
    }

    record Row(String stationId) {}
}
