package io.karge.rest;

import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import java.util.NoSuchElementException;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(
        scope = "karge",
        name = "token-remove",
        description = "Removes a token of the HTTP interfaces: it counts no more")
public final class TokenRemoveCommand extends ConsoleCommand {
    TokenFile file = TokenFile.ofContainer();

    @Argument(name = "name", description = "The name of the token", required = true)
    @Completion(TokenNames.class)
    String name;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    private record Removed(String removed) {}

    @Override
    protected void run() throws Exception {
        if (name.equals(TokenFile.ADMIN)) {
            throw new IllegalArgumentException(
                    "the token '" + name
                            + "' is in etc/karge-api.token: put another one there, or delete the file, and start the gateway again");
        }
        if (!file.remove(name)) {
            throw new NoSuchElementException("there is no token '" + name + "'; karge:token-list names them");
        }
        if (json) {
            Rows.printOne(System.out, new Removed(name), true);
        } else {
            System.out.println("The token '" + name + "' counts no more.");
        }
    }
}
