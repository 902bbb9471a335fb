package io.karge.block.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.Fault;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.messages.StatusNotificationResponse;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.station.CallPermission;
import io.karge.station.ConnectorStates;
import io.karge.station.HardwareView;
import io.karge.station.StationEvent;
import io.karge.station.StationEvent.ConnectorStatusChanged;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import io.karge.station.testkit.FakeTransactions;
import io.karge.station.testkit.SentCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** G01, and the statuses of B01 and B04. */
class AvailabilityBlockTest {
    private static final Duration SHORT = Duration.ofSeconds(60);
    private static final Duration LONG = Duration.ofSeconds(61);

    private final BlockTester station = BlockTester.of(new AvailabilityBlockFactory());

    private void startAccepted() {
        station.start();
        answerAll();
        station.clearRecords();
    }

    private void answerAll() {
        station.calls().stream().filter(SentCall::isOpen).forEach(call -> call.answer(StatusNotificationResponse.of()));
    }

    /** What the CSMS was told, as {@code evse/connector status}. */
    private List<String> told() {
        return station.calls(StatusNotificationRequest.class).stream()
                .map(request -> request.evseId() + "/" + request.connectorId() + " " + request.connectorStatus())
                .toList();
    }

    private String state(String component, int evseId, int connectorId) {
        return station.deviceModel()
                .value(VariableKey.of(component, "AvailabilityState").at(evseId, connectorId))
                .orElseThrow();
    }

    private ConnectorStates port() {
        return station.port(ConnectorStates.class).orElseThrow();
    }

    @Test
    void tellsEveryConnectorAfterTheBootIsAccepted() { // B01.FR.05
        station.lifeCycle().setRegistration(null);
        station.start();
        assertThat(told()).isEmpty();
        station.lifeCycle().registered(RegistrationStatusEnumType.Accepted);
        assertThat(told()).containsExactly("1/1 Available", "2/1 Available");
        assertThat(station.lastCall().permission()).isEqualTo(CallPermission.ACCEPTED);
        answerAll();
        assertThat(told()).hasSize(2);
    }

    @Test
    void isSilentUntilTheStationIsAccepted() { // B02.FR.02, B03.FR.02
        station.lifeCycle().setRegistration(RegistrationStatusEnumType.Pending);
        station.start();
        station.plugIn(1);
        assertThat(told()).isEmpty();
        station.lifeCycle().registered(RegistrationStatusEnumType.Accepted);
        assertThat(told()).containsExactly("1/1 Occupied", "2/1 Available");
    }

    @Test
    void tellsEachChangeOnceWithItsTime() { // G01.FR.03, G01.FR.04
        startAccepted();
        station.plugIn(2);
        assertThat(station.lastCall().request(StatusNotificationRequest.class).timestamp())
                .isEqualTo(station.now());
        station.snapshot();
        station.powerPath(2, true);
        station.powerPath(2, false);
        station.unplug(2);
        assertThat(told()).containsExactly("2/1 Occupied", "2/1 Available");
        assertThat(station.published(ConnectorStatusChanged.class))
                .containsExactly(
                        new ConnectorStatusChanged(2, 1, ConnectorStatusEnumType.Occupied),
                        new ConnectorStatusChanged(2, 1, ConnectorStatusEnumType.Available));
    }

    @Test
    void aFaultIsFaultedUntilItIsCleared() {
        startAccepted();
        station.faults(1, new Fault("GroundFailure", ""));
        assertThat(port().usable(1)).isFalse();
        station.faults(1);
        assertThat(port().usable(1)).isTrue();
        assertThat(told()).containsExactly("1/1 Faulted", "1/1 Available");
    }

    @Test
    void hardwareThatIsLostIsUnavailableUntilItsSnapshot() {
        startAccepted();
        station.plugIn(1);
        answerAll();
        station.clearRecords();
        station.tell(new StationEvent.HardwareLost("link down"));
        assertThat(told()).containsExactly("1/1 Unavailable", "2/1 Unavailable");
        assertThat(port().usable(2)).isFalse();
        station.tell(new StationEvent.HardwareReturned());
        assertThat(told()).hasSize(2);
        station.snapshot();
        assertThat(told()).endsWith("1/1 Occupied", "2/1 Available").hasSize(4);
    }

    @Test
    void hardwareThatIsNotThereYetIsUnavailable() {
        station.hardware().setStatus(HardwareView.Status.DOWN);
        station.start();
        assertThat(told()).containsExactly("1/1 Unavailable", "2/1 Unavailable");
        station.snapshot();
        assertThat(told()).endsWith("1/1 Available", "2/1 Available");
    }

    @Test
    void tellsOnlyWhatChangedAfterAShortTimeOffline() { // B04.FR.02, TC_B_52
        startAccepted();
        station.goOffline();
        station.plugIn(1);
        assertThat(told()).isEmpty();
        station.goOnline(SHORT);
        assertThat(told()).containsExactly("1/1 Occupied");
    }

    @Test
    void tellsAllAfterALongTimeOffline() { // B04.FR.01, TC_B_51
        startAccepted();
        station.goOffline();
        station.plugIn(1);
        station.goOnline(LONG);
        assertThat(told()).containsExactly("1/1 Occupied", "2/1 Available");
    }

    @Test
    void takesTheThresholdFromTheVariable() {
        startAccepted();
        station.deviceModel().preset(AvailabilityBlock.OFFLINE_THRESHOLD, "10");
        station.goOffline();
        station.goOnline(Duration.ofSeconds(10));
        assertThat(told()).isEmpty();
        station.goOffline();
        station.goOnline(Duration.ofSeconds(11));
        assertThat(told()).hasSize(2);
    }

    @Test
    void aChangeThatWentBackOfflineIsAChangeToo() { // B04.FR.02
        startAccepted();
        station.goOffline();
        station.plugIn(2);
        station.unplug(2);
        station.goOnline(SHORT);
        assertThat(told()).containsExactly("2/1 Available");
    }

    @Test
    void tellsAgainWhatTheCsmsMayNotHaveHeard() {
        startAccepted();
        station.plugIn(1);
        station.lifeCycle().setConnected(false);
        station.lastCall().loseConnection();
        station.goOnline(SHORT);
        assertThat(told()).containsExactly("1/1 Occupied", "1/1 Occupied");
        station.lastCall().refuse("InternalError", "");
        station.goOffline();
        station.goOnline(SHORT);
        assertThat(told()).hasSize(2);
    }

    @Test
    void repeatsWithTheStatusOfThenAfterAPauseThatGrows() {
        startAccepted();
        station.plugIn(1);
        station.lastCall().timeOut();
        station.advance(StatusNotifications.FIRST_PAUSE.minusMillis(1));
        assertThat(told()).containsExactly("1/1 Occupied");
        station.advance(Duration.ofMillis(1));
        assertThat(told()).containsExactly("1/1 Occupied", "1/1 Occupied");
        station.lastCall().timeOut();
        station.advance(StatusNotifications.FIRST_PAUSE.multipliedBy(2).minusMillis(1));
        assertThat(told()).hasSize(2);
        station.advance(Duration.ofMillis(1));
        assertThat(told()).hasSize(3);

        station.unplug(1);
        SentCall older = station.calls().get(2);
        assertThat(told()).endsWith("1/1 Available");
        older.notSent("a newer one takes its place");
        station.advance(Duration.ofHours(1));
        assertThat(told()).as("the newer one counts").hasSize(4);

        station.lastCall().timeOut();
        station.advance(Duration.ofHours(1));
        assertThat(told()).hasSize(5).endsWith("1/1 Available");
        station.lastCall().answer(StatusNotificationResponse.of());
        station.advance(Duration.ofHours(1));
        assertThat(told()).hasSize(5);
    }

    @Test
    void doesNotRepeatWhatTheCsmsRefused() {
        startAccepted();
        station.plugIn(1);
        station.lastCall().refuse("InternalError", "no");
        station.advance(Duration.ofHours(1));
        assertThat(told()).hasSize(1);
    }

    @Test
    void repeatsNothingWhileOffline() {
        startAccepted();
        station.plugIn(1);
        station.lastCall().timeOut();
        station.goOffline();
        station.advance(Duration.ofHours(1));
        assertThat(told()).hasSize(1);
        station.goOnline(SHORT);
        assertThat(told()).hasSize(2);
    }

    /** Else a CSMS that closes the connection over each of them would hear of nothing else. */
    @Test
    void letsOthersGoFirstWhenTheConnectionIsLostOverItAgainAndAgain() {
        startAccepted();
        station.plugIn(1);
        for (int time = 1; time <= StatusNotifications.BY_CHANCE; time++) {
            assertThat(told()).hasSize(time);
            station.lastCall().loseConnection();
            station.goOffline();
            station.goOnline(Duration.ofSeconds(1));
        }
        assertThat(told()).hasSize(StatusNotifications.BY_CHANCE);
        station.advance(StatusNotifications.FIRST_PAUSE);
        assertThat(told()).hasSize(StatusNotifications.BY_CHANCE + 1).endsWith("1/1 Occupied");

        answerAll();
        station.unplug(1);
        station.goOffline();
        station.plugIn(1);
        station.goOnline(Duration.ofSeconds(1));
        assertThat(told()).endsWith("1/1 Occupied");
    }

    @Test
    void publishesTheStateOfEveryScope() {
        station.start();
        assertThat(state("ChargingStation", 0, 0)).isEqualTo("Available");
        station.plugIn(1);
        assertThat(state("Connector", 1, 1)).isEqualTo("Occupied");
        assertThat(state("EVSE", 1, 0)).isEqualTo("Occupied");
        assertThat(state("ChargingStation", 0, 0)).isEqualTo("Available");
        station.faults(2, new Fault("HighTemperature", ""));
        assertThat(state("EVSE", 2, 0)).isEqualTo("Faulted");
        assertThat(state("ChargingStation", 0, 0)).isEqualTo("Occupied");
        station.tell(new StationEvent.HardwareLost("no driver"));
        assertThat(state("ChargingStation", 0, 0)).isEqualTo("Unavailable");
    }

    @Test
    void anInoperativeEvseStaysSoOverAReboot() { // B01.FR.07, G01.FR.02
        station.state().put("operative/2", new OperativeStates.Operative(false));
        station.start();
        assertThat(told()).containsExactly("1/1 Available", "2/1 Unavailable");
        assertThat(port().usable(1)).isTrue();
        assertThat(port().usable(2)).isFalse();
    }

    @Test
    void anInoperativeStationHasNoOperativeEvse() {
        station.state().put("operative/0", new OperativeStates.Operative(false));
        station.start();
        assertThat(told()).containsExactly("1/1 Unavailable", "2/1 Unavailable");
    }

    @Test
    void tellsOtherBlocksTheStatus() {
        station.start();
        station.plugIn(1);
        assertThat(port().status(1, 1)).contains(ConnectorStatusEnumType.Occupied);
        assertThat(port().usable(1)).isTrue();
        assertThat(port().status(1, 9)).isEmpty();
        assertThat(port().usable(9)).isFalse();
    }

    @Test
    void becomesUnavailableWhenTheTransactionHasEnded() { // G01.FR.05
        FakeTransactions transactions = new FakeTransactions(station);
        station.offer(TransactionControl.class, transactions);
        station.state().put("operative/1", new OperativeStates.Operative(false));
        station.start();
        TransactionInfo transaction = transactions.begin(1);
        station.plugIn(1);
        assertThat(port().status(1, 1)).contains(ConnectorStatusEnumType.Occupied);
        transactions.forget(1);
        station.tell(new StationEvent.TransactionChanged(transaction, Phase.ENDED));
        assertThat(port().status(1, 1)).contains(ConnectorStatusEnumType.Unavailable);
    }
}
