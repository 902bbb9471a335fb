package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.runtime.Machine;
import io.karge.site.Distribution;
import io.karge.site.SiteFiles;
import io.karge.testsystem.AcceptingBehaviour;
import io.karge.testsystem.CsmsServer;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit in the distribution that this build has made: a few cases, so that {@code ./karge conformance} stays alive. */
class WireIT {
    private static final Path ARCHIVES = Path.of("../karaf-assembly/target");
    private static final Duration START = Duration.ofMinutes(3);
    private static final String STATION = "SITE-1";

    @TempDir
    Path folder;

    private final Machine machine = new Machine();
    private final TimeSource time = machine.time();
    private Distribution site;
    private Path home;
    private Path reports;

    @BeforeEach
    void unpack() throws Exception {
        site = Distribution.unpack(archive(), folder.resolve("karge"));
        home = site.home();
        reports = folder.resolve("reports");
    }

    @AfterEach
    void stop() {
        machine.close();
    }

    private static Path archive() throws IOException {
        try (Stream<Path> files = Files.list(ARCHIVES)) {
            return files.filter(file -> file.toString().endsWith(".tar.gz"))
                    .max(Comparator.comparing(file -> file.toFile().lastModified()))
                    .orElseThrow();
        }
    }

    private JsonNode report(String product) throws IOException {
        return new ObjectMapper().readTree(reports.resolve(product + ".json").toFile());
    }

    /** For whoever sees the exit code only: the verdicts that are no PASS. */
    private String whatFailed() {
        try (Stream<Path> files = Files.list(reports)) {
            List<String> failed = new ArrayList<>();
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                new ObjectMapper().readTree(file.toFile()).at("/cases").forEach(verdict -> {
                    if (!Set.of("PASS", "NOT_APPLICABLE")
                            .contains(verdict.at("/result").asText())) {
                        failed.add(file.getFileName() + " " + verdict);
                    }
                });
            }
            return "the exit code, with " + failed;
        } catch (IOException e) {
            return "the exit code, and there is no report: " + e;
        }
    }

    /** One case of each block at least, and one that does not apply. */
    private static final List<String> CASES = List.of(
            "TC_A_04_CS",
            "TC_A_19_CS",
            "TC_B_01_CS",
            "TC_B_22_CS",
            "TC_B_25_CS",
            "TC_E_03_CS",
            "TC_F_01_CS",
            "TC_G_11_CS",
            "TC_J_09_CS",
            "TC_K_38_CS",
            "TC_L_01_CS",
            "TC_M_20_CS",
            "TC_N_25_CS",
            "TC_P_01_CS");

    @Test
    void startsADistributionOfItsOwnAndReports() throws Exception {
        List<String> options = new ArrayList<>(List.of(
                "--own",
                home.toString(),
                "--report",
                reports.toString(),
                "--station",
                "HYC-400-EU-1",
                "--station",
                "HYC-200-US-1",
                "--transfers",
                "sftp"));
        CASES.forEach(id -> options.addAll(List.of("--case", id)));

        int exit = Conformance.run(options.toArray(String[]::new));

        assertThat(exit).as(this::whatFailed).isZero();
        for (String product : List.of("hyc-400-eu", "hyc-200-us")) {
            JsonNode report = report(product);
            assertThat(report.at("/cases").findValuesAsText("id")).isEqualTo(CASES);
            report.at("/cases")
                    .forEach(verdict -> assertThat(verdict.at("/result").asText())
                            .as(verdict.toString())
                            .isEqualTo(verdict.at("/id").asText().equals("TC_B_25_CS") ? "NOT_APPLICABLE" : "PASS"));
            assertThat(report.at("/cases").findValuesAsText("filesOver")).containsExactly("sftp", "sftp");
            assertThat(report.at("/run/partial").asText()).contains("TC_B_01_CS");
            assertThat(report.at("/performance/0/measurements").asInt()).isPositive();
            assertThat(reports.resolve(product + ".md")).content().contains("**Partial");
            assertThat(reports.resolve("transcripts/" + product + "/TC_F_01_CS.txt"))
                    .content()
                    .contains("person   plug in at EVSE 1", "RequestStartTransaction");
        }
    }

    @Test
    void takesAStationOfARunningSiteAndGivesItBack() throws Exception {
        try (CsmsServer csms =
                new CsmsServer("127.0.0.1", 0, null, new AcceptingBehaviour(time, 300, Set.of()), time)) {
            csms.start();
            site.usePorts(0, 0);
            site.files().addStation(STATION, "hyc-400-us", Distribution.freePort(0), csms.url(), "0123456789abcdef");
            List<String> cfg = site.files().lines(SiteFiles.stationFile(STATION));
            site.start();
            assertThat(TestSite.await(
                            time,
                            START,
                            () -> site.gateway().accepted(STATION)
                                    && site.gateway().is(STATION, "/hardware", "up")))
                    .as("the site is up")
                    .isTrue();

            int exit = Conformance.run(
                    "--gateway",
                    site.gateway().url(),
                    "--etc",
                    site.files().etc().toString(),
                    "--report",
                    reports.toString(),
                    "--station",
                    STATION,
                    "--case",
                    "TC_B_01_CS");

            assertThat(exit).as(this::whatFailed).isZero();
            assertThat(report("hyc-400-us").at("/cases/0/result").asText()).isEqualTo("PASS");
            assertThat(site.files().lines(SiteFiles.stationFile(STATION))).isEqualTo(cfg);
            try (Stream<Path> files = Files.list(site.files().etc())) {
                assertThat(files).noneMatch(file -> file.toString().endsWith("conformance"));
            }
            assertThat(TestSite.await(time, START, () -> csms.station(STATION).isPresent()))
                    .as("the station is back at its own CSMS")
                    .isTrue();
        } finally {
            site.stop();
        }
    }

    @Test
    void saysThatAGatewayIsNotThere() {
        assertThat(Conformance.run("--gateway", "http://127.0.0.1:1", "--etc", home + "/etc", "--station", STATION))
                .isEqualTo(2);
    }
}
