package io.karge.block.availability;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.Fault;
import io.karge.driver.HardwareCommand.SetAvailability;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.ConnectorModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.ChangeAvailabilityRequest;
import io.karge.ocpp.messages.ChangeAvailabilityResponse;
import io.karge.ocpp.messages.StatusNotificationRequest;
import io.karge.ocpp.types.ChangeAvailabilityStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.OperationalStatusEnumType;
import io.karge.station.ConnectorStates;
import io.karge.station.HardwareView;
import io.karge.station.ProductFacts;
import io.karge.station.StationEvent;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import io.karge.station.testkit.FakeTransactions;
import io.karge.station.testkit.SentCommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** G03 and G04, on two EVSEs with two connectors each; a driver tells of one cable per EVSE, that of connector 1. */
class ChangeAvailabilityTest {
    private static final OperationalStatusEnumType INOPERATIVE = OperationalStatusEnumType.Inoperative;
    private static final OperationalStatusEnumType OPERATIVE = OperationalStatusEnumType.Operative;
    private static final ChangeAvailabilityStatusEnumType ACCEPTED = ChangeAvailabilityStatusEnumType.Accepted;
    private static final ChangeAvailabilityStatusEnumType SCHEDULED = ChangeAvailabilityStatusEnumType.Scheduled;

    private final BlockTester station =
            new BlockTester(new AvailabilityBlockFactory(), twoConnectorsEach(), ProductFacts.read("{}"));
    private final FakeTransactions transactions = new FakeTransactions(station);

    private static StationModel twoConnectorsEach() {
        StationModel dc = TestModels.dc(2);
        List<EvseModel> evses = dc.evses().stream()
                .map(evse -> new EvseModel(
                        evse.evseId(),
                        evse.maxPowerW(),
                        evse.minPowerW(),
                        List.of(evse.connectors().get(0), new ConnectorModel(2, "cChaoJi", true, false, 0, 200, 500)),
                        evse.meter()))
                .toList();
        return new StationModel(
                dc.driver(),
                dc.vendor(),
                dc.model(),
                dc.hardwareVersions(),
                dc.firmwareVersions(),
                evses,
                dc.reader(),
                dc.displays(),
                dc.commands());
    }

    @BeforeEach
    void startAccepted() {
        station.offer(TransactionControl.class, transactions);
        station.start();
        station.clearRecords();
    }

    private ChangeAvailabilityStatusEnumType change(OperationalStatusEnumType wanted, @Nullable EVSEType evse) {
        return answer(wanted, evse).status();
    }

    private ChangeAvailabilityResponse answer(OperationalStatusEnumType wanted, @Nullable EVSEType evse) {
        ChangeAvailabilityResponse answer = station.request(
                        ChangeAvailabilityRequest.of(wanted).withEvse(evse))
                .response(ChangeAvailabilityResponse.class);
        follow();
        return answer;
    }

    /** The hardware does what it was told. */
    private void follow() {
        station.commands().stream().filter(SentCommand::isOpen).forEach(sent -> {
            SetAvailability set = (SetAvailability) sent.command();
            operative(set.evseId(), set.operative());
            sent.accept();
        });
    }

    private void operative(int evseId, boolean operative) {
        station.change(evseId, s -> s.withOperative(operative));
    }

    private void restart() {
        station.close();
        station.clearRecords();
        station.start();
        station.snapshot();
    }

    private TransactionInfo charge(int evseId) {
        TransactionInfo transaction = transactions.begin(evseId);
        station.plugIn(evseId);
        station.tell(new StationEvent.TransactionChanged(transaction, Phase.STARTED));
        station.clearRecords();
        return transaction;
    }

    private void end(TransactionInfo transaction) {
        transactions.forget(transaction.evseId());
        station.tell(new StationEvent.TransactionChanged(transaction, Phase.ENDED));
        follow();
    }

    /** What the CSMS was told since it was asked last, as {@code evse/connector status}. */
    private List<String> told() {
        List<String> told = station.calls(StatusNotificationRequest.class).stream()
                .map(request -> request.evseId() + "/" + request.connectorId() + " " + request.connectorStatus())
                .toList();
        station.clearRecords();
        return told;
    }

    private String state(String component, int evseId, int connectorId) {
        return station.deviceModel()
                .value(VariableKey.of(component, "AvailabilityState").at(evseId, connectorId))
                .orElseThrow();
    }

    private static EVSEType evse(int evseId) {
        return EVSEType.of(evseId);
    }

    private static EVSEType connector(int evseId, int connectorId) {
        return EVSEType.of(evseId).withConnectorId(connectorId);
    }

    @Test
    void anEvseGoesOutOfServiceWithItsConnectors() { // G03.FR.01, G03.FR.02, G03.FR.04, G03.FR.06, G01.FR.07
        assertThat(change(INOPERATIVE, evse(1))).isEqualTo(ACCEPTED);
        assertThat(told()).containsExactly("1/1 Unavailable", "1/2 Unavailable");
        assertThat(state("EVSE", 1, 0)).isEqualTo("Unavailable");
        assertThat(state("ChargingStation", 0, 0)).isEqualTo("Available");
        assertThat(station.port(ConnectorStates.class).orElseThrow().usable(1)).isFalse();

        assertThat(change(OPERATIVE, evse(1))).isEqualTo(ACCEPTED); // G03.FR.07
        assertThat(told()).containsExactly("1/1 Available", "1/2 Available");
        assertThat(station.port(ConnectorStates.class).orElseThrow().usable(1)).isTrue();
    }

    @Test
    void theStationGoesOutOfServiceWithAllItHas() { // G04.FR.01, G04.FR.02, G04.FR.03, G04.FR.05, G04.FR.07
        assertThat(change(INOPERATIVE, null)).isEqualTo(ACCEPTED);
        assertThat(told()).containsExactly("1/1 Unavailable", "1/2 Unavailable", "2/1 Unavailable", "2/2 Unavailable");
        assertThat(state("ChargingStation", 0, 0)).isEqualTo("Unavailable");

        assertThat(change(OPERATIVE, null)).isEqualTo(ACCEPTED); // G04.FR.08
        assertThat(told()).containsExactly("1/1 Available", "1/2 Available", "2/1 Available", "2/2 Available");
    }

    @Test
    void aConnectorGoesOutOfServiceAlone() {
        assertThat(change(INOPERATIVE, connector(1, 2))).isEqualTo(ACCEPTED);
        assertThat(told()).containsExactly("1/2 Unavailable");
        assertThat(state("EVSE", 1, 0)).isEqualTo("Available");
        assertThat(station.port(ConnectorStates.class).orElseThrow().usable(1)).isTrue();
    }

    @Test
    void whatIsOutOfServiceOnItsOwnStaysSo() { // G03.FR.07, G04.FR.08: the original status
        change(INOPERATIVE, connector(1, 2));
        change(INOPERATIVE, evse(2));
        change(INOPERATIVE, null);
        told();
        assertThat(change(OPERATIVE, null)).isEqualTo(ACCEPTED);
        assertThat(told()).containsExactly("1/1 Available", "1/2 Unavailable", "2/1 Unavailable", "2/2 Unavailable");
        change(OPERATIVE, evse(1));
        assertThat(told()).containsExactly("1/1 Available", "1/2 Unavailable");
        change(OPERATIVE, connector(1, 2));
        assertThat(told()).containsExactly("1/2 Available");
        change(OPERATIVE, evse(2));
        assertThat(told()).containsExactly("2/1 Available", "2/2 Available");
    }

    @Test
    void aVehicleThatIsPluggedInIsSeenAgainAfterwards() { // G03.FR.07
        station.plugIn(1);
        change(INOPERATIVE, evse(1));
        told();
        change(OPERATIVE, evse(1));
        assertThat(told()).containsExactly("1/1 Occupied", "1/2 Available");
    }

    @Test
    void theStateThatItIsAlreadyInIsAcceptedAndTold() { // G03.FR.03, G04.FR.04, TC_G_12, TC_G_13
        assertThat(change(OPERATIVE, connector(2, 1))).isEqualTo(ACCEPTED);
        assertThat(told()).containsExactly("2/1 Available");
        change(INOPERATIVE, null);
        told();
        assertThat(change(INOPERATIVE, null)).isEqualTo(ACCEPTED);
        assertThat(told()).containsExactly("1/1 Unavailable", "1/2 Unavailable", "2/1 Unavailable", "2/2 Unavailable");
        assertThat(station.commands()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0,,UnknownEvse",
        "3,,UnknownEvse",
        "-1,,UnknownEvse",
        "1,3,UnknownConnectorId",
        "1,0,UnknownConnectorId"
    })
    void whatTheStationDoesNotHaveIsRejected(int evseId, @Nullable Integer connectorId, String reason) { // G03.FR.02
        ChangeAvailabilityResponse answer = answer(INOPERATIVE, evse(evseId).withConnectorId(connectorId));
        assertThat(answer.status()).isEqualTo(ChangeAvailabilityStatusEnumType.Rejected);
        assertThat(answer.statusInfo().reasonCode()).isEqualTo(reason);
        assertThat(told()).isEmpty();
        assertThat(station.state().keys()).isEmpty();
    }

    @Test
    void aTransactionIsFinishedFirst() { // G03.FR.05, G01.FR.05
        TransactionInfo transaction = charge(1);
        assertThat(change(INOPERATIVE, evse(1))).isEqualTo(SCHEDULED);
        assertThat(told()).isEmpty();
        assertThat(station.commands()).isEmpty();
        end(transaction);
        assertThat(told()).containsExactly("1/1 Unavailable", "1/2 Unavailable");
        station.unplug(1);
        assertThat(told()).isEmpty(); // G01.FR.04: not Available
    }

    /** The cable goes before the transaction ends: of that only Unavailable is told. */
    @ParameterizedTest
    @ValueSource(strings = {"station", "evse", "connector"})
    void aCablePulledFromWhatLeavesServiceIsToldOnceAfterTheTransaction(String level) { // G01.FR.05
        TransactionInfo transaction = charge(1);
        EVSEType asked = level.equals("station") ? null : level.equals("evse") ? evse(1) : connector(1, 1);
        assertThat(change(INOPERATIVE, asked)).isEqualTo(SCHEDULED);
        told();
        List<String> states = new ArrayList<>();
        station.unplug(1);
        assertThat(told()).isEmpty();
        states.add(state("Connector", 1, 1));
        end(transaction);
        assertThat(told()).first().isEqualTo("1/1 Unavailable");
        states.add(state("Connector", 1, 1));
        assertThat(states).containsExactly("Occupied", "Unavailable");
    }

    @Test
    void everyEvseLeavesServiceWithItsOwnTransaction() { // G04.FR.06
        TransactionInfo first = charge(1);
        TransactionInfo second = charge(2);
        assertThat(change(INOPERATIVE, null)).isEqualTo(SCHEDULED);
        station.unplug(1);
        end(first);
        assertThat(told()).containsExactly("1/1 Unavailable", "1/2 Unavailable");
        assertThat(state("ChargingStation", 0, 0)).isEqualTo("Occupied");
        station.unplug(2);
        assertThat(state("ChargingStation", 0, 0)).isEqualTo("Occupied");
        end(second);
        assertThat(told()).containsExactly("2/1 Unavailable", "2/2 Unavailable");
        assertThat(state("ChargingStation", 0, 0)).isEqualTo("Unavailable");
    }

    /** E10: the transaction waits for the vehicle, which comes back. */
    @Test
    void aCableThatComesBackWhileTheTransactionWaitsForItIsNoNews() {
        TransactionInfo transaction = charge(1);
        change(INOPERATIVE, evse(1));
        station.unplug(1);
        station.plugIn(1);
        assertThat(told()).isEmpty();
        station.unplug(1);
        end(transaction);
        assertThat(told()).containsExactly("1/1 Unavailable", "1/2 Unavailable");
    }

    @Test
    void anEvseThatIsFaultedAndLeavesServiceIsNeverAvailable() { // G03.FR.06
        TransactionInfo transaction = charge(1);
        change(INOPERATIVE, evse(1));
        station.change(1, s -> s.withFaults(Set.of(new Fault("GroundFailure", ""))));
        assertThat(told()).containsExactly("1/1 Faulted", "1/2 Faulted");
        station.unplug(1);
        end(transaction);
        assertThat(told()).isEmpty();
        station.change(1, s -> s.withFaults(Set.of()));
        assertThat(told()).containsExactly("1/1 Unavailable", "1/2 Unavailable");
    }

    /** A change that is taken back before the end finds the connector free. */
    @Test
    void aCablePulledFromWhatStaysInServiceIsToldAtOnce() {
        charge(1);
        change(INOPERATIVE, evse(1));
        station.unplug(1);
        assertThat(told()).isEmpty();
        change(OPERATIVE, evse(1));
        assertThat(told()).contains("1/1 Available");
    }

    /** The hardware was away when the cable was pulled: its return is the first that is heard of it. */
    @Test
    void aCablePulledWhileTheHardwareWasAwayIsUnavailableAllTheTime() {
        TransactionInfo transaction = charge(1);
        change(INOPERATIVE, evse(1));
        station.hardware().setStatus(HardwareView.Status.MISSING);
        station.tell(new StationEvent.HardwareLost("no driver"));
        told();
        station.hardware().setStatus(HardwareView.Status.UP);
        station.unplug(1);
        end(transaction);
        station.snapshot();
        assertThat(told()).noneMatch(status -> status.startsWith("1/1"));
    }

    @Test
    void theRestOfTheStationDoesNotWaitForATransaction() { // G04.FR.05, G04.FR.06, TC_G_14
        TransactionInfo transaction = charge(2);
        assertThat(change(INOPERATIVE, null)).isEqualTo(SCHEDULED);
        assertThat(told()).containsExactly("1/1 Unavailable", "1/2 Unavailable");
        end(transaction);
        assertThat(told()).containsExactly("2/1 Unavailable", "2/2 Unavailable");
    }

    @Test
    void aTransactionDelaysTheConnectorThatItUsesOnly() {
        TransactionInfo transaction = charge(1);
        assertThat(change(INOPERATIVE, connector(1, 1))).isEqualTo(SCHEDULED);
        assertThat(change(INOPERATIVE, connector(1, 2))).isEqualTo(ACCEPTED);
        assertThat(told()).containsExactly("1/2 Unavailable");
        end(transaction);
        assertThat(told()).containsExactly("1/1 Unavailable");
    }

    @Test
    void aTransactionBeforeItsVehicleIsFinishedFirstToo() {
        TransactionInfo transaction = transactions.begin(1);
        assertThat(change(INOPERATIVE, evse(1))).isEqualTo(SCHEDULED);
        station.plugIn(1);
        assertThat(told()).containsExactly("1/1 Occupied");
        end(transaction);
        assertThat(told()).containsExactly("1/1 Unavailable", "1/2 Unavailable");
    }

    @Test
    void aTransactionWithoutAnEvseIsOneOfTheStation() { // G04.FR.06
        transactions.begin(0);
        assertThat(change(INOPERATIVE, evse(1))).isEqualTo(ACCEPTED);
        assertThat(change(INOPERATIVE, null)).isEqualTo(SCHEDULED);
    }

    @Test
    void severalRequestsCanWait() {
        TransactionInfo transaction = charge(1);
        assertThat(change(INOPERATIVE, evse(1))).isEqualTo(SCHEDULED);
        assertThat(change(INOPERATIVE, null)).isEqualTo(SCHEDULED);
        assertThat(change(OPERATIVE, null)).isEqualTo(ACCEPTED);
        told();
        end(transaction);
        assertThat(told()).as("the EVSE's own is still to come").containsExactly("1/1 Unavailable", "1/2 Unavailable");
    }

    @Test
    void theLastOfSeveralRequestsCounts() {
        TransactionInfo transaction = charge(1);
        assertThat(change(INOPERATIVE, evse(1))).isEqualTo(SCHEDULED);
        assertThat(change(OPERATIVE, evse(1))).isEqualTo(ACCEPTED);
        end(transaction);
        assertThat(told()).containsExactly("1/1 Occupied", "1/2 Available"); // the answer to the second
        assertThat(station.commands()).isEmpty();
    }

    @Test
    void everyLevelIsKeptOverAReboot() { // G03.FR.08, G04.FR.09, G01.FR.02
        change(INOPERATIVE, connector(1, 2));
        change(INOPERATIVE, evse(2));
        restart();
        assertThat(told()).containsExactly("1/1 Available", "1/2 Unavailable", "2/1 Unavailable", "2/2 Unavailable");
        change(INOPERATIVE, null);
        restart();
        assertThat(told()).containsExactly("1/1 Unavailable", "1/2 Unavailable", "2/1 Unavailable", "2/2 Unavailable");
        change(OPERATIVE, null);
        restart();
        assertThat(told()).startsWith("1/1 Available");
    }

    @Test
    void whatWaitsIsKeptOverAReboot() {
        TransactionInfo transaction = charge(1);
        change(INOPERATIVE, evse(1));
        restart();
        assertThat(told()).startsWith("1/1 Occupied", "1/2 Available");
        end(transaction);
        assertThat(told()).containsExactly("1/1 Unavailable", "1/2 Unavailable");
    }

    @Test
    void theTransactionsBlockMayComeBackLater() {
        TransactionInfo transaction = charge(1);
        change(INOPERATIVE, evse(1));
        station.withdraw(TransactionControl.class);
        restart();
        assertThat(told()).startsWith("1/1 Unavailable");
        station.offer(TransactionControl.class, transactions);
        station.tell(new StationEvent.TransactionChanged(transaction, Phase.UPDATED));
        assertThat(told()).containsExactly("1/1 Occupied", "1/2 Available");
    }

    // --- the hardware ---

    @Test
    void theHardwareIsToldOnce() {
        change(INOPERATIVE, evse(2));
        assertThat(station.commands()).extracting(SentCommand::command).containsExactly(new SetAvailability(2, false));
        change(INOPERATIVE, null);
        change(OPERATIVE, evse(2));
        change(OPERATIVE, null);
        assertThat(station.commands())
                .extracting(SentCommand::command)
                .containsExactly(
                        new SetAvailability(2, false),
                        new SetAvailability(1, false),
                        new SetAvailability(1, true),
                        new SetAvailability(2, true));
    }

    @Test
    void hardwareThatWasSwitchedOffAndOnIsToldAgain() {
        change(INOPERATIVE, evse(2));
        operative(2, true); // it forgot
        station.clearRecords();
        station.snapshot();
        assertThat(station.commands()).extracting(SentCommand::command).containsExactly(new SetAvailability(2, false));
    }

    @Test
    void hardwareThatIsAwayIsToldWhenItIsBack() {
        station.hardware().setStatus(HardwareView.Status.MISSING);
        station.tell(new StationEvent.HardwareLost("no driver"));
        told();
        assertThat(change(INOPERATIVE, evse(1))).isEqualTo(ACCEPTED);
        assertThat(told()).containsExactly("1/1 Unavailable", "1/2 Unavailable");
        station.hardware().setStatus(HardwareView.Status.UP);
        station.snapshot();
        assertThat(station.commands()).extracting(SentCommand::command).containsExactly(new SetAvailability(1, false));
        follow();
        assertThat(told()).containsExactly("2/1 Available", "2/2 Available");

        station.hardware().setStatus(HardwareView.Status.MISSING);
        assertThat(change(OPERATIVE, evse(1))).isEqualTo(ACCEPTED);
        restart();
        assertThat(station.commands()).isEmpty();
        station.hardware().setStatus(HardwareView.Status.UP);
        station.snapshot();
        assertThat(station.commands()).extracting(SentCommand::command).containsExactly(new SetAvailability(1, true));
    }

    @Test
    void hardwareThatIsOutOfServiceByItselfIsUnavailableUntilItIsReady() {
        operative(1, false);
        assertThat(told()).containsExactly("1/1 Unavailable", "1/2 Unavailable");
        station.snapshot();
        assertThat(station.commands()).as("somebody wanted it so").isEmpty();
        assertThat(change(OPERATIVE, evse(1))).isEqualTo(ACCEPTED);
        assertThat(told()).endsWith("1/1 Available", "1/2 Available");
    }

    @Test
    void hardwareThatDoesNotFollowIsAProblem() {
        change(INOPERATIVE, evse(1));
        told();
        station.request(ChangeAvailabilityRequest.of(OPERATIVE).withEvse(evse(1)));
        SentCommand command = station.lastCommand();
        assertThat(told()).containsExactly("1/1 Available", "1/2 Available");
        command.complete(new CommandResult.Rejected("key switch"));
        assertThat(told()).containsExactly("1/1 Unavailable", "1/2 Unavailable");
        assertThat(station.problems().raised().get("availability-1")).startsWith("EVSE 1 does not go into service");
        change(OPERATIVE, evse(1));
        assertThat(told()).endsWith("1/1 Available", "1/2 Available");
        assertThat(station.problems().raised()).isEmpty();
    }

    @Test
    void theLastCommandCountsWhateverTheHardwareAnswersFirst() {
        station.request(ChangeAvailabilityRequest.of(INOPERATIVE).withEvse(evse(1)));
        station.request(ChangeAvailabilityRequest.of(OPERATIVE).withEvse(evse(1)));
        station.request(ChangeAvailabilityRequest.of(INOPERATIVE).withEvse(evse(1)));
        assertThat(station.commands())
                .extracting(SentCommand::command)
                .containsExactly(
                        new SetAvailability(1, false), new SetAvailability(1, true), new SetAvailability(1, false));
        List<SentCommand> commands = station.commands();
        commands.get(0).complete(new CommandResult.TimedOut());
        commands.get(1).complete(new CommandResult.Rejected("overtaken"));
        assertThat(station.problems().raised()).isEmpty();
        operative(1, false);
        commands.get(2).accept();
        restart();
        assertThat(told()).startsWith("1/1 Unavailable", "1/2 Unavailable");
    }

    @Test
    void hardwareWithoutTheCommandIsNotTold() {
        StationModel dc = twoConnectorsEach();
        BlockTester plain = new BlockTester(
                new AvailabilityBlockFactory(),
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
        plain.start();
        plain.request(ChangeAvailabilityRequest.of(INOPERATIVE));
        assertThat(plain.commands()).isEmpty();
        assertThat(plain.port(ConnectorStates.class).orElseThrow().usable(1)).isFalse();
    }
}
