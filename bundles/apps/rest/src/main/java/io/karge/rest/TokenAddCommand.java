package io.karge.rest;

import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.support.completers.StringsCompleter;

@Service
@Command(scope = "karge", name = "token-add", description = "Makes a token of the HTTP interfaces and prints it, once")
public final class TokenAddCommand extends ConsoleCommand {
    TokenFile file = TokenFile.ofContainer();

    @Argument(name = "name", description = "Whose it is: so it is called in the audit log", required = true)
    String name;

    @Argument(index = 1, name = "right", description = "read, operate or administer", required = true)
    @Completion(
            value = StringsCompleter.class,
            values = {"read", "operate", "administer"})
    String right;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    /** A token that was made, which nobody can be shown again. */
    private record Made(String name, String right, String token) {}

    @Override
    protected void run() throws Exception {
        String token = file.add(name, right);
        if (json) {
            Rows.printOne(System.out, new Made(name, right, token), true);
        } else {
            System.out.println(token);
            System.out.println(
                    "This is the token of '" + name + "'. It is kept nowhere else: etc/karge-api.tokens has its hash.");
        }
    }
}
