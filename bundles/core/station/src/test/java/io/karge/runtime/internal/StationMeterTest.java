package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.DurationHistogram;
import io.karge.runtime.StationMeasurements;
import io.karge.runtime.StationMeasurements.EvseMeter;
import io.karge.runtime.StationMeasurements.MessageCount;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StationMeterTest {
    private final GatewayHarness h = new GatewayHarness();

    @Test
    void countsMessagesByDirectionAndTypeAlsoThoseThatNeverWere() {
        h.online();

        List<MessageCount> messages = measured().messages();

        assertThat(messages).hasSize(8);
        assertThat(messages)
                .contains(
                        new MessageCount("out", "CALL", h.csms.received.size()),
                        new MessageCount("in", "CALLRESULT", h.csms.received.size()),
                        new MessageCount("in", "unreadable", 0),
                        new MessageCount("out", "CALLERROR", 0));
    }

    @Test
    void timesWhatTheCsmsNeedsToAnswer() {
        h.csms.answerBy(text -> "");
        h.online();
        String boot = h.csms.received.get(0);
        h.time.advance(Duration.ofMillis(700));
        h.csms.send("[3," + boot.split(",", -1)[1]
                + ",{\"currentTime\":\"2026-01-01T00:00:00Z\",\"interval\":300,\"status\":\"Accepted\"}]");

        DurationHistogram answers = measured().timings().csmsResponse();

        assertThat(answers.count()).isEqualTo(1);
        assertThat(answers.sum()).isBetween(Duration.ofMillis(700), Duration.ofSeconds(2));
        assertThat(bucket(answers, 1_000) + bucket(answers, 2_500)).isEqualTo(1);
    }

    @Test
    void timesWhatTheStationNeedsToAnswer() {
        h.online();
        long before = measured().timings().response().count();

        h.csms.send("[2,\"x\",\"GetVariables\",{\"getVariableData\":[]}]");

        assertThat(measured().timings().response().count()).isEqualTo(before + 1);
    }

    @Test
    void timesCommitsAndLatenessAndCountsWhatHappens() {
        h.online();

        StationMeasurements first = measured();
        h.csms.cut();
        h.time.advance(Duration.ofMinutes(2));
        StationMeasurements then = measured();

        assertThat(first.timings().commit().count()).isPositive();
        assertThat(first.timings().lateness().count()).isPositive();
        assertThat(first.counts()).isEqualTo(new StationMeasurements.Counts(1, 1, 0, 0, 0));
        assertThat(then.counts()).isEqualTo(new StationMeasurements.Counts(1, 2, 1, 0, 0));
        assertThat(then.at()).isAfter(first.at().plusSeconds(60));
    }

    @Test
    void noticesHowLateATaskBegins() {
        StationMeter meter = new StationMeter(h.time);
        Runnable task = meter.late(() -> {});
        h.time.advance(Duration.ofSeconds(3));

        task.run();

        DurationHistogram late =
                meter.now("CS-1", h.time.wallClock(), List.of()).timings().lateness();
        assertThat(late.sum()).isEqualTo(Duration.ofSeconds(3));
        assertThat(bucket(late, 5_000)).isEqualTo(1);
    }

    @Test
    void tellsEnergyThatIsKnownAndPowerWhileTheHardwareIsReached() {
        h.online();
        assertThat(measured().meters()).extracting(EvseMeter::evseId).containsExactly(1, 2);
        assertThat(measured().meters()).extracting(EvseMeter::powerW).containsExactly(0, 0);
        assertThat(measured().meters()).extracting(EvseMeter::energyWh).doesNotContainNull();

        h.cabinet().cutLink();

        assertThat(measured().meters()).extracting(EvseMeter::powerW).containsExactly(null, null);
        assertThat(measured().meters()).extracting(EvseMeter::energyWh).doesNotContainNull();
    }

    @Test
    void tellsNothingOfTheMetersBeforeTheHardwareHasShownItself() {
        h.installBlocks();
        h.gateway.putStation(GatewayHarness.config());
        h.time.runUntilIdle();

        assertThat(measured().meters()).isEmpty();
    }

    private StationMeasurements measured() {
        return h.now(h.gateway.measurements()).get(0);
    }

    private static long bucket(DurationHistogram histogram, long millis) {
        return histogram.counts().get(DurationHistogram.BOUNDS.indexOf(Duration.ofMillis(millis)));
    }
}
