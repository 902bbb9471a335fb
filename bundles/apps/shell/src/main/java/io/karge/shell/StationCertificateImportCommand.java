package io.karge.shell;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.jspecify.annotations.Nullable;

@Service
@Command(
        scope = "station",
        name = "certificate-import",
        description = "Gives a station the certificate that was issued on its request")
public final class StationCertificateImportCommand extends StationCommand {
    private static final long MOST_OCTETS = 100_000;

    @Argument(
            index = 1,
            name = "file",
            description = "The file with the station's certificate and the authorities below the root (PEM)",
            required = true)
    String file;

    @Reference
    @Nullable
    Session session;

    @Override
    protected void run() throws Exception {
        Path source =
                Path.of(System.getProperty("karaf.base", "")).resolve(file).toAbsolutePath();
        if (Files.isDirectory(source)) {
            throw new IllegalArgumentException(source + " is a folder; name the file with the station's certificate");
        } else if (Files.size(source) > MOST_OCTETS) {
            throw new IllegalArgumentException(source + " is too large for a station's certificates; name their file");
        }
        String pem = new String(Files.readAllBytes(source), StandardCharsets.ISO_8859_1);
        Answers.of(gateway.importCertificate(stationId, pem, Who.of(session)));
        Done.print("The station has its certificate: station:certificates " + stationId + " shows it", json);
    }
}
