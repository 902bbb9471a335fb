package io.karge.shell;

import io.karge.runtime.FactoryReset;
import io.karge.runtime.ResetOrder;
import io.karge.shell.table.Lines;
import io.karge.shell.table.Rows;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

@Service
@Command(scope = "station", name = "factory-reset", description = "Puts a station back to its cfg and its product file")
public final class StationFactoryResetCommand extends StationCommand {
    @Option(name = "--force", description = "Does it, and ends transactions that run")
    boolean force;

    @Option(name = "--offline", description = "Stays offline until station:connect")
    boolean offline;

    @Reference
    @Nullable
    Session session;

    @Override
    protected void run() throws Exception {
        if (!force) {
            Force.require(
                    false, "factory-reset of station " + stationId + cost(Answers.of(gateway.undelivered(stationId))));
        }
        FactoryReset done =
                Answers.of(gateway.factoryReset(stationId, new ResetOrder(!offline, true, Who.of(session))));
        if (json) {
            Rows.printOne(System.out, done, true);
        } else {
            print(done);
        }
    }

    private void print(FactoryReset done) {
        Lines.print(System.out, "station " + stationId + " is as it came from the factory");
        done.ended().forEach(one -> Lines.print(System.out, "transaction " + one + " was ended"));
        FactoryReset.Kept kept = done.kept();
        if (kept != null) {
            Lines.print(
                    System.out, "! what the CSMS has not got (messages: " + kept.messages() + ") is in " + kept.file());
        }
        if (done.note() != null) {
            Lines.print(System.out, "! " + done.note());
        }
    }

    /** What is lost with it. */
    private static String cost(String undelivered) {
        return undelivered.isEmpty()
                ? ""
                : " (" + undelivered + "; forced, it ends transactions and keeps a copy of what the CSMS has not got)";
    }
}
