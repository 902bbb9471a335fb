package io.karge.conformance.mutants;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.conformance.Breakage;
import io.karge.ocpp.Action;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Stations that upload their logs wrong. */
final class LogMutants {
    private static final String[] ALL_CASES = {"N_25", "N_26", "N_35", "N_36"};

    static final List<Mutant> ALL = List.of(
            Mutant.of("nobody has logs", () -> Breakage.without("diagnostics")).at("NotSupported", ALL_CASES),
            Mutant.of("a log is refused", () -> Wires.answering(Action.GetLog, "Rejected"))
                    .at("step 2: GetLogResponse.status", ALL_CASES),
            Mutant.of("a log has no name", () -> Breakage.answering(Action.GetLog, answer -> answer.remove("filename")))
                    .at("step 2: GetLogResponse.filename", ALL_CASES),
            Mutant.of(
                            "the name of a log is empty",
                            () -> Breakage.answering(Action.GetLog, answer -> answer.put("filename", "")))
                    .at("step 2: GetLogResponse.filename", ALL_CASES),
            Mutant.of(
                            "a log gets another name",
                            () -> Breakage.answering(Action.GetLog, answer -> answer.put("filename", "other.zip")))
                    .at("step 5: the file on the server", "N_25", "N_35")
                    .at("step 11: the file on the server", "N_36"),
            // --- each state ---
            Mutant.of("the upload is not told", () -> untold("Uploading")).at("step 3", ALL_CASES),
            Mutant.of("the end of the upload is not told", () -> untold("Uploaded"))
                    .at("step 5", "N_25", "N_35")
                    .at("step 11", "N_36"),
            Mutant.of("that the upload failed is not told", () -> untold("UploadFailure"))
                    .at("step 5", "N_26"),
            Mutant.of("a failed upload has succeeded", () -> toldAs("UploadFailure", "Uploaded"))
                    .at("step 5: LogStatusNotificationRequest.status", "N_26"),
            Mutant.of("an upload that succeeded has failed", () -> toldAs("Uploaded", "UploadFailure"))
                    .at("step 5: LogStatusNotificationRequest.status", "N_25", "N_35")
                    .at("step 11: LogStatusNotificationRequest.status", "N_36"),
            Mutant.of("a log that does not arrive is told as uploaded", () -> asked(log -> "http://127.0.0.1:1/")
                            .and(toldAs("UploadFailure", "Uploaded")))
                    .at("step 5: the file on the server", "N_25", "N_35"),
            Mutant.of(
                            "an upload is told twice",
                            () -> Wires.copied(Action.LogStatusNotification, told -> is(told, "Uploaded"), told -> {}))
                    .at("after the last step", "N_25", "N_35", "N_36"),
            // --- whose it is ---
            Mutant.of(
                            "no upload has an id",
                            () -> Breakage.altering(Action.LogStatusNotification, told -> told.remove("requestId")))
                    .at("requestId", ALL_CASES),
            Mutant.of(
                            "every upload has an id of its own",
                            () -> Breakage.altering(Action.LogStatusNotification, told -> told.put("requestId", 1)))
                    .at("requestId", ALL_CASES),
            // --- N_26: how often, and when ---
            Mutant.of("a failed upload is tried again twice", () -> wanted("retries", 2))
                    .at("step 3: how often Uploading was sent", "N_26"),
            Mutant.of("a failed upload is tried again more often", () -> wanted("retries", 4))
                    .at("step 5: no attempt after the last retry", "N_26"),
            Mutant.of("a failed upload is not tried again", () -> wanted("retries", 0))
                    .at("the time between the first Uploading and the last failure", "N_26"),
            Mutant.of("a failed upload is tried again too early", () -> wanted("retryInterval", 4))
                    .at("the time between the first Uploading and the last failure", "N_26"),
            Mutant.of("a failed upload is tried again too late", () -> wanted("retryInterval", 7))
                    .at("step 3: how often Uploading was sent", "N_26"),
            Mutant.of(
                            "only the last failure is told",
                            () -> Breakage.dropping(Action.LogStatusNotification, new UpTo("UploadFailure", 3)))
                    .at("step 5: LogStatusNotificationRequest.status", "N_26"),
            // --- N_36: the second request ---
            Mutant.of("a second request is answered as a first", () -> Wires.answering(Action.GetLog, "Accepted"))
                    .at("step 6: GetLogResponse.status", "N_36"),
            Mutant.of("that the first upload was called off is not told", () -> untold("AcceptedCanceled"))
                    .at("step 7: LogStatusNotificationRequest.status", "N_36"),
            Mutant.of("the second upload is called off", () -> toldOf("AcceptedCanceled", 2502))
                    .at("step 7: LogStatusNotificationRequest.requestId", "N_36"),
            Mutant.of("the first upload ends", () -> toldOf("Uploaded", 2501))
                    .at("step 11: LogStatusNotificationRequest.requestId", "N_36"));

    private LogMutants() {}

    /** The first of this state, as many as that. */
    private static final class UpTo implements Predicate<ObjectNode> {
        private final String status;
        private int left;

        UpTo(String status, int left) {
            this.status = status;
            this.left = left;
        }

        @Override
        public boolean test(ObjectNode told) {
            return is(told, status) && left-- > 0;
        }
    }

    private static boolean is(ObjectNode told, String status) {
        return told.path("status").asText().equals(status);
    }

    private static Breakage untold(String status) {
        return Breakage.dropping(Action.LogStatusNotification, told -> is(told, status));
    }

    private static Breakage toldAs(String status, String other) {
        return Breakage.altering(Action.LogStatusNotification, told -> {
            if (is(told, status)) {
                told.put("status", other);
            }
        });
    }

    private static Breakage toldOf(String status, int requestId) {
        return Breakage.altering(Action.LogStatusNotification, told -> {
            if (is(told, status)) {
                told.put("requestId", requestId);
            }
        });
    }

    private static Breakage wanted(String field, int value) {
        return Breakage.hearing(Action.GetLog, request -> request.put(field, value));
    }

    private static Breakage asked(UnaryOperator<String> location) {
        return Breakage.hearing(Action.GetLog, request -> {
            ObjectNode log = (ObjectNode) request.path("log");
            log.put("remoteLocation", location.apply(log.path("remoteLocation").asText()));
        });
    }
}
