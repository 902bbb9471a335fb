package io.karge.testsystem;

import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.jspecify.annotations.Nullable;

@Service
@Command(scope = "csms", name = "transactions", description = "Lists the transactions that the test system was told of")
public final class CsmsTransactionsCommand implements Action {
    @Reference
    TestSystem testSystem;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Override
    public @Nullable Object execute() throws Exception {
        Rows.print(
                System.out,
                CsmsTransactions.Transaction.class,
                testSystem.server().transactions().all(),
                "No station has told of a transaction yet",
                json);
        return null;
    }
}
