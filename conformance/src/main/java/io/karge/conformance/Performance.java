package io.karge.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The four performance indicators of the certificate and one of our own, read from the transcripts of the cases. Each case is looked at by
 * itself. Not thread-safe.
 */
final class Performance {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Indicator, List<Duration>> measured = new HashMap<>();

    /** One indicator, under the name that the certificate gives it. */
    enum Indicator {
        /** Between a request of the CSMS and its answer. */
        RESPONSE("OCPP response time", "responseTime"),
        /** Between a request and the message that it asked for. */
        TRIGGERED("OCPP triggered function response time", "triggeredFunctionResponseTime"),
        /** Between RequestStartTransaction and its TransactionEvent, where nothing has to happen in between. */
        AUTHORIZATION(
                "Transaction authorization time by RequestStartTransactionRequest", "transactionAuthorizationTime"),
        /** Between RequestStopTransaction and its TransactionEvent, where that does not say EVConnected. */
        AUTHORIZATION_END(
                "Transaction authorization end time by RequestStopTransactionRequest",
                "transactionAuthorizationEndTime"),
        /** The same with those that say EVConnected: of a cabinet whose contactors open at once there are no others. */
        STOP("RequestStopTransactionRequest to its TransactionEvent, also with EVConnected", "");

        private final String label;
        private final String fact;

        Indicator(String label, String fact) {
            this.label = label;
            this.fact = fact;
        }

        String label() {
            return label;
        }

        /** The member of {@code performance} in a product's facts; empty for what no certificate has. */
        String fact() {
            return fact;
        }
    }

    /**
     * What was measured.
     *
     * @param count how often, at least once
     */
    record Summary(int count, Duration min, Duration max, Duration average) {}

    /** A request of the CSMS that was sent. */
    private record Asked(Instant at, String action, JsonNode payload) {}

    /** Empty when the indicator was not measured. */
    Optional<Summary> summary(Indicator indicator) {
        List<Duration> all = measured.getOrDefault(indicator, List.of());
        if (all.isEmpty()) {
            return Optional.empty();
        }
        Duration sum = all.stream().reduce(Duration.ZERO, Duration::plus);
        return Optional.of(new Summary(
                all.size(),
                all.stream().min(Duration::compareTo).orElseThrow(),
                all.stream().max(Duration::compareTo).orElseThrow(),
                sum.dividedBy(all.size())));
    }

    /** Takes the times of one case. */
    void add(List<Transcript.Line> transcript) {
        new OneCase().read(transcript);
    }

    private void measured(Indicator indicator, Instant from, Instant to) {
        measured.computeIfAbsent(indicator, first -> new ArrayList<>()).add(Duration.between(from, to));
    }

    /** What is open while a transcript is read. */
    private final class OneCase {
        private final Map<String, Asked> unanswered = new HashMap<>();
        private final List<Asked> triggers = new ArrayList<>();
        private @Nullable Asked start;
        private @Nullable Asked stop;

        void read(List<Transcript.Line> transcript) {
            for (Transcript.Line line : transcript) {
                if (line.side() == Transcript.Side.PERSON) {
                    start = null;
                    stop = null;
                } else {
                    frame(line.text()).ifPresent(frame -> read(line, frame));
                }
            }
        }

        private void read(Transcript.Line line, JsonNode frame) {
            boolean call = frame.path(0).asInt() == 2;
            if (line.fromStation() && call) {
                said(line.at(), frame.path(2).asText(), frame.path(3));
            } else if (line.fromStation()) {
                answered(line.at(), frame);
            } else if (call) {
                unanswered.put(
                        frame.path(1).asText(),
                        new Asked(line.at(), frame.path(2).asText(), frame.path(3)));
            }
        }

        private void answered(Instant at, JsonNode frame) {
            Asked asked = unanswered.remove(frame.path(1).asText());
            if (asked == null) {
                return;
            }
            measured(Indicator.RESPONSE, asked.at(), at);
            if (!frame.path(2).path("status").asText().equals("Accepted")) {
                return;
            }
            switch (asked.action()) {
                case "RequestStartTransaction" -> start = asked;
                case "RequestStopTransaction" -> stop = asked;
                case "TriggerMessage", "GetBaseReport", "GetReport", "GetMonitoringReport", "CustomerInformation" ->
                    triggers.add(asked);
                default -> {
                    // nothing follows that anybody waits for
                }
            }
        }

        private void said(Instant at, String action, JsonNode payload) {
            triggers.stream()
                    .filter(asked -> isWhatWasAskedFor(asked, action, payload))
                    .findFirst()
                    .ifPresent(asked -> {
                        measured(Indicator.TRIGGERED, asked.at(), at);
                        triggers.remove(asked);
                    });
            if (action.equals("TransactionEvent")) {
                transactionEvent(at, payload);
            }
        }

        private void transactionEvent(Instant at, JsonNode event) {
            String trigger = event.path("triggerReason").asText();
            String chargingState = event.at("/transactionInfo/chargingState").asText();
            if (start != null && trigger.equals("RemoteStart")) {
                measured(Indicator.AUTHORIZATION, start.at(), at);
                start = null;
            } else if (stop != null && trigger.equals("RemoteStop")) {
                measured(Indicator.STOP, stop.at(), at);
                if (!chargingState.equals("EVConnected")) {
                    measured(Indicator.AUTHORIZATION_END, stop.at(), at);
                }
                stop = null;
            } else if (trigger.equals("ChargingStateChanged")) {
                start = null;
                stop = null;
            }
        }
    }

    private static boolean isWhatWasAskedFor(Asked asked, String action, JsonNode payload) {
        return switch (asked.action()) {
            case "TriggerMessage" ->
                asked.payload().path("requestedMessage").asText().equals(action);
            case "GetBaseReport", "GetReport" -> isReport(asked, action.equals("NotifyReport"), payload);
            case "GetMonitoringReport" -> isReport(asked, action.equals("NotifyMonitoringReport"), payload);
            default -> isReport(asked, action.equals("NotifyCustomerInformation"), payload);
        };
    }

    private static boolean isReport(Asked asked, boolean rightAction, JsonNode payload) {
        return rightAction && asked.payload().path("requestId").equals(payload.path("requestId"));
    }

    /** Empty for a text that is no frame: a case may send anything. */
    private static Optional<JsonNode> frame(String text) {
        try {
            JsonNode frame = JSON.readTree(text);
            return frame != null && frame.isArray() ? Optional.of(frame) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
