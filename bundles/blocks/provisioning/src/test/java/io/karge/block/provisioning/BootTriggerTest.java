package io.karge.block.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.BootNotificationResponse;
import io.karge.ocpp.messages.HeartbeatRequest;
import io.karge.ocpp.messages.HeartbeatResponse;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.station.CallPermission;
import io.karge.station.StationEvent;
import io.karge.station.TriggerDecision;
import io.karge.station.testkit.BlockTester;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** F06, the messages of the provisioning block. */
class BootTriggerTest {
    private static final Instant CSMS_TIME = Instant.parse("2026-02-03T04:05:06Z");

    private final BlockTester station = BlockTester.of(new ProvisioningBlockFactory());

    private TriggerDecision trigger(MessageTriggerEnumType message) {
        return station.trigger(message, null).orElseThrow();
    }

    private void pending() {
        station.lifeCycle().setRegistration(null);
        station.start();
        station.tell(new StationEvent.Connected(true));
        station.lastCall().answer(BootNotificationResponse.of(CSMS_TIME, 60, RegistrationStatusEnumType.Pending));
        station.clearRecords();
    }

    @Test
    void sendsNoBootNotificationOnceAccepted() { // F06.FR.17
        station.start();
        assertThat(trigger(MessageTriggerEnumType.BootNotification)).isInstanceOf(TriggerDecision.Rejected.class);
        assertThat(station.calls()).isEmpty();
    }

    @Test
    void sendsABootNotificationBeforeItsTimeWhilePending() { // B02.FR.02, B02.FR.04, F06.FR.10
        pending();
        assertThat(trigger(MessageTriggerEnumType.BootNotification)).isInstanceOf(TriggerDecision.Accepted.class);
        assertThat(station.calls(BootNotificationRequest.class))
                .extracting(BootNotificationRequest::reason)
                .containsExactly(BootReasonEnumType.Triggered);
        assertThat(station.lastCall().permission()).isEqualTo(CallPermission.BOOT);
        station.lastCall().answer(BootNotificationResponse.of(CSMS_TIME, 60, RegistrationStatusEnumType.Pending));
        station.advance(Duration.ofSeconds(60));
        assertThat(station.calls(BootNotificationRequest.class))
                .as("the interval begins anew, and the station booted for the reason of before")
                .extracting(BootNotificationRequest::reason)
                .containsExactly(BootReasonEnumType.Triggered, BootReasonEnumType.PowerUp);
    }

    @Test
    void sendsNoSecondBootNotificationBesideOneThatIsNotAnswered() {
        pending();
        station.advance(Duration.ofSeconds(60));
        assertThat(trigger(MessageTriggerEnumType.BootNotification)).isInstanceOf(TriggerDecision.Rejected.class);
        assertThat(station.calls(BootNotificationRequest.class)).hasSize(1);
    }

    @Test
    void sendsAHeartbeatAlsoWhilePending() { // B02.FR.02, F06.FR.10
        pending();
        assertThat(trigger(MessageTriggerEnumType.Heartbeat)).isInstanceOf(TriggerDecision.Accepted.class);
        assertThat(station.lastCall().request()).isInstanceOf(HeartbeatRequest.class);
        assertThat(station.lastCall().permission()).isEqualTo(CallPermission.REQUESTED);
    }

    @Test
    void aTriggeredHeartbeatBringsTheTimeAndLeavesTheRhythm() {
        station.deviceModel().preset(Heartbeats.INTERVAL, "10");
        station.start();
        station.advance(Duration.ofSeconds(9));
        trigger(MessageTriggerEnumType.Heartbeat);
        station.lastCall().answer(HeartbeatResponse.of(CSMS_TIME));
        assertThat(station.lifeCycle().timesReceived()).containsExactly(CSMS_TIME);
        station.advance(Duration.ofSeconds(1));
        assertThat(station.calls(HeartbeatRequest.class)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"BootNotification", "Heartbeat"})
    void hasNoOtherMessage(MessageTriggerEnumType message) {
        station.start();
        assertThat(station.trigger(message, null)).isEmpty();
    }
}
