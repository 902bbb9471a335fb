package io.karge.block.securityevents;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.HardwareEvent;
import io.karge.ocpp.messages.SecurityEventNotificationRequest;
import io.karge.ocpp.messages.SecurityEventNotificationResponse;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.station.CallPermission;
import io.karge.station.SecurityEvents;
import io.karge.station.SecurityLog;
import io.karge.station.StationEvent;
import io.karge.station.UntilSeen;
import io.karge.station.testkit.BlockTester;
import io.karge.station.testkit.SentCall;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A04. */
class SecurityEventsBlockTest {
    private final List<SecurityLog.Entry> log = new ArrayList<>();
    private final BlockTester station = BlockTester.of(new SecurityEventsBlockFactory(log::add));

    private void bootOffline(BootReasonEnumType reason) {
        station.lifeCycle().setBootReason(reason);
        station.lifeCycle().setRegistration(null);
        station.lifeCycle().setConnected(false);
        station.start();
    }

    private void register(RegistrationStatusEnumType status) {
        station.lifeCycle().setConnected(true);
        station.tell(new StationEvent.Connected(true));
        station.lifeCycle().setRegistration(status);
        station.tell(new StationEvent.Registered(status));
        if (status == RegistrationStatusEnumType.Accepted) {
            station.tell(new StationEvent.Online(true, Duration.ZERO));
        }
        station.advance(Duration.ZERO);
    }

    private List<String> sent() {
        return station.calls(SecurityEventNotificationRequest.class).stream()
                .map(SecurityEventNotificationRequest::type)
                .toList();
    }

    private void confirm() {
        station.lastCall().answer(SecurityEventNotificationResponse.of());
    }

    /** Part 2, appendix 1: TamperDetectionActivated, which is critical. */
    @Test
    void tellsOfInterferenceWithTheHardware() {
        bootOffline(BootReasonEnumType.PowerUp);
        register(RegistrationStatusEnumType.Accepted);
        confirm();
        Instant at = Instant.parse("2026-06-01T00:00:00Z");
        station.tell(new StationEvent.Hardware(new HardwareEvent.Tampered(at, 0, "the door is open"), at));
        station.tell(new StationEvent.Hardware(new HardwareEvent.Tampered(at, 2, "the seal is broken"), at));
        confirm();
        assertThat(station.calls(SecurityEventNotificationRequest.class).stream()
                        .skip(1)
                        .map(request -> request.type() + ": " + request.techInfo()))
                .containsExactly(
                        "TamperDetectionActivated: the door is open",
                        "TamperDetectionActivated: EVSE 2: the seal is broken");
        assertThat(log).extracting(SecurityLog.Entry::event).contains("TamperDetectionActivated");
    }

    @ParameterizedTest
    @CsvSource({
        "PowerUp,          StartupOfTheDevice, gateway",
        "FirmwareUpdate,   StartupOfTheDevice, gateway",
        "Unknown,          StartupOfTheDevice, gateway",
        "RemoteReset,      ResetOrReboot,      csms",
        "LocalReset,       ResetOrReboot,      gateway",
        "ScheduledReset,   ResetOrReboot,      csms",
        "ApplicationReset, ResetOrReboot,      gateway",
        "Watchdog,         ResetOrReboot,      gateway"
    })
    void tellsEachBootOnceAfterItWasAccepted(BootReasonEnumType reason, String type, String who) { // A04.FR.01
        bootOffline(reason);
        register(RegistrationStatusEnumType.Accepted);
        assertThat(sent()).containsExactly(type);
        assertThat(log).extracting(SecurityLog.Entry::who).containsExactly(who);
        assertThat(station.lastCall().permission()).isEqualTo(CallPermission.ACCEPTED);
        confirm();
        station.goOffline();
        station.goOnline(Duration.ofHours(1));
        station.advance(Duration.ZERO);
        assertThat(sent()).hasSize(1);
    }

    @Test
    void tellsTheTimeOfTheBootAndNotOfTheConnection() {
        bootOffline(BootReasonEnumType.PowerUp);
        Instant booted = station.now();
        station.advance(Duration.ofMinutes(5));
        register(RegistrationStatusEnumType.Accepted);
        assertThat(station.lastCall()
                        .request(SecurityEventNotificationRequest.class)
                        .timestamp())
                .isEqualTo(booted);
    }

    @Test
    void isSilentWhilePending() { // B02.FR.02
        bootOffline(BootReasonEnumType.PowerUp);
        register(RegistrationStatusEnumType.Pending);
        assertThat(sent()).isEmpty();
    }

    @Test
    void keepsTheEventsOfAllBootsUntilTheCsmsHasConfirmedThem() { // A04.FR.02
        bootOffline(BootReasonEnumType.PowerUp);
        station.close();
        bootOffline(BootReasonEnumType.Watchdog);
        register(RegistrationStatusEnumType.Accepted);
        assertThat(sent()).containsExactly("StartupOfTheDevice");
        station.lifeCycle().setConnected(false);
        station.lastCall().loseConnection();
        station.goOnline(Duration.ofSeconds(1));
        station.advance(Duration.ZERO);
        confirm();
        confirm();
        assertThat(sent()).containsExactly("StartupOfTheDevice", "StartupOfTheDevice", "ResetOrReboot");
        assertThat(station.state().keys()).isEmpty();
    }

    @Test
    void triesAgainWhenTheCsmsIsSilent() {
        bootOffline(BootReasonEnumType.PowerUp);
        register(RegistrationStatusEnumType.Accepted);
        station.lastCall().timeOut();
        station.advance(UntilSeen.RETRY);
        assertThat(sent()).hasSize(2);
    }

    @Test
    void doesNotRepeatWhatTheCsmsRefuses() {
        bootOffline(BootReasonEnumType.PowerUp);
        register(RegistrationStatusEnumType.Accepted);
        station.lastCall().refuse("NotSupported", "");
        station.advance(Duration.ofMinutes(4));
        assertThat(sent()).hasSize(1);
        assertThat(station.state().keys()).isEmpty();
    }

    @Test
    void keepsABoundedNumberAndReusesTheSlots() {
        for (int boot = 0; boot < SecurityEventQueue.SLOTS + 5; boot++) {
            bootOffline(BootReasonEnumType.PowerUp);
            station.close();
        }
        assertThat(station.state().keys()).hasSize(SecurityEventQueue.SLOTS);
    }

    @Test
    void waitsUntilItIsKnownWhyTheStationBooted() {
        bootOffline(BootReasonEnumType.Unknown);
        assertThat(station.state().keys()).isEmpty();
        station.lifeCycle().setBootReason(BootReasonEnumType.Watchdog);
        station.snapshot();
        assertThat(station.state().keys()).hasSize(1);
        register(RegistrationStatusEnumType.Accepted);
        assertThat(sent()).containsExactly("ResetOrReboot");
    }

    @Test
    void anotherCsmsIsNoBoot() { // B10
        bootOffline(BootReasonEnumType.PowerUp);
        register(RegistrationStatusEnumType.Accepted);
        confirm();
        station.goOffline();
        station.lifeCycle().setRegistration(null);
        register(RegistrationStatusEnumType.Accepted);
        assertThat(sent()).hasSize(1);
    }

    @Test
    void anInstallationIntoARunningStationIsNoBoot() {
        station.start();
        station.advance(Duration.ofSeconds(1));
        assertThat(sent()).isEmpty();
    }

    @Test
    void repeatsIdenticallyWhateverBecameOfTheConnection() { // A04.FR.02
        bootOffline(BootReasonEnumType.PowerUp);
        register(RegistrationStatusEnumType.Accepted);
        SentCall first = station.lastCall();
        first.timeOut();
        station.advance(UntilSeen.RETRY);
        station.goOffline();
        station.goOnline(Duration.ofSeconds(1));
        station.advance(Duration.ZERO);
        securityCalls().get(1).loseConnection();
        station.advance(Duration.ofSeconds(10));
        securityCalls().get(2).notSent("not its turn");
        station.advance(Duration.ofSeconds(10));

        assertThat(securityCalls()).hasSize(4).extracting(SentCall::messageId).containsOnly(first.messageId());
        assertThat(securityCalls()).extracting(SentCall::request).containsOnly(first.request());
    }

    private List<SentCall> securityCalls() {
        return station.calls().stream()
                .filter(call -> call.request() instanceof SecurityEventNotificationRequest)
                .toList();
    }

    @Test
    void goesOnWithWhatTheFirstVersionStored() {
        station.state()
                .putStored(
                        "securityEvent/0",
                        "{\"v\":1,\"data\":{\"number\":3,\"type\":\"StartupOfTheDevice\",\"timestamp\":\"2026-01-01T00:03:01.500Z\","
                                + "\"techInfo\":\"boot reason FirmwareUpdate\"}}");
        station.state()
                .putStored(
                        "securityEvent/1",
                        "{\"v\":1,\"data\":{\"number\":2,\"type\":\"ResetOrReboot\",\"timestamp\":\"2026-01-01T00:00:01.500Z\","
                                + "\"techInfo\":\"boot reason Watchdog\"}}");
        station.start();
        SentCall first = station.lastCall();
        station.close();
        station.start();
        assertThat(station.lastCall().messageId()).isEqualTo(first.messageId());
        confirm();
        confirm();

        assertThat(station.calls(SecurityEventNotificationRequest.class).subList(1, 3))
                .containsExactly(
                        SecurityEventNotificationRequest.of("ResetOrReboot", Instant.parse("2026-01-01T00:00:01.500Z"))
                                .withTechInfo("boot reason Watchdog"),
                        SecurityEventNotificationRequest.of(
                                        "StartupOfTheDevice", Instant.parse("2026-01-01T00:03:01.500Z"))
                                .withTechInfo("boot reason FirmwareUpdate"));
        assertThat(station.state().keys()).isEmpty();
    }

    private void raise(String type, String techInfo) {
        station.port(SecurityEvents.class).orElseThrow().raise(type, techInfo);
    }

    private List<String> logged() {
        return log.stream().map(SecurityLog.Entry::event).toList();
    }

    @Test
    void logsEveryEventAndTellsTheCsmsOfTheCriticalOnes() { // A04.FR.01, A04.FR.04
        station.start();
        Instant at = station.now();
        raise("ReconfigurationOfSecurityParameters", "a root was installed");
        raise("InvalidCsmsCertificate", "expired");
        raise("FailedToAuthenticateAtCsms", "401");
        station.advance(Duration.ZERO);
        assertThat(log)
                .containsExactly(
                        new SecurityLog.Entry(
                                at,
                                BlockTester.STATION_ID,
                                "ReconfigurationOfSecurityParameters",
                                SecurityLog.GATEWAY,
                                "a root was installed"),
                        new SecurityLog.Entry(
                                at, BlockTester.STATION_ID, "InvalidCsmsCertificate", SecurityLog.GATEWAY, "expired"),
                        new SecurityLog.Entry(
                                at, BlockTester.STATION_ID, "FailedToAuthenticateAtCsms", SecurityLog.GATEWAY, "401"));
        assertThat(station.calls(SecurityEventNotificationRequest.class))
                .containsExactly(SecurityEventNotificationRequest.of("InvalidCsmsCertificate", at)
                        .withTechInfo("expired"));
    }

    @Test
    void cutsWhatTheMessageDoesNotTakeAndLogsAll() {
        station.start();
        raise("InvalidCsmsCertificate", "x".repeat(300));
        assertThat(station.lastCall()
                        .request(SecurityEventNotificationRequest.class)
                        .techInfo())
                .hasSize(255);
        assertThat(log).singleElement().satisfies(entry -> assertThat(entry.what())
                .hasSize(300));
    }

    @ParameterizedTest
    @CsvSource({"PT11S, SettingSystemTime", "-PT11S, SettingSystemTime", "PT10S,", "-PT10S,"})
    void tellsOfAClockThatIsSetByMoreThanALittle(Duration by, String type) {
        station.start();
        Instant now = station.now();
        station.tell(new StationEvent.TimeChanged(now, now.plus(by)));
        List<String> expected = type == null ? List.of() : List.of(type);
        assertThat(sent()).isEqualTo(expected);
        assertThat(logged()).isEqualTo(expected);
    }
}
