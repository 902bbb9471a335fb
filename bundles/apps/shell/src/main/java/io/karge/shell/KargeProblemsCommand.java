package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.runtime.StationView.Problem;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Lines;
import io.karge.shell.table.Rows;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(scope = "karge", name = "problems", description = "Lists what is wrong with the gateway as a whole")
public final class KargeProblemsCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    protected void run() {
        List<Problem> problems = gateway.problems();
        if (json) {
            Rows.print(System.out, Problem.class, problems, "", true);
        } else if (problems.isEmpty()) {
            Lines.print(System.out, "The gateway has no problem; station:list shows those of the stations");
        } else {
            Problems.print(System.out, problems);
        }
    }
}
