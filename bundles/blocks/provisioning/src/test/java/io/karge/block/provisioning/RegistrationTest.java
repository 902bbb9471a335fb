package io.karge.block.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.ocpp.messages.BootNotificationRequest;
import io.karge.ocpp.messages.BootNotificationResponse;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ChargingStationType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.StatusInfoType;
import io.karge.station.CallPermission;
import io.karge.station.SerialNumber;
import io.karge.station.StationEvent;
import io.karge.station.testkit.BlockTester;
import io.karge.station.testkit.SentCall;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** B01, B02, B03. */
class RegistrationTest {
    private static final Instant CSMS_TIME = Instant.parse("2026-02-03T04:05:06Z");

    private final BlockTester station = BlockTester.of(new ProvisioningBlockFactory());

    private void boot() {
        station.lifeCycle().setRegistration(null);
        station.lifeCycle().setConnected(false);
        station.start();
        connect(true);
    }

    private void connect(boolean bootRequired) {
        station.lifeCycle().setConnected(true);
        station.tell(new StationEvent.Connected(bootRequired));
    }

    private void answer(RegistrationStatusEnumType status, int interval) {
        station.lastCall().answer(BootNotificationResponse.of(CSMS_TIME, interval, status));
    }

    private int boots() {
        return station.calls(BootNotificationRequest.class).size();
    }

    @Test
    void tellsReasonAndIdentity() { // B01.FR.01, B01.FR.09
        station.lifeCycle().setBootReason(BootReasonEnumType.RemoteReset);
        boot();
        BootNotificationRequest request = station.lastCall().request(BootNotificationRequest.class);
        assertThat(request.reason()).isEqualTo(BootReasonEnumType.RemoteReset);
        assertThat(request.chargingStation())
                .isEqualTo(ChargingStationType.of("In Memory", "Karge")
                        .withSerialNumber("SN-1")
                        .withFirmwareVersion("3.0.0"));
        assertThat(station.lastCall().permission()).isEqualTo(CallPermission.BOOT);
    }

    @Test
    void tellsTheLastKnownIdentityWhileTheHardwareIsAway() {
        station.hardware().setCabinet(null);
        station.deviceModel().preset(SerialNumber.VARIABLE, "SN-OF-BEFORE");
        boot();
        ChargingStationType told =
                station.lastCall().request(BootNotificationRequest.class).chargingStation();
        assertThat(told.serialNumber()).isEqualTo("SN-OF-BEFORE");
        assertThat(told.firmwareVersion()).isNull();
    }

    @Test
    void anIdentityThatIsTooLongIsCut() {
        station.hardware().setCabinet(new CabinetState("S".repeat(30), "F".repeat(60), 1, BootReason.POWER_UP));
        boot();
        ChargingStationType told =
                station.lastCall().request(BootNotificationRequest.class).chargingStation();
        assertThat(told.serialNumber()).hasSize(25);
        assertThat(told.firmwareVersion()).hasSize(50);
    }

    @Test
    void acceptedSetsTimeHeartbeatIntervalAndRegistration() { // B01.FR.04, B01.FR.06, G02.FR.01
        boot();
        answer(RegistrationStatusEnumType.Accepted, 90);
        assertThat(station.lifeCycle().timesReceived()).containsExactly(CSMS_TIME);
        assertThat(station.lifeCycle().online()).isTrue();
        assertThat(station.deviceModel().integer(Heartbeats.INTERVAL, 0)).isEqualTo(90);
    }

    @Test
    void anIntervalOfZeroLeavesTheHeartbeatAsItIs() { // B01.FR.04
        boot();
        answer(RegistrationStatusEnumType.Accepted, 0);
        assertThat(station.deviceModel().integer(Heartbeats.INTERVAL, 0)).isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource({
        "Pending,  10, 10", // B02.FR.08
        "Pending,  0,  60", // B02.FR.07
        "Rejected, 30, 30", // B03.FR.06
        "Rejected, 0,  60" // B03.FR.05
    })
    void triesAgainAfterTheInterval(RegistrationStatusEnumType status, int interval, int seconds) {
        boot();
        answer(status, interval);
        assertThat(station.lifeCycle().registration()).contains(status);
        station.advance(Duration.ofSeconds(seconds).minusMillis(1));
        assertThat(boots()).isEqualTo(1);
        station.advance(Duration.ofMillis(1));
        assertThat(boots()).isEqualTo(2);
        answer(RegistrationStatusEnumType.Accepted, 60);
        station.advance(Duration.ofDays(1));
        assertThat(boots()).isEqualTo(2);
    }

    @Test
    void aNewConnectionDoesNotShortenTheInterval() { // B02.FR.04, B03.FR.02
        boot();
        answer(RegistrationStatusEnumType.Rejected, 100);
        station.goOffline();
        station.advance(Duration.ofSeconds(40));
        connect(true);
        assertThat(boots()).isEqualTo(1);
        station.advance(Duration.ofSeconds(60));
        assertThat(boots()).isEqualTo(2);
    }

    @Test
    void anIntervalThatEndsOfflineEndsWithTheNextConnection() {
        boot();
        answer(RegistrationStatusEnumType.Pending, 100);
        station.goOffline();
        station.advance(Duration.ofSeconds(200));
        assertThat(boots()).isEqualTo(1);
        connect(true);
        assertThat(boots()).isEqualTo(2);
    }

    @Test
    void anotherBootForgetsTheIntervalOfTheOneBefore() { // B01.FR.03
        boot();
        answer(RegistrationStatusEnumType.Rejected, 100);
        station.goOffline();
        station.lifeCycle().setRegistration(null);
        connect(true);
        assertThat(boots()).isEqualTo(2);
    }

    @Test
    void silenceIsFollowedByAnotherAttempt() { // B01, error handling 2
        boot();
        station.lastCall().timeOut();
        station.advance(Registration.OWN_INTERVAL);
        station.lastCall().refuse("InternalError", "no database");
        station.advance(Registration.OWN_INTERVAL);
        assertThat(boots()).isEqualTo(3);
    }

    @Test
    void aLostConnectionIsFollowedByAnAttemptOnTheNextOne() {
        boot();
        station.lifeCycle().setConnected(false);
        station.lastCall().loseConnection();
        connect(true);
        assertThat(boots()).isEqualTo(2);
        station.advance(Registration.OWN_INTERVAL);
        assertThat(boots()).isEqualTo(2);
    }

    @Test
    void aReconnectWithoutBootNeedsNoBootNotification() { // Part 4, 5.4
        station.start();
        station.goOffline();
        station.goOnline(Duration.ofSeconds(5));
        assertThat(boots()).isZero();
    }

    @Test
    void anotherNetworkProfileNeedsOne() { // B10.FR.10
        station.start();
        station.goOffline();
        connect(true);
        assertThat(boots()).isEqualTo(1);
    }

    @Test
    void aBlockThatComesLaterRegistersTheStation() {
        station.lifeCycle().setRegistration(null);
        station.start();
        assertThat(boots()).isEqualTo(1);
    }

    @Test
    void aBlockThatComesIntoAnAnsweredStationIsInNoHurry() { // B03.FR.02
        station.lifeCycle().setRegistration(RegistrationStatusEnumType.Rejected);
        station.start();
        assertThat(boots()).isZero();
        station.advance(Registration.OWN_INTERVAL);
        assertThat(boots()).isEqualTo(1);
    }

    private String problem() {
        return String.join(" / ", station.problems().raised().values());
    }

    @ParameterizedTest
    @CsvSource({"Pending, leaves the station pending", "Rejected, rejects the station"})
    void isAProblemUntilItIsAccepted(RegistrationStatusEnumType status, String problem) {
        boot();
        station.lastCall()
                .answer(BootNotificationResponse.of(CSMS_TIME, 30, status)
                        .withStatusInfo(StatusInfoType.of("NotKnown").withAdditionalInfo("ask\nus")));
        assertThat(problem()).contains(problem, "NotKnown ask us", "in 30 s");

        station.advance(Duration.ofSeconds(30));
        answer(RegistrationStatusEnumType.Accepted, 30);
        assertThat(station.problems().raised()).isEmpty();
    }

    static Stream<Arguments> badAnswers() {
        return Stream.of(
                badAnswer("refuses the BootNotification", call -> call.refuse("InternalError", "no database")),
                badAnswer(
                        "answers the BootNotification badly",
                        call -> call.answerUnreadably("/currentTime is required", MissingNode.getInstance())),
                badAnswer("does not answer the BootNotification", SentCall::timeOut),
                badAnswer("does not answer the BootNotification", SentCall::loseConnection));
    }

    private static Arguments badAnswer(String problem, Consumer<SentCall> answer) {
        return Arguments.of(problem, answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badAnswers")
    void isAProblemUntilTheAnswerIsGood(String problem, Consumer<SentCall> answer) {
        boot();
        answer.accept(station.lastCall());
        assertThat(problem()).contains(problem, "in 1 min");

        station.advance(Registration.OWN_INTERVAL);
        answer(RegistrationStatusEnumType.Accepted, 30);
        assertThat(station.problems().raised()).isEmpty();
    }

    @Test
    void isNoProblemOfItsOwnThatNothingCanBeSent() {
        boot();
        station.lastCall().notSent("the station is offline");
        assertThat(station.problems().raised()).isEmpty();
    }

    @Test
    void isAProblemAgainWhenTheBlockComesBack() {
        station.lifeCycle().setRegistration(RegistrationStatusEnumType.Rejected);
        station.start();
        assertThat(problem()).contains("rejects the station");
    }

    @ParameterizedTest
    @CsvSource({"-5", "-2147483648"})
    void aNegativeIntervalLeavesTheHeartbeatAsItIsAndIsNamed(int interval) {
        boot();
        answer(RegistrationStatusEnumType.Accepted, interval);
        assertThat(station.deviceModel().integer(Heartbeats.INTERVAL, 0)).isEqualTo(300);
        assertThat(problem()).contains("interval that cannot be", "interval " + interval, "its own, 5 min");

        station.tell(new StationEvent.VariableChanged(Heartbeats.INTERVAL, "60"));
        assertThat(station.problems().raised()).isEmpty();
    }

    @Test
    void aNegativeIntervalWithPendingIsTheStationsOwnUntilTheNextOne() {
        boot();
        answer(RegistrationStatusEnumType.Pending, -5);
        assertThat(problem()).contains("the interval -5", "its own, 1 min", "leaves the station pending");
        station.advance(Registration.OWN_INTERVAL);
        assertThat(boots()).isEqualTo(2);
        answer(RegistrationStatusEnumType.Accepted, 0);
        assertThat(station.problems().raised()).isEmpty();
    }
}
