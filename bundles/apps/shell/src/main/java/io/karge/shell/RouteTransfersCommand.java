package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.runtime.TransferView;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(
        scope = "route",
        name = "transfers",
        description = "Lists the files that are being moved for stations, or wait for their turn")
public final class RouteTransfersCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    protected void run() throws Exception {
        Rows.print(System.out, TransferView.class, gateway.transfers(), "No file is being moved", json);
    }
}
