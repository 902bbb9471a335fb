package io.karge.conformance;

import static io.karge.ocpp.types.UploadLogStatusEnumType.AcceptedCanceled;
import static io.karge.ocpp.types.UploadLogStatusEnumType.BadMessage;
import static io.karge.ocpp.types.UploadLogStatusEnumType.NotSupportedOperation;
import static io.karge.ocpp.types.UploadLogStatusEnumType.PermissionDenied;
import static io.karge.ocpp.types.UploadLogStatusEnumType.UploadFailure;
import static io.karge.ocpp.types.UploadLogStatusEnumType.Uploaded;
import static io.karge.ocpp.types.UploadLogStatusEnumType.Uploading;

import io.karge.conformance.TestCsms.Received;
import io.karge.ocpp.messages.GetLogRequest;
import io.karge.ocpp.messages.GetLogResponse;
import io.karge.ocpp.messages.LogStatusNotificationRequest;
import io.karge.ocpp.types.LogEnumType;
import io.karge.ocpp.types.LogParametersType;
import io.karge.ocpp.types.LogStatusEnumType;
import io.karge.ocpp.types.UploadLogStatusEnumType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** The cases of functional block N about logs. They go to the laboratory's file server. */
@MovesFiles
public final class LogCases {
    private static final int ID = 2501;
    private static final int SECOND = 2502;
    private static final int RETRIES = 3;

    /** The Configured retryInterval: longer than an attempt takes. */
    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(5);

    private static final Set<UploadLogStatusEnumType> FAILURES =
            Set.of(UploadFailure, BadMessage, PermissionDenied, NotSupportedOperation);

    /** The diagnostics are uploaded: N01. */
    @TestCase("TC_N_25_CS")
    public void diagnosticsLog(Bench bench) {
        uploaded(bench, LogEnumType.DiagnosticsLog);
    }

    /** The security log is uploaded: N01. */
    @TestCase("TC_N_35_CS")
    public void securityLog(Bench bench) {
        uploaded(bench, LogEnumType.SecurityLog);
    }

    /**
     * It cannot be uploaded: N01. DECISIONS: one pair of Uploading and failure, or four, and three retry intervals from
     * the first to the last of them.
     */
    @TestCase("TC_N_26_CS")
    public void uploadFails(Bench bench) {
        String nowhere = bench.files().folder() + "nonexistent/";
        get(
                bench,
                "step 2",
                GetLogRequest.of(LogEnumType.DiagnosticsLog, ID, LogParametersType.of(nowhere))
                        .withRetries(RETRIES)
                        .withRetryInterval((int) RETRY_INTERVAL.toSeconds()),
                LogStatusEnumType.Accepted);
        List<Received<LogStatusNotificationRequest>> told = new ArrayList<>();
        told.add(bench.csms().await("step 3", LogStatusNotificationRequest.class, any -> true));
        bench.pause(RETRY_INTERVAL.multipliedBy(RETRIES).plus(Checks.DEVIATION));
        told.addAll(bench.csms().came(LogStatusNotificationRequest.class, any -> true));
        told.forEach(one -> Checks.equal(
                "steps 3 and 5: LogStatusNotificationRequest.requestId",
                one.request().requestId(),
                ID));
        inPairs(told.stream().map(one -> one.request().status()).toList());
        Checks.lasted(
                "the time between the first Uploading and the last failure",
                told.get(0).at().minus(bench.csms().accuracy()),
                told.get(told.size() - 1).at(),
                RETRY_INTERVAL.multipliedBy(RETRIES));
        bench.csms()
                .none(
                        "step 5: no attempt after the last retry",
                        RETRY_INTERVAL,
                        LogStatusNotificationRequest.class,
                        any -> true);
    }

    /** A second request while the first log is uploaded: N01. */
    @TestCase("TC_N_36_CS")
    public void secondRequest(Bench bench) {
        String folder = bench.files().folder();
        BooleanSupplier stuck = bench.station().slowTransfer(folder);
        GetLogRequest request = request(ID, LogEnumType.DiagnosticsLog, folder);
        String first = get(bench, "step 2", request, LogStatusEnumType.Accepted);
        next(bench, "step 3", ID, Uploading);
        bench.csms().awaitThat("step 3: the log is on its way", Duration.ZERO, stuck);
        String second = get(
                bench,
                "step 6",
                request(SECOND, LogEnumType.DiagnosticsLog, folder),
                LogStatusEnumType.AcceptedCanceled);
        next(bench, "step 7", ID, AcceptedCanceled);
        next(bench, "step 9", SECOND, Uploading);
        next(bench, "step 11", SECOND, Uploaded);
        onServer(bench, "step 11", folder + second);
        Checks.that(
                "step 7: the file of the first request",
                bench.files().file(folder + first).isEmpty(),
                "none on the server",
                first);
    }

    private static void uploaded(Bench bench, LogEnumType type) {
        String folder = bench.files().folder();
        String name = get(bench, "step 2", request(ID, type, folder), LogStatusEnumType.Accepted);
        next(bench, "step 3", ID, Uploading);
        next(bench, "step 5", ID, Uploaded);
        onServer(bench, "step 5", folder + name);
    }

    private static GetLogRequest request(int requestId, LogEnumType type, String folder) {
        return GetLogRequest.of(type, requestId, LogParametersType.of(folder));
    }

    /** Asks for a log and gives the name of its file: every answer that is not a refusal has one (N01.FR.01). */
    private static String get(Bench bench, String step, GetLogRequest request, LogStatusEnumType expected) {
        GetLogResponse response = bench.csms().call(request, GetLogResponse.class);
        Checks.equal(step + ": GetLogResponse.status", response.status(), expected);
        String name = Checks.present(step + ": GetLogResponse.filename", response.filename());
        Checks.that(step + ": GetLogResponse.filename", !name.isEmpty(), "not empty", "an empty one");
        return name;
    }

    private static void next(Bench bench, String step, int requestId, UploadLogStatusEnumType expected) {
        LogStatusNotificationRequest told = bench.csms().next(step, LogStatusNotificationRequest.class);
        Checks.equal(step + ": LogStatusNotificationRequest.status", told.status(), expected);
        Checks.equal(step + ": LogStatusNotificationRequest.requestId", told.requestId(), requestId);
    }

    /** What is told as uploaded has arrived. */
    private static void onServer(Bench bench, String step, String url) {
        Checks.that(
                step + ": the file on the server",
                bench.files().file(url).isPresent(),
                "one with octets at " + url,
                "none, or not the whole of one");
    }

    private static void inPairs(List<UploadLogStatusEnumType> told) {
        for (int i = 0; i < told.size(); i++) {
            if (i % 2 == 0) {
                Checks.equal("step 3: LogStatusNotificationRequest.status", told.get(i), Uploading);
            } else {
                Checks.oneOf("step 5: LogStatusNotificationRequest.status", told.get(i), FAILURES);
            }
        }
        long failures = told.stream().filter(FAILURES::contains).count();
        Checks.equal("step 3: how often Uploading was sent", told.size() - failures, 1L, 1L + RETRIES);
        Checks.equal("step 5: how often a failure was sent", failures, 1L, 1L + RETRIES);
        Checks.equal("steps 3 and 5: failures beside the Uploadings", 2 * failures, (long) told.size());
    }
}
