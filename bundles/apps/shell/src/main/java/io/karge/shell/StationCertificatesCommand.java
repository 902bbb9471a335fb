package io.karge.shell;

import io.karge.runtime.CertificatesView;
import io.karge.runtime.Gateway;
import io.karge.shell.table.ConsoleCommand;
import io.karge.shell.table.Lines;
import io.karge.shell.table.Rows;
import java.time.Instant;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;

@Service
@Command(
        scope = "station",
        name = "certificates",
        description = "Lists the roots that a station trusts and its own certificates, and says what it has asked for")
public final class StationCertificatesCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(StationIds.class)
    String stationId;

    @Option(name = "--json", description = "Prints JSON, with issuers and fingerprints")
    boolean json;

    private record Row(CertificatesView.Use use, String subject, String serialNumber, Instant until, String state) {}

    @Override
    protected void run() throws Exception {
        CertificatesView view = Answers.of(gateway.certificates(stationId));
        if (json) {
            Rows.print(System.out, CertificatesView.Certificate.class, view.certificates(), "", true);
            return;
        }
        Rows.print(
                System.out,
                Row.class,
                view.certificates().stream()
                        .map(one -> new Row(one.use(), one.subject(), one.serialNumber(), one.until(), one.state()))
                        .toList(),
                "No certificate is installed",
                false);
        if (view.request() != null) {
            Lines.print(
                    System.out, "A request for a certificate " + view.request().state());
        }
    }
}
