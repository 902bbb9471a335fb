package io.karge.block.remotecontrol;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.messages.RequestStartTransactionRequest;
import io.karge.ocpp.messages.RequestStartTransactionResponse;
import io.karge.ocpp.messages.RequestStopTransactionRequest;
import io.karge.ocpp.messages.RequestStopTransactionResponse;
import io.karge.ocpp.types.ChargingProfileKindEnumType;
import io.karge.ocpp.types.ChargingProfilePurposeEnumType;
import io.karge.ocpp.types.ChargingProfileType;
import io.karge.ocpp.types.ChargingRateUnitEnumType;
import io.karge.ocpp.types.ChargingSchedulePeriodType;
import io.karge.ocpp.types.ChargingScheduleType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.IdTokenEnumType;
import io.karge.ocpp.types.IdTokenType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.RequestStartStopStatusEnumType;
import io.karge.station.ConnectorStates;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionControl.RemoteStart;
import io.karge.station.TransactionControl.RemoteStartResult;
import io.karge.station.testkit.BlockTester;
import io.karge.station.testkit.FakeTransactions;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F01, F02, F03. */
class RemoteControlBlockTest {
    private static final IdTokenType APP = IdTokenType.of("APP-7", IdTokenEnumType.Central);

    private final BlockTester station = BlockTester.of(new RemoteControlBlockFactory());
    private final FakeTransactions transactions = new FakeTransactions(station);

    @BeforeEach
    void start() {
        station.offer(TransactionControl.class, transactions);
        station.start();
    }

    private static RequestStartTransactionRequest request(Integer evseId) {
        return RequestStartTransactionRequest.of(11, APP).withEvseId(evseId);
    }

    private RequestStartTransactionResponse start(RequestStartTransactionRequest request) {
        return station.request(request).response(RequestStartTransactionResponse.class);
    }

    private RequestStopTransactionResponse stop(String transactionId) {
        return station.request(RequestStopTransactionRequest.of(transactionId))
                .response(RequestStopTransactionResponse.class);
    }

    private void expectRejected(RequestStartTransactionResponse response, String reasonCode) {
        assertThat(response.status()).isEqualTo(RequestStartStopStatusEnumType.Rejected);
        assertThat(response.statusInfo().reasonCode()).isEqualTo(reasonCode);
        assertThat(response.statusInfo().additionalInfo()).isNotBlank();
        assertThat(transactions.starts()).isEmpty();
    }

    private void usable(Integer... evseIds) {
        Set<Integer> usable = Set.of(evseIds);
        station.offer(ConnectorStates.class, new ConnectorStates() {
            @Override
            public Optional<ConnectorStatusEnumType> status(int evseId, int connectorId) {
                return Optional.of(
                        usable(evseId) ? ConnectorStatusEnumType.Available : ConnectorStatusEnumType.Faulted);
            }

            @Override
            public boolean usable(int evseId) {
                return usable.contains(evseId);
            }
        });
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(ints = 2)
    void handsTheStartToTheTransactions(Integer evseId) { // F01.FR.04, F01.FR.06, F02.FR.14
        IdTokenType group = IdTokenType.of("GROUP", IdTokenEnumType.Central);
        RequestStartTransactionResponse response = start(request(evseId).withGroupIdToken(group));
        assertThat(response).isEqualTo(RequestStartTransactionResponse.of(RequestStartStopStatusEnumType.Accepted));
        assertThat(transactions.starts()).containsExactly(new RemoteStart(11, APP, group, evseId));
    }

    @ParameterizedTest
    @EnumSource(IdTokenEnumType.class)
    void takesEveryTypeOfToken(IdTokenEnumType type) { // F01.FR.01, F01.FR.02
        start(RequestStartTransactionRequest.of(1, IdTokenType.of("X", type)).withEvseId(1));
        assertThat(transactions.starts()).extracting(RemoteStart::idToken).containsExactly(IdTokenType.of("X", type));
    }

    @Test
    void namesTheTransactionThatRunsAlready() { // F01.FR.13
        transactions.answerStartsWith(new RemoteStartResult(RequestStartStopStatusEnumType.Accepted, "TX-1", null));
        assertThat(start(request(1)).transactionId()).isEqualTo("TX-1");
    }

    @Test
    void rejectsWhatTheTransactionsReject() { // F01.FR.24, F02.FR.26
        transactions.answerStartsWith(
                new RemoteStartResult(RequestStartStopStatusEnumType.Rejected, "TX-1", "EVSE 1 is charging"));
        RequestStartTransactionResponse response = start(request(1));
        assertThat(response.status()).isEqualTo(RequestStartStopStatusEnumType.Rejected);
        assertThat(response.transactionId()).isNull();
        assertThat(response.statusInfo().reasonCode()).isEqualTo("TxInProgress");
        assertThat(response.statusInfo().additionalInfo()).isEqualTo("EVSE 1 is charging");
    }

    @Test
    void saysSomethingWhenTheTransactionsDoNotSayWhy() {
        transactions.answerStartsWith(new RemoteStartResult(RequestStartStopStatusEnumType.Rejected, null, null));
        assertThat(start(request(1)).statusInfo().reasonCode()).isEqualTo("Unspecified");
    }

    @ParameterizedTest
    @NullSource
    @EnumSource(
            value = RegistrationStatusEnumType.class,
            names = {"Pending", "Rejected"})
    void rejectsBeforeTheStationIsAccepted(RegistrationStatusEnumType status) { // B02.FR.05
        station.lifeCycle().setRegistration(status);
        expectRejected(start(request(1)), "CSNotAccepted");
        transactions.begin(1);
        RequestStopTransactionResponse stop = stop("TX-1");
        assertThat(stop.status()).isEqualTo(RequestStartStopStatusEnumType.Rejected);
        assertThat(stop.statusInfo().reasonCode()).isEqualTo("CSNotAccepted");
        assertThat(transactions.stops()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 3})
    void rejectsAnEvseThatIsNotThere(int evseId) {
        expectRejected(start(request(evseId)), "UnknownEvse");
    }

    @Test
    void rejectsAnEvseThatIsUnavailableOrFaulted() { // F01.FR.23, F02.FR.25
        usable(2);
        expectRejected(start(request(1)), "Unspecified");
        assertThat(start(request(2)).status()).isEqualTo(RequestStartStopStatusEnumType.Accepted);
        assertThat(start(request(null)).status()).isEqualTo(RequestStartStopStatusEnumType.Accepted);
    }

    @Test
    void rejectsWhenNoEvseCanServe() {
        usable();
        expectRejected(start(request(null)), "Unspecified");
    }

    @Test
    void rejectsWhileTheStationTakesNoNewSessions() {
        station.lifeCycle().setTakesNewSessions(false);
        expectRejected(start(request(1)), "Unspecified");
    }

    @Test
    void ignoresAChargingProfile() { // F01.FR.12, F02.FR.20
        ChargingProfileType profile = ChargingProfileType.of(
                1,
                0,
                ChargingProfilePurposeEnumType.TxProfile,
                ChargingProfileKindEnumType.Relative,
                List.of(ChargingScheduleType.of(
                        1,
                        ChargingRateUnitEnumType.W,
                        List.of(ChargingSchedulePeriodType.of(0, BigDecimal.valueOf(11_000))))));
        assertThat(start(request(1).withChargingProfile(profile)).status())
                .isEqualTo(RequestStartStopStatusEnumType.Accepted);
        assertThat(transactions.starts()).as("as without a profile").containsExactly(new RemoteStart(11, APP, null, 1));
    }

    @Test
    void rejectsWithoutTheTransactionsBlock() {
        station.withdraw(TransactionControl.class);
        expectRejected(start(request(1)), "UnsupportedRequest");
        assertThat(stop("TX-1").statusInfo().reasonCode()).isEqualTo("UnsupportedRequest");
    }

    @Test
    void stopsTheTransactionThatRuns() { // F03.FR.07
        transactions.begin(1);
        assertThat(stop("TX-1")).isEqualTo(RequestStopTransactionResponse.of(RequestStartStopStatusEnumType.Accepted));
        assertThat(transactions.stops()).containsExactly("TX-1");
    }

    @Test
    void rejectsToStopWhatDoesNotRun() { // F03.FR.08
        transactions.begin(1);
        RequestStopTransactionResponse response = stop("TX-2");
        assertThat(response.status()).isEqualTo(RequestStartStopStatusEnumType.Rejected);
        assertThat(response.statusInfo().reasonCode()).isEqualTo("TxNotFound");
    }

    @Test
    void stopsWhileNoNewSessionsAreTaken() {
        station.lifeCycle().setTakesNewSessions(false);
        transactions.begin(1);
        assertThat(stop("TX-1").status()).isEqualTo(RequestStartStopStatusEnumType.Accepted);
    }
}
