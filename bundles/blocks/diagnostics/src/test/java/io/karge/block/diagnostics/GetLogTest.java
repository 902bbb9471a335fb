package io.karge.block.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand.CollectLogs;
import io.karge.driver.StationModel;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.GetLogRequest;
import io.karge.ocpp.messages.GetLogResponse;
import io.karge.ocpp.messages.LogStatusNotificationRequest;
import io.karge.ocpp.messages.LogStatusNotificationResponse;
import io.karge.ocpp.types.DataEnumType;
import io.karge.ocpp.types.LogEnumType;
import io.karge.ocpp.types.LogParametersType;
import io.karge.ocpp.types.LogStatusEnumType;
import io.karge.ocpp.types.MutabilityEnumType;
import io.karge.security.testkit.TestAuthority;
import io.karge.station.LogArchives;
import io.karge.station.LogArchives.Archive;
import io.karge.station.LogSource;
import io.karge.station.ProductFacts;
import io.karge.station.Reply;
import io.karge.station.TransferOutcome.Cause;
import io.karge.station.TrustStore;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import io.karge.station.testkit.FakeTransfers;
import io.karge.station.testkit.SentCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** N01. */
class GetLogTest {
    private static final String LOCATION = "http://files.example/logs/";

    @TempDir
    private Path temp;

    private Path folder = Path.of("");
    private BlockTester station = BlockTester.of(new DiagnosticsBlockFactory());
    private int answered;

    /** What the sources were asked for. */
    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void begin() {
        folder = temp.resolve("diagnostics");
        prepare(station);
        station.start();
        station.advance(Duration.ZERO);
    }

    private void prepare(BlockTester tester) {
        tester.useFolder(folder);
        tester.deviceModel().define(List.of(protocols()));
        tester.offer(LogSource.class, (log, oldest, latest) -> {
            asked.add(log + " " + oldest + " " + latest);
            return List.of(
                    new LogSource.Part(log + ".txt", out -> out.write(log.name().getBytes(StandardCharsets.UTF_8))));
        });
    }

    private static VariableDefinition protocols() {
        return new VariableDefinition(
                VariableKey.of("OCPPCommCtrlr", "FileTransferProtocols"),
                DataEnumType.MemberList,
                MutabilityEnumType.ReadOnly,
                "HTTP,FTP",
                null,
                null,
                null,
                List.of("HTTP", "FTP"),
                true,
                true,
                false);
    }

    private GetLogResponse get(LogEnumType type, int requestId, String location) {
        return ask(GetLogRequest.of(type, requestId, LogParametersType.of(location))
                .withRetries(0));
    }

    private GetLogResponse ask(GetLogRequest request) {
        GetLogResponse response = station.request(request).response(GetLogResponse.class);
        station.advance(Duration.ZERO); // the archive is made
        return response;
    }

    /** What the CSMS was told until now, each with its requestId; it confirms all of it. */
    private List<String> told() {
        List<String> told = new ArrayList<>();
        for (int i = answered; i < station.calls().size(); i++) {
            SentCall call = station.calls().get(i);
            LogStatusNotificationRequest status = call.request(LogStatusNotificationRequest.class);
            told.add(status.status() + " " + status.requestId());
            call.answer(LogStatusNotificationResponse.of());
            answered = i + 1;
        }
        return told;
    }

    private FakeTransfers.Asked upload() {
        return station.transfers().last();
    }

    private List<Path> files() throws IOException {
        station.advance(Duration.ZERO);
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(path -> !path.equals(folder)).toList();
        }
    }

    @ParameterizedTest
    @EnumSource(LogEnumType.class)
    void uploadsOneFileAndTellsTheCsms(LogEnumType type) throws IOException {
        // N01.FR.01 to N01.FR.04, N01.FR.07 to N01.FR.09
        GetLogResponse response = get(type, 7, LOCATION);
        assertThat(response.status()).isEqualTo(LogStatusEnumType.Accepted);
        assertThat(response.filename()).startsWith("CS-1-").endsWith("-7.zip").hasSizeLessThanOrEqualTo(255);
        assertThat(upload().order().location()).isEqualTo(LOCATION + response.filename()); // N01.FR.21
        assertThat(Zips.entries(upload().order().file())).containsEntry(type + ".txt", type.name());
        assertThat(told()).containsExactly("Uploading 7");
        upload().progress(10, 20);
        upload().progress(20, 20);
        upload().moved(20);
        assertThat(told()).containsExactly("Uploaded 7");
        assertThat(files()).isEmpty();
        assertThat(station.holds().all()).isEmpty();
    }

    @Test
    void uploadsToAServerThatTheCsmsRootsTrust() { // N01.FR.15
        TestAuthority csms = TestAuthority.root("CSMS Root");
        station.trustStore().install(TrustStore.Use.CSMS, csms.certificate());
        station.trustStore()
                .install(
                        TrustStore.Use.MANUFACTURER,
                        TestAuthority.root("Another").certificate());
        get(LogEnumType.DiagnosticsLog, 7, LOCATION);
        assertThat(upload().order().roots()).containsExactly(csms.certificate());
    }

    @Test
    void tellsEachStatusWithItsRequestId() { // N01.FR.13
        get(LogEnumType.DiagnosticsLog, 8, LOCATION);
        upload().failed(Cause.UNREACHABLE);
        assertThat(told()).hasSize(2).allMatch(status -> status.endsWith(" 8"));
    }

    @Test
    void asksTheSourcesForTheTimeThatIsWanted() {
        Instant oldest = Instant.parse("2026-01-01T00:00:00Z");
        Instant latest = Instant.parse("2026-01-02T00:00:00Z");
        ask(GetLogRequest.of(
                LogEnumType.SecurityLog,
                1,
                LogParametersType.of(LOCATION).withOldestTimestamp(oldest).withLatestTimestamp(latest)));
        assertThat(asked)
                .isNotEmpty()
                .containsOnly(LogEnumType.SecurityLog + " " + Optional.of(oldest) + " " + Optional.of(latest));
    }

    @Test
    void rejectsWhenThereIsNoSuchLog() { // N01.FR.05
        station.withdraw(LogSource.class);
        GetLogResponse response = get(LogEnumType.SecurityLog, 1, LOCATION);
        assertThat(response.status()).isEqualTo(LogStatusEnumType.Rejected);
        assertThat(response.filename()).isNull();
        assertThat(response.statusInfo()).isNotNull();
        assertThat(told()).isEmpty();
        assertThat(station.transfers().all()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:", "gopher://h/x", "http://", "ftp://user:secret@/logs/", "sftp://user:secret@h/"})
    void rejectsALocationThatNoProtocolFits(String location) {
        GetLogResponse response = get(LogEnumType.DiagnosticsLog, 1, location);
        assertThat(response.status()).isEqualTo(LogStatusEnumType.Rejected);
        assertThat(String.valueOf(response.statusInfo())).contains("InvalidURL").doesNotContain("secret");
        assertThat(told()).isEmpty();
    }

    @Test
    void rejectsATimeThatEndsBeforeItBegins() {
        GetLogResponse response = ask(GetLogRequest.of(
                LogEnumType.DiagnosticsLog,
                1,
                LogParametersType.of(LOCATION)
                        .withOldestTimestamp(station.now())
                        .withLatestTimestamp(station.now().minusSeconds(1))));
        assertThat(response.status()).isEqualTo(LogStatusEnumType.Rejected);
    }

    @Test
    void callsTheFirstUploadOffForASecond() throws IOException { // N01.FR.12, N01.FR.20; C-57
        get(LogEnumType.DiagnosticsLog, 1, LOCATION);
        FakeTransfers.Asked first = upload();
        assertThat(told()).containsExactly("Uploading 1");
        GetLogResponse second = get(LogEnumType.DiagnosticsLog, 2, LOCATION);
        assertThat(second.status()).isEqualTo(LogStatusEnumType.AcceptedCanceled);
        assertThat(second.filename()).endsWith("-2.zip");
        assertThat(first.isOver()).isTrue();
        assertThat(told()).containsExactly("AcceptedCanceled 1", "Uploading 2");
        upload().moved(5);
        assertThat(told()).containsExactly("Uploaded 2");
        assertThat(files()).isEmpty();
        assertThat(station.holds().all()).isEmpty();
    }

    @Test
    void callsAnUploadOffWhoseArchiveIsBeingMade() throws IOException { // N01.FR.12: assembling
        station.request(GetLogRequest.of(LogEnumType.DiagnosticsLog, 1, LogParametersType.of(LOCATION)));
        GetLogResponse second = get(LogEnumType.DiagnosticsLog, 2, LOCATION);
        assertThat(second.status()).isEqualTo(LogStatusEnumType.AcceptedCanceled);
        assertThat(told()).containsExactly("AcceptedCanceled 1", "Uploading 2");
        upload().moved(1);
        assertThat(station.transfers().all()).hasSize(1);
        assertThat(files()).isEmpty();
    }

    @Test
    void goesOnWithTheFirstWhenTheSecondIsRejected() {
        get(LogEnumType.DiagnosticsLog, 1, LOCATION);
        assertThat(get(LogEnumType.DiagnosticsLog, 2, "C:").status()).isEqualTo(LogStatusEnumType.Rejected);
        upload().moved(1);
        assertThat(told()).containsExactly("Uploading 1", "Uploaded 1");
    }

    @Test
    void triesAgainAtTheIntervalAndTellsEachAttempt() { // N01.FR.10; as TC_N_26 counts and times
        Instant begun = station.now();
        ask(GetLogRequest.of(LogEnumType.DiagnosticsLog, 3, LogParametersType.of(LOCATION))
                .withRetries(3)
                .withRetryInterval(30));
        for (int attempt = 1; attempt <= 4; attempt++) {
            assertThat(station.transfers().all()).hasSize(attempt);
            assertThat(station.now()).isEqualTo(begun.plusSeconds(30L * (attempt - 1)));
            assertThat(told()).containsExactly("Uploading 3");
            station.advance(Duration.ofSeconds(4));
            upload().failed(Cause.NOT_FOUND);
            assertThat(told()).containsExactly("UploadFailure 3");
            station.advance(Duration.ofSeconds(25));
            assertThat(station.transfers().all()).hasSize(attempt);
            station.advance(Duration.ofSeconds(1));
        }
        station.advance(Duration.ofHours(1));
        assertThat(told()).isEmpty();
        assertThat(station.transfers().all()).hasSize(4);
    }

    @Test
    void triesAgainAtOnceAfterAnAttemptLongerThanTheInterval() {
        ask(GetLogRequest.of(LogEnumType.DiagnosticsLog, 3, LogParametersType.of(LOCATION))
                .withRetries(1)
                .withRetryInterval(10));
        station.advance(Duration.ofSeconds(60));
        upload().failed(Cause.INTERRUPTED);
        station.advance(Duration.ZERO);
        assertThat(station.transfers().all()).hasSize(2);
    }

    @Test
    void triesAFewTimesWhenTheCsmsDoesNotSayHowOften() {
        ask(GetLogRequest.of(LogEnumType.DiagnosticsLog, 3, LogParametersType.of(LOCATION)));
        for (int attempt = 1; attempt <= 10; attempt++) {
            upload().failed(Cause.UNREACHABLE);
            station.advance(LogUpload.RETRY_INTERVAL);
        }
        assertThat(station.transfers().all()).hasSize(1 + LogUpload.RETRIES);
    }

    @Test
    void uploadsWhenARetryGoesWell() throws IOException {
        ask(GetLogRequest.of(LogEnumType.DiagnosticsLog, 3, LogParametersType.of(LOCATION))
                .withRetries(2)
                .withRetryInterval(5));
        upload().failed(Cause.SERVER_ERROR);
        station.advance(Duration.ofSeconds(5));
        assertThat(upload().order().file()).exists();
        upload().moved(9);
        assertThat(told()).containsExactly("Uploading 3", "UploadFailure 3", "Uploading 3", "Uploaded 3");
        assertThat(files()).isEmpty();
    }

    @Test
    void tellsTheFailureOfEachUpload() { // field report N1: the second failure was not told
        for (int requestId = 1; requestId <= 2; requestId++) {
            get(LogEnumType.DiagnosticsLog, requestId, LOCATION);
            upload().failed(Cause.UNREACHABLE);
            assertThat(told()).containsExactly("Uploading " + requestId, "UploadFailure " + requestId);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "BAD_LOCATION,       BadMessage",
        "UNSUPPORTED_SCHEME, NotSupportedOperation",
        "FORBIDDEN_ADDRESS,  PermissionDenied",
        "PERMISSION_DENIED,  PermissionDenied",
        "UNTRUSTED_SERVER,   UploadFailure",
        "UNREACHABLE,        UploadFailure",
        "NOT_FOUND,          UploadFailure",
        "INTERRUPTED,        UploadFailure",
        "SERVER_ERROR,       UploadFailure",
        "LOCAL_ERROR,        UploadFailure"
    })
    void tellsFailuresInTheStandardsWords(Cause cause, String status) { // N01.FR.10
        get(LogEnumType.DiagnosticsLog, 1, LOCATION);
        upload().failed(cause);
        assertThat(told()).containsExactly("Uploading 1", status + " 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"BAD_LOCATION", "UNSUPPORTED_SCHEME", "FORBIDDEN_ADDRESS"})
    void doesNotRepeatWhatCanNeverGoWell(String cause) {
        ask(GetLogRequest.of(LogEnumType.DiagnosticsLog, 3, LogParametersType.of(LOCATION))
                .withRetries(3));
        upload().failed(Cause.valueOf(cause));
        station.advance(Duration.ofHours(1));
        assertThat(station.transfers().all()).hasSize(1);
    }

    @Test
    void failsWhenTheArchiveCannotBeMade() throws IOException { // N01.FR.10
        Files.writeString(folder, "a file in the place of the folder");
        get(LogEnumType.DiagnosticsLog, 1, LOCATION);
        assertThat(told()).containsExactly("UploadFailure 1");
        assertThat(station.transfers().all()).isEmpty();
        assertThat(station.holds().all()).isEmpty();
    }

    @Test
    void reportsAnUploadThatARestartInterruptedAsFailed() throws IOException {
        get(LogEnumType.DiagnosticsLog, 4, LOCATION);
        assertThat(told()).containsExactly("Uploading 4");
        station.close();
        assertThat(station.passedOver()).isEmpty();
        station.start();
        assertThat(told()).containsExactly("UploadFailure 4");
        assertThat(files()).isEmpty();
        station.close();
        station.start();
        assertThat(told()).isEmpty();
    }

    @Test
    void tellsWhatHappenedWhileTheCsmsWasAway() {
        get(LogEnumType.DiagnosticsLog, 4, LOCATION);
        told();
        station.goOffline();
        upload().moved(1);
        assertThat(told()).isEmpty();
        station.goOnline(Duration.ofMinutes(1));
        assertThat(told()).containsExactly("Uploaded 4");
    }

    @Test
    void putsInWhatTheHardwareCollects() throws IOException {
        withHardwareLogs();
        get(LogEnumType.DiagnosticsLog, 1, LOCATION);
        Path collected = ((CollectLogs) station.lastCommand().command()).folder();
        assertThat(collected).isDirectory();
        Files.writeString(collected.resolve("board.log"), "of the board");
        station.lastCommand().accept();
        station.advance(Duration.ZERO);
        assertThat(Zips.entries(upload().order().file())).containsEntry("hardware/board.log", "of the board");
    }

    @Test
    void goesOnWithoutTheHardwaresLogsWhenThereAreNone() throws IOException {
        withHardwareLogs();
        get(LogEnumType.DiagnosticsLog, 1, LOCATION);
        station.lastCommand().complete(new CommandResult.LinkDown());
        station.advance(Duration.ZERO);
        assertThat(Zips.entries(upload().order().file())).containsOnlyKeys("DiagnosticsLog.txt", "contents.txt");
    }

    @Test
    void asksTheHardwareForTheDiagnosticsLogAlone() {
        withHardwareLogs();
        get(LogEnumType.SecurityLog, 1, LOCATION);
        assertThat(station.commands()).isEmpty();
    }

    private void withHardwareLogs() {
        StationModel dc = TestModels.dc(1);
        Set<String> commands = new HashSet<>(dc.commands());
        commands.add("CollectLogs");
        StationModel collects = new StationModel(
                dc.driver(),
                dc.vendor(),
                dc.model(),
                dc.hardwareVersions(),
                dc.firmwareVersions(),
                dc.evses(),
                dc.reader(),
                dc.displays(),
                commands);
        station = new BlockTester(new DiagnosticsBlockFactory(), collects, ProductFacts.read("{}"));
        prepare(station);
        station.start();
        station.advance(Duration.ZERO);
        answered = 0;
    }

    @Test
    void makesTheSameArchiveForTheAdministrator() throws IOException {
        Path file = temp.resolve("mine.zip");
        Reply<Archive> reply = archive(file);
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        assertThat(Zips.entries(file)).containsEntry("DiagnosticsLog.txt", "DiagnosticsLog");
        assertThat(files()).isEmpty();
        assertThat(told()).isEmpty();
    }

    @Test
    void overwritesNothingForTheAdministrator() throws IOException {
        Path file = temp.resolve("mine.zip");
        Files.writeString(file, "precious");
        assertThat(archive(file)).isInstanceOf(Reply.Failed.class);
        assertThat(file).hasContent("precious");
        assertThat(files()).isEmpty();
    }

    private @Nullable Reply<Archive> archive(Path file) {
        List<Reply<Archive>> replies = new ArrayList<>();
        station.port(LogArchives.class)
                .orElseThrow()
                .make(LogEnumType.DiagnosticsLog, Optional.empty(), Optional.empty(), file, replies::add);
        station.advance(Duration.ZERO);
        station.advance(Duration.ZERO);
        return replies.isEmpty() ? null : replies.get(0);
    }

    @Test
    void keepsTheStationBusyWhileItUploads() { // a Reset OnIdle waits
        get(LogEnumType.DiagnosticsLog, 1, LOCATION);
        assertThat(station.holds().all()).hasSize(1);
        upload().failed(Cause.UNREACHABLE);
        assertThat(station.holds().all()).isEmpty();
    }
}
