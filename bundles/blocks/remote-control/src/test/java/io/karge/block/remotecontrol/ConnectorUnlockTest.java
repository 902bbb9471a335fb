package io.karge.block.remotecontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.ConnectorModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.RpcErrorCode;
import io.karge.ocpp.messages.UnlockConnectorRequest;
import io.karge.ocpp.messages.UnlockConnectorResponse;
import io.karge.ocpp.types.UnlockStatusEnumType;
import io.karge.station.ProductFacts;
import io.karge.station.TransactionControl;
import io.karge.station.testkit.BlockTester;
import io.karge.station.testkit.FakeTransactions;
import io.karge.station.testkit.TestAnswer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F05. */
class ConnectorUnlockTest {
    private final BlockTester station = station(withLock());
    private final FakeTransactions transactions =
            (FakeTransactions) station.port(TransactionControl.class).orElseThrow();

    private static BlockTester station(StationModel model) {
        BlockTester tester = new BlockTester(new RemoteControlBlockFactory(), model, ProductFacts.read("{}"));
        tester.offer(TransactionControl.class, new FakeTransactions(tester));
        return tester.start();
    }

    /** EVSE 1 has a socket with a lock and a cable of its own beside it, EVSE 2 a cable only. */
    private static StationModel withLock() {
        StationModel dc = TestModels.dc(2);
        EvseModel first = dc.evse(1);
        List<ConnectorModel> connectors = List.of(
                new ConnectorModel(1, "sType2", false, true, 3, 32, 400),
                new ConnectorModel(2, "cCCS2", true, false, 0, 400, 920));
        Set<String> commands = new HashSet<>(dc.commands());
        commands.add("UnlockConnector");
        return with(
                dc,
                List.of(new EvseModel(1, first.maxPowerW(), first.minPowerW(), connectors, first.meter()), dc.evse(2)),
                commands);
    }

    private static StationModel with(StationModel model, List<EvseModel> evses, Set<String> commands) {
        return new StationModel(
                model.driver(),
                model.vendor(),
                model.model(),
                model.hardwareVersions(),
                model.firmwareVersions(),
                evses,
                model.reader(),
                model.displays(),
                commands);
    }

    private TestAnswer unlock(int evseId, int connectorId) {
        return station.request(UnlockConnectorRequest.of(evseId, connectorId));
    }

    private static UnlockStatusEnumType status(TestAnswer answer) {
        return answer.response(UnlockConnectorResponse.class).status();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void unlocksWhateverIsPluggedIn(boolean pluggedIn) { // F05.FR.01, F05.FR.04, F05.FR.06
        if (pluggedIn) {
            station.plugIn(1);
        }
        TestAnswer answer = unlock(1, 1);
        assertThat(station.lastCommand().command()).isEqualTo(new HardwareCommand.UnlockConnector(1, 1));
        assertThat(answer.given()).as("not before the hardware has done it").isFalse();
        station.lastCommand().accept();

        assertThat(answer.response(UnlockConnectorResponse.class))
                .isEqualTo(UnlockConnectorResponse.of(UnlockStatusEnumType.Unlocked));
    }

    static Stream<CommandResult> failures() {
        return Stream.of(
                new CommandResult.Rejected("there is tension on the cable"),
                new CommandResult.LinkDown(),
                new CommandResult.TimedOut());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysThatTheLockDidNotOpen(CommandResult result) { // F05.FR.05
        TestAnswer answer = unlock(1, 1);
        station.lastCommand().complete(result);

        assertThat(status(answer)).isEqualTo(UnlockStatusEnumType.UnlockFailed);
        assertThat(answer.response(UnlockConnectorResponse.class).statusInfo().additionalInfo())
                .contains(result.getClass().getSimpleName());
    }

    @Test
    void leavesAnAuthorizedTransactionAlone() { // F05.FR.02
        transactions.begin(1, true);
        assertThat(status(unlock(1, 1))).isEqualTo(UnlockStatusEnumType.OngoingAuthorizedTransaction);
        assertThat(station.commands()).isEmpty();
        assertThat(transactions.stops()).isEmpty();
    }

    @Test
    void unlocksDuringATransactionThatNobodyIsAuthorizedFor() { // F05.FR.02
        transactions.begin(1, false);
        unlock(1, 1);
        assertThat(station.commands()).hasSize(1);
    }

    @Test
    void unlocksWithoutTheTransactionsBlock() {
        station.withdraw(TransactionControl.class);
        unlock(1, 1);
        assertThat(station.commands()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"3, 1, UnknownEvse", "0, 1, UnknownEvse", "-1, 1, UnknownEvse", "1, 3, UnknownConnectorId"})
    void knowsItsConnectors(int evseId, int connectorId, String why) { // F05.FR.03
        TestAnswer answer = unlock(evseId, connectorId);
        assertThat(status(answer)).isEqualTo(UnlockStatusEnumType.UnknownConnector);
        assertThat(answer.response(UnlockConnectorResponse.class).statusInfo().reasonCode())
                .isEqualTo(why);
        assertThat(station.commands()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 2", "2, 1"})
    void doesNotSupportAConnectorWithoutALock(int evseId, int connectorId) { // F05.FR.07
        assertThat(unlock(evseId, connectorId).error()).contains(RpcErrorCode.NotSupported);
        assertThat(station.commands()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "9, 9"})
    void doesNotSupportItWithoutAnyLock(int evseId, int connectorId) { // F05.FR.07
        BlockTester without = station(TestModels.dc(2));
        assertThat(without.request(UnlockConnectorRequest.of(evseId, connectorId))
                        .error())
                .contains(RpcErrorCode.NotSupported);
    }

    @Test
    void doesNotSupportALockThatTheHardwareDoesNotWork() { // F05.FR.07
        BlockTester manual = station(with(withLock(), withLock().evses(), Set.of()));
        assertThat(manual.request(UnlockConnectorRequest.of(1, 1)).error()).contains(RpcErrorCode.NotSupported);

        TestAnswer answer = unlock(1, 1);
        station.lastCommand().complete(new CommandResult.NotSupported());
        assertThat(answer.error()).contains(RpcErrorCode.NotSupported);
    }
}
