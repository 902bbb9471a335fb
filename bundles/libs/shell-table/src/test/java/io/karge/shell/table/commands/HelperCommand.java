package io.karge.shell.table.commands;

import io.karge.shell.table.ConsoleCommand;
import java.util.List;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.console.Session;

/** What commands have in common; none itself. */
abstract class HelperCommand extends ConsoleCommand {
    @Reference
    private CharSequence greeting = "";

    @Reference
    private List<CharSequence> all = List.of();

    @Reference
    private Session session;

    @Argument(name = "whom", description = "Who is greeted", required = true)
    private String whom = "";

    void say() {
        System.out.println(greeting + " " + whom + " " + session.get("USER") + " " + all);
    }
}
