package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.ocpp.messages.ChangeAvailabilityRequest;
import io.karge.ocpp.messages.ChangeAvailabilityResponse;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ChangeAvailabilityStatusEnumType;
import io.karge.ocpp.types.ConnectorStatusEnumType;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.OperationalStatusEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.runtime.StationView;
import io.karge.simulator.LinkMode;
import io.karge.station.FunctionalBlockFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A vehicle charges while the hardware, the disk or a functional block fails: the station stays up, says what is wrong
 * for as long as it is, and loses nothing of the transaction.
 */
class HostileSurroundingsTest {
    private static final Duration LONG = Duration.ofMinutes(5);

    private InProcessStation station;
    private Bench bench;

    @TempDir
    Path folder;

    @BeforeEach
    void boot() {
        station = new InProcessStation(new Hyc400Eu(), folder);
        bench = station.ready();
    }

    @AfterEach
    void close() {
        station.close();
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "OK")
    void aLinkThatFailsIsAProblemWhileItLastsAndTheTransactionGoesOn(LinkMode mode) {
        charge();
        station.linkMode(mode);
        bench.pause(LONG);
        assertThat(station.view().connection()).isEqualTo("online");
        assertThat(station.view().hardware()).isEqualTo("down");
        assertThat(station.view().problems())
                .extracting(StationView.Problem::what)
                .contains("The hardware is away");
        assertThat(station.view().transactions()).hasSize(1);

        station.linkMode(LinkMode.OK);
        bench.pause(LONG);
        assertThat(station.view().hardware()).isEqualTo("up");
        assertThat(station.view().problems()).isEmpty();
        endsComplete();
    }

    @Test
    void aFullDiskStopsSessionsAndWhatWasCommittedIsContinuedAfterTheRepair() {
        charge();
        station.store().fail("disk full");
        station.suspendEnergy(bench.evseId(), true);
        bench.pause(LONG);
        assertThat(station.view().connection()).isEqualTo("offline");
        assertThat(station.view().problems())
                .extracting(StationView.Problem::why)
                .anyMatch(why -> why.contains("disk full"));

        station.store().repair();
        station.suspendEnergy(bench.evseId(), false);
        bench.pause(LONG);
        assertThat(station.view().connection()).isEqualTo("online");
        assertThat(station.view().problems()).isEmpty();
        endsComplete();
    }

    @Test
    void aBlockThatReturnsFindsItsQueuedMessages() {
        charge();
        bench.csms().refuseConnections();
        station.suspendEnergy(bench.evseId(), true);
        bench.pause(Duration.ofSeconds(10));
        int queued = station.view().queue().length();
        assertThat(queued).isPositive();

        FunctionalBlockFactory transactions = block("transactions");
        remove(transactions);
        assertThat(station.view().missingBlocks()).containsExactly("transactions");
        station.gateway().addBlock(transactions);
        bench.pause(Duration.ofSeconds(1));
        assertThat(station.view().missingBlocks()).isEmpty();
        assertThat(station.view().queue().length()).isGreaterThanOrEqualTo(queued);

        bench.csms().acceptConnections();
        bench.pause(LONG);
        assertThat(station.view().queue().length()).isZero();
        endsComplete();
    }

    @Test
    void aBlockThatReturnsFindsItsInoperativeConnector() {
        EVSEType evse = EVSEType.of(bench.evseId());
        assertThat(bench.csms()
                        .call(
                                ChangeAvailabilityRequest.of(OperationalStatusEnumType.Inoperative)
                                        .withEvse(evse),
                                ChangeAvailabilityResponse.class)
                        .status())
                .isEqualTo(ChangeAvailabilityStatusEnumType.Accepted);
        bench.stationStates().awaitConnectors("before", evse, ConnectorStatusEnumType.Unavailable);

        FunctionalBlockFactory availability = block("availability");
        remove(availability);
        bench.pause(Duration.ofSeconds(1));
        station.gateway().addBlock(availability);
        bench.pause(Duration.ofSeconds(1));
        assertThat(connectorStatus()).isEqualTo("Unavailable");

        station.powerCycle(); // after which the cabinet has to be told again, by the block that knows
        bench.pause(LONG);
        assertThat(connectorStatus()).isEqualTo("Unavailable");
    }

    private String connectorStatus() {
        return station.view()
                .evses()
                .get(bench.evseId() - 1)
                .connectors()
                .get(0)
                .status();
    }

    private void charge() {
        bench.states().authorized(Authorization.LOCAL);
        bench.states().energyTransferStarted();
    }

    private FunctionalBlockFactory block(String name) {
        return station.installed().stream()
                .filter(block -> block.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private void remove(FunctionalBlockFactory block) {
        station.gateway().removeBlock(block);
        bench.pause(Duration.ZERO);
    }

    /** The driver leaves: one transaction, from Started to Ended without a gap. */
    private void endsComplete() {
        bench.station().presentToken(bench.validIdToken(), bench.evseId());
        bench.pause(Duration.ofSeconds(10));
        bench.station().unplug(bench.evseId());
        bench.pause(LONG);
        assertThat(bench.csms().transactions().transactionIds()).hasSize(1);
        List<TransactionEventRequest> events = bench.csms()
                .transactions()
                .events(bench.csms().transactions().transactionIds().get(0));
        assertThat(events.get(events.size() - 1).eventType()).isEqualTo(TransactionEventEnumType.Ended);
        bench.csms().transactions().verify();
    }
}
