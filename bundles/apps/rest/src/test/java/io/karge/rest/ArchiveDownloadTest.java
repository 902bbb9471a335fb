package io.karge.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.karge.runtime.testkit.Stations;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of a station's logs over HTTP. */
class ArchiveDownloadTest extends HttpTest {
    private static final String LOGS = "/api/v1/stations/CS-1/logs";

    @BeforeEach
    void addStation() {
        gateway.stations.add(Stations.charging("CS-1"));
    }

    private List<String> audited() {
        await().until(() -> !audit.entries().isEmpty());
        return audit.lines();
    }

    @Test
    void sendsTheArchiveAndLeavesNothing() throws Exception {
        Response response = get(LOGS);

        assertThat(response.status()).isEqualTo(200);
        assertThat(response.text()).isEqualTo("an archive");
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/zip");
        assertThat(response.headers().firstValue("Content-Length")).hasValue("10");
        assertThat(response.headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"CS-1-diagnostics.zip\"");
        assertThat(response.headers().firstValue("Cache-Control")).hasValue("no-store");
        assertThat(gateway.done).containsExactly("logs DiagnosticsLog of CS-1");
        await().untilAsserted(() -> assertThat(downloads).isEmptyDirectory());
    }

    @Test
    void sendsTheSecurityLog() throws Exception {
        Response response = get(LOGS + "?log=security");

        assertThat(gateway.done).containsExactly("logs SecurityLog of CS-1");
        assertThat(response.headers().firstValue("Content-Disposition").orElse(""))
                .contains("CS-1-security.zip");
    }

    @Test
    void doesNotKnowAnotherLog() throws Exception {
        Response response = get(LOGS + "?log=all");

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.error()).isEqualTo("'log' is 'all', it is diagnostics or security");
        assertThat(gateway.done).isEmpty();
    }

    @Test
    void namesTheFileSoThatItLeadsNowhere() throws Exception {
        gateway.stations.add(Stations.charging("A|1\"@+"));

        assertThat(get("/api/v1/stations/A%7C1%22%40+/logs").headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"A_1___-diagnostics.zip\"");
    }

    @Test
    void saysWhyThereIsNone() throws Exception {
        gateway.unwritable = "station CS-1 makes no archives: karge-diagnostics is not installed";
        Response response = get(LOGS);

        assertThat(response.status()).isEqualTo(409);
        assertThat(response.error()).contains("karge-diagnostics is not installed");
        assertThat(get("/api/v1/stations/CS-9/logs").status()).isEqualTo(404);
    }

    /** As station:logs: what there is of a station is no reader's. */
    @Test
    void isTheAdministratorsAlone() throws Exception {
        Response operator = send(request(LOGS, OPERATOR).GET());

        assertThat(operator.status()).isEqualTo(403);
        assertThat(operator.error()).contains("administer", "'ops' has operate");
        assertThat(send(request(LOGS, READER).GET()).status()).isEqualTo(403);
        assertThat(gateway.done).isEmpty();
    }

    @Test
    void isMadeForNobodyWhoOnlyAsksWhetherItIsThere() throws Exception {
        Response head = send(request(LOGS).method("HEAD", BodyPublishers.noBody()));

        assertThat(head.status()).isEqualTo(405);
        assertThat(head.headers().firstValue("Allow")).hasValue("GET, OPTIONS");
        assertThat(gateway.done).isEmpty();
    }

    @Test
    void isInTheAuditLogWhoeverTookIt() throws Exception {
        get(LOGS);

        assertThat(audited())
                .containsExactly("token admin from 127.0.0.1 | GET " + LOGS + " {\"log\":\"diagnostics\"} | done");
    }

    @Test
    void isInTheAuditLogHoweverItWasWritten() throws Exception {
        get("/api/v1/stations/CS-1/lo%67s/");

        assertThat(audited()).singleElement().asString().endsWith("| done");
    }

    @Test
    void isInTheAuditLogWhoWasRefused() throws Exception {
        send(request(LOGS, READER).GET());

        assertThat(audited())
                .singleElement()
                .asString()
                .startsWith("token grafana from 127.0.0.1 | GET " + LOGS + " | refused: ");
    }

    @Test
    void makesTheFolderAnewWhenItCouldNotBeMadeOrIsGone() throws Exception {
        Files.delete(downloads);
        Files.writeString(downloads, "no folder");
        assertThat(get(LOGS).status()).isEqualTo(409);

        Files.delete(downloads);
        assertThat(get(LOGS).status()).isEqualTo(200);
    }

    @Test
    void removesWhatAProcessThatDiedHasLeft(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("left.zip"), "an archive");

        assertThat(new GatewayServlet(gateway, folder)).isNotNull();

        assertThat(folder).isEmptyDirectory();
    }
}
