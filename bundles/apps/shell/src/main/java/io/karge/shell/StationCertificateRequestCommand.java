package io.karge.shell;

import io.karge.station.CertificateIssuance;
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
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.jspecify.annotations.Nullable;

@Service
@Command(
        scope = "station",
        name = "certificate-request",
        description = "Makes a key pair in the station and writes the request for its certificate to a file")
public final class StationCertificateRequestCommand extends StationCommand {
    @Argument(
            index = 1,
            name = "file",
            description = "The file that takes the request (PKCS#10 in PEM)",
            required = true)
    String file;

    @Option(
            name = "--rsa",
            valueToShowInHelp = "",
            description = "An RSA key of so many bits, 3072 or 4096; without it the key is for ECDSA on P-256")
    @Completion(
            value = StringsCompleter.class,
            values = {"3072", "4096"})
    @Nullable
    String rsa;

    @Reference
    @Nullable
    Session session;

    @Override
    protected void run() throws Exception {
        Path target = NewFile.of(file);
        String csr = Answers.of(gateway.requestCertificate(stationId, key(), Who.of(session)));
        Files.writeString(target, csr, StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW);
        Done.print(
                "The request is in " + target + ". Have it signed, and bring the certificate with"
                        + " station:certificate-import",
                json);
    }

    private CertificateIssuance.Key key() {
        if (rsa == null) {
            return CertificateIssuance.Key.ECDSA_P256;
        }
        return switch (rsa) {
            case "3072" -> CertificateIssuance.Key.RSA_3072;
            case "4096" -> CertificateIssuance.Key.RSA_4096;
            default ->
                throw new IllegalArgumentException("--rsa " + rsa + " is no length that is made; an RSA key has 3072 or"
                        + " 4096 bits. Write --rsa 3072, or leave it out for ECDSA");
        };
    }
}
