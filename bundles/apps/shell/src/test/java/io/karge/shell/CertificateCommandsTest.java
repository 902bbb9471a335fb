package io.karge.shell;

import static io.karge.shell.Console.json;
import static io.karge.shell.Console.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.runtime.CertificatesView;
import io.karge.runtime.CertificatesView.Certificate;
import io.karge.runtime.CertificatesView.Use;
import io.karge.runtime.testkit.FakeGateway;
import io.karge.runtime.testkit.Stations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateCommandsTest {
    private static final Certificate ROOT = new Certificate(
            Use.CSMS_ROOT, "CN=Root", "CN=Root", "a1", Stations.AT, Stations.AT.plusSeconds(9), "valid", "ff00");

    private final FakeGateway gateway = new FakeGateway();

    @TempDir
    Path folder;

    @BeforeEach
    void addStation() {
        gateway.stations.add(Stations.charging("CS-1"));
    }

    private StationCertificatesCommand list() {
        StationCertificatesCommand list = new StationCertificatesCommand();
        list.gateway = gateway;
        list.stationId = "CS-1";
        return list;
    }

    private StationCertificateRequestCommand request(String file) {
        StationCertificateRequestCommand request = new StationCertificateRequestCommand();
        request.gateway = gateway;
        request.stationId = "CS-1";
        request.file = folder.resolve(file).toString();
        return request;
    }

    private StationCertificateImportCommand bring(String file) {
        StationCertificateImportCommand bring = new StationCertificateImportCommand();
        bring.gateway = gateway;
        bring.stationId = "CS-1";
        bring.file = folder.resolve(file).toString();
        return bring;
    }

    @Test
    void listsCertificatesAndWhatWasAskedFor() throws Exception {
        assertThat(run(list())).contains("No certificate is installed");
        gateway.certificates =
                new CertificatesView(List.of(ROOT), new CertificatesView.Request("is to be sent to the CSMS", "csr"));
        assertThat(run(list()))
                .contains("CSMS_ROOT", "CN=Root", "a1", "2026-01-01T00:00:09Z", "valid")
                .contains("A request for a certificate is to be sent to the CSMS")
                .doesNotContain("ff00");
        StationCertificatesCommand asJson = list();
        asJson.json = true;
        assertThat(json(asJson).get(0).get("sha256").asText()).isEqualTo("ff00");
    }

    @Test
    void writesTheRequestToANewFile() throws Exception {
        assertThat(run(request("cs.csr"))).contains("cs.csr", "station:certificate-import");
        assertThat(folder.resolve("cs.csr")).hasContent("a request");
        assertThat(gateway.done).last().asString().startsWith("certificate request ECDSA_P256 by ");

        assertThatThrownBy(() -> run(request("cs.csr"))).hasMessageContaining("is there already");
    }

    @Test
    void asksForAnRsaKeyOfALengthThatIsStrongEnough() throws Exception {
        for (String bits : List.of("3072", "4096")) {
            StationCertificateRequestCommand rsa = request(bits + ".csr");
            rsa.rsa = bits;
            run(rsa);
            assertThat(gateway.done).last().asString().startsWith("certificate request RSA_" + bits + " by ");
        }
        StationCertificateRequestCommand weak = request("weak.csr");
        weak.rsa = "2048";
        assertThatThrownBy(() -> run(weak))
                .hasMessageContaining("--rsa 2048")
                .hasMessageContaining("3072 or 4096 bits");
        assertThat(gateway.done).hasSize(2);
        assertThat(folder.resolve("weak.csr")).doesNotExist();
    }

    @Test
    void bringsTheCertificate() throws Exception {
        Files.writeString(folder.resolve("cs.pem"), "a chain");
        assertThat(run(bring("cs.pem"))).contains("station:certificates CS-1");
        assertThat(gateway.done).last().asString().startsWith("certificate a chain by ");

        gateway.certificateRefusal = "it is for another key";
        assertThatThrownBy(() -> run(bring("cs.pem"))).hasMessageContaining("it is for another key");
        assertThatThrownBy(() -> run(bring("missing.pem")))
                .hasMessageContaining("missing.pem cannot be used: there is no such");
        assertThatThrownBy(() -> run(bring("."))).hasMessageContaining("is a folder");
        Files.write(folder.resolve("large.pem"), new byte[100_001]);
        assertThatThrownBy(() -> run(bring("large.pem"))).hasMessageContaining("too large");
    }
}
