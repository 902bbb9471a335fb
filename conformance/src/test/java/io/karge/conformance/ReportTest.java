package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.karge.conformance.Transcript.Line;
import io.karge.conformance.Transcript.Side;
import io.karge.driver.hyc400us.Hyc400Us;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Hyc400Us DRIVER = new Hyc400Us();
    private static final SiteStation STATION = station("CS-1");

    /** Of a station that is what its product file says. */
    private static Optional<Inventory> inventory = Optional.empty();

    @TempDir
    Path folder;

    @BeforeAll
    static void ask(@TempDir Path store) {
        inventory = Optional.of(ClaimsTest.inventory(DRIVER, store));
    }

    private static SiteStation station(String id) {
        return new SiteStation(id, "hyc-400-us", id, DRIVER.model(), Products.facts(DRIVER));
    }

    private static Verdict verdict(String id, Verdict.Result result, String reason) {
        List<Line> said = List.of(
                new Line(Instant.EPOCH, Side.CSMS, "[2,\"a\",\"GetVariables\",{}]"),
                new Line(Instant.EPOCH.plusMillis(40), Side.STATION, "[3,\"a\",{}]"));
        return new Verdict(
                CaseFacts.find(id).orElseThrow(), Optional.empty(), result, reason, Duration.ofMillis(1500), said);
    }

    private static Report report(String selection, boolean interrupted, List<CaseFacts> missing) {
        return new Report(
                STATION,
                Instant.parse("2026-01-01T10:00:00Z"),
                Duration.ofSeconds(75),
                selection,
                interrupted,
                List.of(
                        verdict("TC_B_01_CS", Verdict.Result.PASS, ""),
                        verdict("TC_B_02_CS", Verdict.Result.FAIL, "step 3: a | b"),
                        Verdict.notApplicable(CaseFacts.find("TC_B_25_CS").orElseThrow(), "it needs C-13")),
                missing,
                inventory);
    }

    private JsonNode json(Report report) throws IOException {
        new ReportFolder(folder, List.of(STATION)).write(report);
        return new ObjectMapper().readTree(folder.resolve("hyc-400-us.json").toFile());
    }

    @Test
    void tellsProgramsEachCaseWithItsResult() throws IOException {
        JsonNode json = json(report("", false, List.of()));

        assertThat(json.at("/cases").findValuesAsText("id")).containsExactly("TC_B_01_CS", "TC_B_02_CS", "TC_B_25_CS");
        assertThat(json.at("/cases").findValuesAsText("result")).containsExactly("PASS", "FAIL", "NOT_APPLICABLE");
        assertThat(json.at("/cases/1/reason").asText()).isEqualTo("step 3: a | b");
        assertThat(json.at("/cases/0/profile").asText()).isEqualTo("Core");
        assertThat(json.at("/product/designation").asText()).isEqualTo("Hypercharger HYC 400 US");
        assertThat(json.at("/run/complete").asBoolean()).isTrue();
        assertThat(json.at("/run/failed").asInt()).isEqualTo(1);
    }

    @Test
    void tellsTheFeaturesOfTheProductWithTheirIds() throws IOException {
        JsonNode json = json(report("", false, List.of()));

        assertThat(json.at("/hardwareFeatures").findValuesAsText("id"))
                .hasSize(12)
                .contains("HFS-8");
        assertThat(json.at("/optionalFeatures").findValuesAsText("id")).contains("C-49", "AS-3");
        assertThat(json.at("/authorizationOptions").findValuesAsText("id")).contains("C-30", "C-38");
    }

    @Test
    void tellsWhatWasMeasuredAndWhatIsAllowed() throws IOException {
        JsonNode json = json(report("", false, List.of()));

        assertThat(json.at("/performance/0/indicator").asText()).isEqualTo("OCPP response time");
        assertThat(json.at("/performance/0/averageSeconds").asDouble()).isEqualTo(0.04);
        assertThat(json.at("/performance/0/maxAllowedSeconds").asInt()).isEqualTo(30);
        assertThat(json.at("/performance/0/measurements").asInt()).isEqualTo(2);
        assertThat(json.at("/performance/0/certificate/averageSeconds").asDouble())
                .isEqualTo(0.13);
        assertThat(json.at("/performance/3/measurements").asInt()).isZero();
    }

    @Test
    void passesWhenAllThatApplyHavePassedInTheTimeAllowed() {
        Verdict passed = verdict("TC_B_01_CS", Verdict.Result.PASS, "");
        CaseFacts missing = CaseFacts.find("TC_A_01_CS").orElseThrow();
        Verdict failed = verdict("TC_B_02_CS", Verdict.Result.FAIL, "");
        Verdict slow = new Verdict(
                passed.facts(),
                Optional.empty(),
                Verdict.Result.PASS,
                "",
                Duration.ofSeconds(40),
                List.of(
                        new Line(Instant.EPOCH, Side.CSMS, "[2,\"a\",\"GetVariables\",{}]"),
                        new Line(Instant.EPOCH.plusSeconds(31), Side.STATION, "[3,\"a\",{}]")));

        assertThat(of("", false, List.of(), passed).isPassed()).isTrue();
        assertThat(of("case TC_B_01_CS", false, List.of(), passed).isPassed()).isTrue();
        assertThat(of("block A", false, List.of(missing), passed).isPassed())
                .as("a chosen case that the kit does not have")
                .isFalse();
        assertThat(of("", false, List.of(missing), passed).isPassed()).isFalse();
        assertThat(of("", true, List.of(), passed).isPassed()).isFalse();
        assertThat(of("", false, List.of(), failed).isPassed())
                .as("a failure without a word of why")
                .isFalse();
        assertThat(of("", false, List.of(), slow).isPassed()).isFalse();
        assertThat(of("", false, List.of(), slow).slow()).containsExactly(Performance.Indicator.RESPONSE);
    }

    private static Report of(String selection, boolean interrupted, List<CaseFacts> missing, Verdict verdict) {
        return new Report(
                STATION, Instant.EPOCH, Duration.ZERO, selection, interrupted, List.of(verdict), missing, inventory);
    }

    @Test
    void saysWhenOnlyAPartWasRun() throws IOException {
        CaseFacts missing = CaseFacts.find("TC_A_01_CS").orElseThrow();

        assertThat(json(report("block B", false, List.of())).at("/run/partial").asText())
                .isEqualTo("Only a part was run: block B.");
        assertThat(json(report("", true, List.of())).at("/run/partial").asText())
                .contains("interrupted");
        assertThat(json(report("", false, List.of(missing))).at("/run/complete").asBoolean())
                .isFalse();
        assertThat(ReportMarkdown.of(report("block B", false, List.of())))
                .contains("**Partial: Only a part was run: block B.**");
        assertThat(ReportMarkdown.of(report("", false, List.of()))).doesNotContain("Partial");
    }

    @Test
    void tellsPeopleInTables() {
        assertThat(ReportMarkdown.of(report("", false, List.of())))
                .contains(
                        "# Conformance of the Hypercharger HYC 400 US",
                        "| 2/1 | EVSE 2, connector 1: DC, Fixed Cable | cTesla | cTesla (Connector.ConnectorType) | shown |",
                        "| HFS-8 | Number of EVSEs | 4 | 4 (EVSE.Available) | shown |",
                        "| C-49 | Authorization cache | Yes | Yes: AuthCacheCtrlr.Available is true | shown |",
                        "| ORS-1 | ItemsPerMessageGetReport | 204 | 204 (DeviceDataCtrlr.ItemsPerMessage[GetReport]) | shown |",
                        "| Core |  | FAIL | step 3: a \\| b |",
                        "| OCPP response time | 30.000 | 0.040 | 0.040 | 0.040 | 2 | PASS | min 0.08, max 0.97, average 0.13 |");
    }

    @Test
    void tellsTheSameInAPageOfItsOwn() {
        String html = ReportHtml.of(report("block B", false, List.of()));

        assertThat(html)
                .contains(
                        "<title>Conformance of the Hypercharger HYC 400 US</title>",
                        "<td>HFS-8</td><td>Number of EVSEs</td><td>4</td>",
                        "<td class=\"bad\">FAIL</td><td>step 3: a | b</td>",
                        "Partial: Only a part was run");
        assertThat(html).as("nothing is fetched").doesNotContain("src=", "href=", "@import");
    }

    @Test
    void doesNotPassWhenTheStationShowsNoInventory() {
        Report report = new Report(
                STATION,
                Instant.EPOCH,
                Duration.ZERO,
                "",
                false,
                List.of(verdict("TC_B_01_CS", Verdict.Result.PASS, "")),
                List.of(),
                Optional.empty());

        assertThat(report.isPassed()).isFalse();
        assertThat(report.differing()).extracting(Claim::id).contains("Vendor", "1/1", "HFS-8", "C-49", "ORS-1");
    }

    @Test
    void tellsByWhichProtocolFilesWereMoved() throws IOException {
        Verdict sftp = new Verdict(
                CaseFacts.find("TC_L_01_CS").orElseThrow(),
                Optional.of(TransferProtocol.SFTP),
                Verdict.Result.PASS,
                "",
                Duration.ofSeconds(2),
                List.of(new Line(Instant.EPOCH, Side.STATION, "[3,\"a\",{}]")));
        Report report = of("block L", false, List.of(), sftp);

        assertThat(json(report).at("/cases/0/filesOver").asText()).isEqualTo("sftp");
        assertThat(ReportMarkdown.of(report)).contains("| sftp | PASS |");
        new ReportFolder(folder, List.of(STATION)).writeTranscript(STATION, sftp);
        assertThat(folder.resolve("transcripts/hyc-400-us/TC_L_01_CS-sftp.txt")).isRegularFile();
    }

    @Test
    void keepsTwoStationsOfOneProductApart() {
        ReportFolder reports = new ReportFolder(folder, List.of(STATION, station("CS-2")));

        assertThat(reports.name(STATION)).isEqualTo("hyc-400-us-CS-1");
    }

    @Test
    void writesWhatBothSidesSaid() throws IOException {
        ReportFolder reports = new ReportFolder(folder, List.of(STATION));

        reports.writeTranscript(STATION, verdict("TC_B_02_CS", Verdict.Result.FAIL, "step 3"));

        assertThat(Files.readString(folder.resolve("transcripts/hyc-400-us/TC_B_02_CS.txt")))
                .contains("FAIL: step 3", "CSMS     [2,\"a\",\"GetVariables\",{}]", "station  [3,\"a\",{}]");
    }
}
