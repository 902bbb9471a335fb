package io.karge.shell;

import io.karge.runtime.Gateway;
import io.karge.shell.table.ConsoleCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

@Service
@Command(
        scope = "station",
        name = "certificate-request",
        description = "Makes a key pair in the station and writes the request for its certificate to a file")
public final class StationCertificateRequestCommand extends ConsoleCommand {
    @Reference
    Gateway gateway;

    @Argument(name = "station", description = "The station id", required = true)
    @Completion(StationIds.class)
    String stationId;

    @Argument(
            index = 1,
            name = "file",
            description = "The file that takes the request (PKCS#10 in PEM)",
            required = true)
    String file;

    @Option(name = "--rsa", description = "An RSA key of 2048 bits; without it the key is for ECDSA on P-256")
    boolean rsa;

    @Option(name = "--json", description = "Prints JSON")
    boolean json;

    @Reference
    @Nullable
    Session session;

    @Override
    protected void run() throws Exception {
        Path target =
                Path.of(System.getProperty("karaf.base", "")).resolve(file).toAbsolutePath();
        if (Files.exists(target)) {
            throw new IllegalArgumentException(target + " is there already: name a new file");
        }
        String csr = Answers.of(gateway.requestCertificate(stationId, rsa, Who.of(session)));
        Files.writeString(target, csr, StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW);
        Done.print(
                "The request is in " + target + ". Have it signed, and bring the certificate with"
                        + " station:certificate-import",
                json);
    }
}
