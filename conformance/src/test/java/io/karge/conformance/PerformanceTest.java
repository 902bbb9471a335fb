package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.conformance.Performance.Indicator;
import io.karge.conformance.Transcript.Line;
import io.karge.conformance.Transcript.Side;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The indicators as the certificate defines them, from transcripts. */
class PerformanceTest {
    private static final String START = "[2,\"s\",\"RequestStartTransaction\",{}]";
    private static final String STOP = "[2,\"s\",\"RequestStopTransaction\",{}]";

    private final List<Line> transcript = new ArrayList<>();
    private final Performance performance = new Performance();

    private PerformanceTest csms(int millis, String text) {
        return line(millis, Side.CSMS, text);
    }

    private PerformanceTest station(int millis, String text) {
        return line(millis, Side.STATION, text);
    }

    private PerformanceTest line(int millis, Side side, String text) {
        transcript.add(new Line(Instant.EPOCH.plusMillis(millis), side, text));
        return this;
    }

    private PerformanceTest event(int millis, String trigger, String chargingState) {
        return station(
                millis,
                "[2,\"e" + millis + "\",\"TransactionEvent\",{\"triggerReason\":\"" + trigger
                        + "\",\"transactionInfo\":{\"chargingState\":\"" + chargingState + "\"}}]");
    }

    private List<Long> measured(Indicator indicator) {
        performance.add(transcript);
        return performance.summary(indicator).stream()
                .flatMap(s -> List.of(s.min(), s.max(), s.average()).stream())
                .map(Duration::toMillis)
                .toList();
    }

    @Test
    void takesTheTimesOfAllAnswersErrorsIncluded() {
        csms(0, "[2,\"a\",\"GetVariables\",{}]").station(10, "[3,\"a\",{}]");
        csms(20, "[2,\"b\",\"Reset\",{}]").station(50, "[4,\"b\",\"NotSupported\",\"\",{}]");
        station(60, "[2,\"x\",\"Heartbeat\",{}]").csms(99, "[3,\"x\",{}]");
        csms(100, "no frame").station(101, "[3,\"never asked\",{}]");

        assertThat(measured(Indicator.RESPONSE)).containsExactly(10L, 30L, 20L);
    }

    @Test
    void measuresUntilTheReportThatWasAskedFor() {
        csms(0, "[2,\"a\",\"GetBaseReport\",{\"requestId\":7}]").station(10, "[3,\"a\",{\"status\":\"Accepted\"}]");
        station(20, "[2,\"n\",\"NotifyReport\",{\"requestId\":6}]");
        station(30, "[2,\"o\",\"NotifyReport\",{\"requestId\":7}]");
        station(90, "[2,\"p\",\"NotifyReport\",{\"requestId\":7}]");
        csms(100, "[2,\"t\",\"TriggerMessage\",{\"requestedMessage\":\"Heartbeat\"}]");
        station(110, "[3,\"t\",{\"status\":\"Accepted\"}]").station(150, "[2,\"h\",\"Heartbeat\",{}]");

        assertThat(measured(Indicator.TRIGGERED)).containsExactly(30L, 50L, 40L);
    }

    @Test
    void countsNoReportThatWasRefused() {
        csms(0, "[2,\"t\",\"TriggerMessage\",{\"requestedMessage\":\"Heartbeat\"}]");
        station(10, "[3,\"t\",{\"status\":\"Rejected\"}]").station(20, "[2,\"h\",\"Heartbeat\",{}]");

        assertThat(measured(Indicator.TRIGGERED)).isEmpty();
    }

    @Test
    void measuresARemoteStartThatIsAuthorizedAtOnce() {
        csms(0, START).station(10, "[3,\"s\",{\"status\":\"Accepted\"}]").event(40, "RemoteStart", "EVConnected");
        event(70, "RemoteStart", "Charging");

        assertThat(measured(Indicator.AUTHORIZATION)).containsExactly(40L, 40L, 40L);
    }

    @Test
    void leavesOutARemoteStartThatWaitedForAPerson() {
        csms(0, START).station(10, "[3,\"s\",{\"status\":\"Accepted\"}]");
        line(20, Side.PERSON, "plug in").event(40, "RemoteStart", "EVConnected");

        assertThat(measured(Indicator.AUTHORIZATION)).isEmpty();
    }

    @Test
    void leavesOutARemoteStartWithAChargingStateInBetween() {
        csms(0, START).station(10, "[3,\"s\",{\"status\":\"Accepted\"}]");
        event(20, "ChargingStateChanged", "EVConnected").event(40, "RemoteStart", "EVConnected");

        assertThat(measured(Indicator.AUTHORIZATION)).isEmpty();
    }

    @Test
    void measuresARemoteStopThatDoesNotSayEVConnected() {
        csms(0, STOP).station(10, "[3,\"s\",{\"status\":\"Accepted\"}]").event(25, "RemoteStop", "Charging");
        csms(100, STOP).station(110, "[3,\"s\",{\"status\":\"Accepted\"}]").event(190, "RemoteStop", "EVConnected");

        assertThat(measured(Indicator.AUTHORIZATION_END)).containsExactly(25L, 25L, 25L);
    }

    @Test
    void measuresEveryRemoteStopInARowOfItsOwn() {
        csms(0, STOP).station(10, "[3,\"s\",{\"status\":\"Accepted\"}]").event(20, "RemoteStop", "Charging");
        csms(100, STOP).station(110, "[3,\"s\",{\"status\":\"Accepted\"}]").event(140, "RemoteStop", "EVConnected");

        assertThat(measured(Indicator.STOP)).containsExactly(20L, 40L, 30L);
    }
}
