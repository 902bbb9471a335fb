package io.karge.block.provisioning;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.StationModel;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.ResetRequest;
import io.karge.ocpp.messages.ResetResponse;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.ResetEnumType;
import io.karge.ocpp.types.ResetStatusEnumType;
import io.karge.station.ConnectorStates;
import io.karge.station.HardwareView;
import io.karge.station.Hold;
import io.karge.station.HoldEffect;
import io.karge.station.ProductFacts;
import io.karge.station.StationEvent;
import io.karge.station.TransactionControl;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import io.karge.station.testkit.FakeTransactions;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** B11, B12. */
class ResetTest {
    private BlockTester station = BlockTester.of(new ProvisioningBlockFactory());
    private FakeTransactions transactions = new FakeTransactions(station);

    private void start() {
        station.offer(TransactionControl.class, transactions);
        station.start();
    }

    private ResetResponse request(ResetEnumType type, @Nullable Integer evseId) {
        return station.request(ResetRequest.of(type).withEvseId(evseId)).response(ResetResponse.class);
    }

    private ResetStatusEnumType reset(ResetEnumType type) {
        return request(type, null).status();
    }

    private long reboots() {
        return station.commands().stream()
                .filter(sent -> sent.command() instanceof HardwareCommand.Reboot)
                .count();
    }

    private boolean refusesSessions() {
        return station.holds().affectsStation(HoldEffect.REFUSES_SESSIONS);
    }

    private boolean withdraws(int evseId) {
        return station.holds().affects(evseId, HoldEffect.SHOWN_UNAVAILABLE);
    }

    private void expectRejected(ResetResponse response, String reasonCode) {
        assertThat(response.status()).isEqualTo(ResetStatusEnumType.Rejected);
        assertThat(response.statusInfo().reasonCode()).isEqualTo(reasonCode);
        assertThat(response.statusInfo().additionalInfo()).isNotBlank();
        assertThat(reboots()).isZero();
        assertThat(refusesSessions()).isFalse();
    }

    // --- without transactions ---

    @ParameterizedTest
    @EnumSource
    void resetsAtOnceWithoutATransaction(ResetEnumType type) { // B11.FR.01, B11.FR.03
        start();
        assertThat(reset(type)).isEqualTo(ResetStatusEnumType.Accepted);
        assertThat(reboots()).isOne();
        assertThat(station.lifeCycle().intents()).containsExactly(BootReasonEnumType.RemoteReset);
        assertThat(station.lifeCycle().hasLeft()).isFalse();
        assertThat(refusesSessions()).isTrue();
        station.lastCommand().accept();
        assertThat(station.lifeCycle().hasLeft()).isTrue();
        assertThat(station.lifeCycle().restarts()).as("the cabinet does").isEmpty();
    }

    @Test
    void restartsTheOcppSideOfHardwareThatKnowsNoRestart() {
        StationModel dc = TestModels.dc(2);
        station = new BlockTester(
                new ProvisioningBlockFactory(),
                new StationModel(
                        dc.driver(),
                        dc.vendor(),
                        dc.model(),
                        dc.hardwareVersions(),
                        dc.firmwareVersions(),
                        dc.evses(),
                        dc.reader(),
                        dc.displays(),
                        Set.of("AllowEnergy", "StopEnergy")),
                ProductFacts.read("{}"));
        transactions = new FakeTransactions(station);
        station.hardware().setStatus(HardwareView.Status.DOWN);
        start();
        assertThat(reset(ResetEnumType.Immediate)).isEqualTo(ResetStatusEnumType.Accepted);
        assertThat(station.lifeCycle().restarts()).containsExactly(BootReasonEnumType.RemoteReset);
        assertThat(reboots()).isZero();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "UP")
    void rejectsWhatCannotBeDoneNow(HardwareView.Status hardware) { // B11.FR.06, B12.FR.10
        start();
        station.hardware().setStatus(hardware);
        expectRejected(request(ResetEnumType.OnIdle, null), "InternalError");
        transactions.begin(1);
        expectRejected(request(ResetEnumType.Immediate, null), "InternalError");
        assertThat(transactions.endedForReset()).isZero();
        assertThat(reset(ResetEnumType.OnIdle)).as("later is possible").isEqualTo(ResetStatusEnumType.Scheduled);
    }

    /** While firmware is installed a reset at once is refused, one that can wait waits for the end (B11.FR.06, B12.FR.10). */
    @Test
    void doesNotResetWhileFirmwareIsInstalled() {
        start();
        Hold installation = station.holds().byAnother(0, HoldEffect.KEEPS_BUSY, HoldEffect.KEEPS_RUNNING);
        expectRejected(request(ResetEnumType.Immediate, null), "FwUpdateInProgress");
        assertThat(reset(ResetEnumType.OnIdle)).isEqualTo(ResetStatusEnumType.Scheduled);
        assertThat(reboots()).isZero();
        installation.release();
        assertThat(reboots()).isOne();
    }

    /** What waits until nobody is busy, as an installation does, does not begin while the station resets. */
    @Test
    void isBusyWhileItResets() {
        start();
        reset(ResetEnumType.Immediate);
        assertThat(station.holds().anywhere(HoldEffect.KEEPS_BUSY)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "OnIdle, 1, UnsupportedParam",
        "Immediate, 2, UnsupportedParam",
        "OnIdle, 3, UnknownEvse",
        "Immediate, 0, UnknownEvse"
    })
    void resetsNoSingleEvse(ResetEnumType type, int evseId, String reasonCode) { // B11.FR.09, B12.FR.09
        start();
        expectRejected(request(type, evseId), reasonCode);
        transactions.begin(1);
        expectRejected(request(type, evseId), reasonCode);
        assertThat(station.deviceModel()
                        .value(VariableKey.of("EVSE", "AllowReset").at(1, 0)))
                .contains("false");
    }

    @Test
    void resetsAlsoWhilePending() { // B02.FR.01
        station.lifeCycle().setRegistration(RegistrationStatusEnumType.Pending);
        start();
        transactions.begin(1);
        transactions.end(1);
        assertThat(reset(ResetEnumType.Immediate)).isEqualTo(ResetStatusEnumType.Accepted);
        assertThat(reboots()).isOne();
    }

    // --- with transactions ---

    @Test
    void waitsForTheTransactionsWhenOnIdle() { // B12.FR.01, B12.FR.03
        start();
        transactions.begin(1);
        transactions.begin(2);
        assertThat(reset(ResetEnumType.OnIdle)).isEqualTo(ResetStatusEnumType.Scheduled);
        assertThat(refusesSessions()).isTrue();
        transactions.end(1);
        transactions.delivered();
        station.advance(Duration.ofHours(1));
        assertThat(reboots()).isZero();
        transactions.end(2);
        assertThat(reboots()).as("the CSMS does not know of the end yet").isZero();
        transactions.delivered();
        assertThat(reboots()).isOne();
        assertThat(station.lifeCycle().intents()).containsExactly(BootReasonEnumType.ScheduledReset);
        assertThat(transactions.endedForReset()).isZero();
    }

    @Test
    void endsTheTransactionsFirstWhenImmediate() { // B12.FR.02, B12.FR.04
        start();
        transactions.begin(1);
        assertThat(reset(ResetEnumType.Immediate)).isEqualTo(ResetStatusEnumType.Accepted);
        assertThat(transactions.endedForReset()).isOne();
        assertThat(reboots()).isZero();
        transactions.delivered();
        assertThat(reboots()).isOne();
        assertThat(station.lifeCycle().intents()).containsExactly(BootReasonEnumType.RemoteReset);
    }

    @Test
    void waitsForTheCsmsNotLongerThanForAnAnswer() { // B12.FR.05
        start();
        transactions.begin(1);
        reset(ResetEnumType.Immediate);
        station.advance(Duration.ofMillis(29_999));
        assertThat(reboots()).isZero();
        station.advance(Duration.ofMillis(1));
        assertThat(reboots()).isOne();
        assertThat(transactions.queue()).as("told after the boot").isPresent();
        transactions.delivered();
        assertThat(reboots()).isOne();
    }

    @Test
    void doesNotWaitForACsmsThatIsAway() { // B12.FR.05
        start();
        transactions.begin(1);
        reset(ResetEnumType.Immediate);
        station.goOffline();
        assertThat(reboots()).isOne();
    }

    @Test
    void withdrawsTheFreeEvsesUntilAScheduledReset() { // B12, scenario 3a
        station.offer(ConnectorStates.class, new ConnectorStates() {
            @Override
            public Optional<ConnectorStatusEnumType> status(int evseId, int connectorId) {
                return Optional.of(evseId == 1 ? ConnectorStatusEnumType.Occupied : ConnectorStatusEnumType.Available);
            }

            @Override
            public boolean usable(int evseId) {
                return true;
            }
        });
        start();
        assertThat(withdraws(2)).isFalse();
        transactions.begin(1);
        reset(ResetEnumType.OnIdle);
        assertThat(withdraws(1)).isFalse();
        assertThat(withdraws(2)).isTrue();
        assertThat(station.problems().raised()).hasSize(1);
    }

    // --- one reset while another is pending ---

    @Test
    void aSecondOnIdleChangesNothing() {
        start();
        transactions.begin(1);
        reset(ResetEnumType.OnIdle);
        assertThat(reset(ResetEnumType.OnIdle)).isEqualTo(ResetStatusEnumType.Scheduled);
        transactions.end(1);
        transactions.delivered();
        assertThat(reboots()).isOne();
    }

    @Test
    void anImmediateOvertakesAScheduledOne() { // B12.FR.02
        start();
        transactions.begin(1);
        reset(ResetEnumType.OnIdle);
        assertThat(reset(ResetEnumType.Immediate)).isEqualTo(ResetStatusEnumType.Accepted);
        transactions.delivered();
        assertThat(reboots()).isOne();
        assertThat(station.lifeCycle().intents()).containsExactly(BootReasonEnumType.RemoteReset);
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsUnderWayIsNotBegunTwice(ResetEnumType type) {
        start();
        reset(ResetEnumType.Immediate);
        assertThat(reset(type)).isEqualTo(ResetStatusEnumType.Accepted);
        assertThat(reboots()).isOne();
    }

    // --- hardware that does not ---

    @Test
    void asksHardwareThatRefusesAgainThenRestartsAlone() { // effect: OCPPCommCtrlr.ResetRetries
        station.deviceModel().preset(Restart.RETRIES, "2");
        start();
        reset(ResetEnumType.Immediate);
        station.lastCommand().complete(new CommandResult.Rejected("busy"));
        assertThat(reboots()).isOne();
        station.advance(Restart.ASK_AGAIN);
        station.lastCommand().complete(new CommandResult.LinkDown());
        station.advance(Restart.ASK_AGAIN);
        assertThat(reboots()).isEqualTo(3);
        assertThat(station.lifeCycle().restarts()).isEmpty();
        station.lastCommand().complete(new CommandResult.Rejected("busy"));
        assertThat(station.lifeCycle().restarts()).containsExactly(BootReasonEnumType.RemoteReset);
        assertThat(station.lifeCycle().hasLeft()).isFalse();
    }

    @Test
    void asksHardwareThatDoesNotRestartAgainThenRestartsAlone() {
        station.deviceModel().preset(Restart.RETRIES, "1");
        start();
        reset(ResetEnumType.Immediate);
        station.lastCommand().complete(new CommandResult.TimedOut());
        assertThat(station.lifeCycle().hasLeft()).as("it may have begun").isTrue();
        station.advance(Restart.CABINET);
        assertThat(reboots()).isEqualTo(2);
        station.lastCommand().accept();
        station.advance(Restart.CABINET);
        assertThat(reboots()).isEqualTo(2);
        assertThat(station.lifeCycle().restarts()).containsExactly(BootReasonEnumType.RemoteReset);
    }

    // --- over a restart ---

    private void again(BootReasonEnumType reason) {
        station.close();
        station.clearRecords();
        station.lifeCycle().setRegistration(null);
        station.lifeCycle().setConnected(false);
        station.lifeCycle().setBootReason(BootReasonEnumType.Unknown);
        station.start();
        station.lifeCycle().setBootReason(reason);
        station.lifeCycle().setConnected(true);
        station.tell(new StationEvent.Connected(true));
    }

    @Test
    void aScheduledResetOutlivesARestartOfTheGateway() {
        start();
        transactions.begin(1);
        reset(ResetEnumType.OnIdle);
        again(BootReasonEnumType.ApplicationReset);
        assertThat(refusesSessions()).isTrue();
        assertThat(reboots()).isZero();
        station.lifeCycle().setRegistration(RegistrationStatusEnumType.Accepted);
        transactions.end(1);
        transactions.delivered();
        assertThat(reboots()).isOne();
        assertThat(station.lifeCycle().intents()).containsExactly(BootReasonEnumType.ScheduledReset);
    }

    @ParameterizedTest
    @EnumSource(names = {"ScheduledReset", "RemoteReset", "PowerUp", "Watchdog", "LocalReset"})
    void aBootIsTheResetThatWasScheduled(BootReasonEnumType reason) {
        start();
        transactions.begin(1);
        reset(ResetEnumType.OnIdle);
        again(reason);
        assertThat(refusesSessions()).isFalse();
        transactions.end(1);
        transactions.delivered();
        assertThat(reboots()).isZero();
        again(BootReasonEnumType.ApplicationReset);
        assertThat(refusesSessions()).as("forgotten").isFalse();
    }

    @Test
    void aBlockThatIsReplacedGoesOn() {
        start();
        transactions.begin(1);
        reset(ResetEnumType.OnIdle);
        station.close();
        station.start();
        assertThat(refusesSessions()).isTrue();
        transactions.end(1);
        transactions.delivered();
        assertThat(reboots()).isOne();
    }

    @Test
    void doesNotTakeTheAbsenceOfTheTransactionsBlockForIdle() {
        start();
        transactions.begin(1);
        station.plugIn(1);
        station.powerPath(1, true);
        reset(ResetEnumType.OnIdle);
        transactions.leave();
        station.powerPath(2, false);
        assertThat(reboots()).isZero();
        station.powerPath(1, false);
        assertThat(reboots()).isOne();
    }
}
