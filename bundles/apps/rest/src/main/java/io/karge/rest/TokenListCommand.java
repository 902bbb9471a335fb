package io.karge.rest;

import io.karge.runtime.ApiCaller.Right;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Rows;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(
        scope = "karge",
        name = "token-list",
        description = "Lists the tokens of the HTTP interfaces: names and rights")
public final class TokenListCommand extends ConsoleCommand {
    TokenFile file = TokenFile.ofContainer();

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    /** A token, without itself. */
    record Token(String name, String right, String file) {}

    @Override
    protected void run() throws Exception {
        TokenFile.Content content = file.read();
        List<Token> tokens = new ArrayList<>();
        tokens.add(new Token(TokenFile.ADMIN, Right.ADMINISTER.word(), "etc/karge-api.token"));
        content.tokens()
                .forEach(token ->
                        tokens.add(new Token(token.name(), token.right().word(), "etc/karge-api.tokens")));
        Rows.print(System.out, Token.class, tokens, "No tokens", json);
        content.faults().forEach(fault -> System.err.println("etc/karge-api.tokens: " + fault));
    }
}
