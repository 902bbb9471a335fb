package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.ReasonEnumType;
import io.karge.ocpp.types.TransactionEventEnumType;
import io.karge.ocpp.types.TriggerReasonEnumType;
import io.karge.runtime.StationView;
import io.karge.station.FunctionalBlockFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A block is away while a vehicle charges: what the CSMS hears of it is what happened, and when. */
class BlockAwayTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    private InProcessStation station;
    private Bench bench;

    @BeforeEach
    void charge() {
        station = new InProcessStation(new Hyc400Eu(), folder);
        bench = station.ready();
        station.plugIn(bench.evseId());
        bench.pause(SOON);
        station.presentToken(bench.validIdToken(), bench.evseId());
        bench.pause(Duration.ofMinutes(2));
        assertThat(station.view().transactions()).as("it charges").hasSize(1);
    }

    @AfterEach
    void close() {
        station.close();
    }

    @Test
    void theStationStoppedTheEnergyAndSaysSoWithTheTimeOfThat() {
        FunctionalBlockFactory transactions = remove("transactions");
        Instant stop = bench.csms().now().plus(GRACE);
        bench.pause(Duration.ofMinutes(10));
        add(transactions);

        TransactionEventRequest ended = ended();
        assertThat(ended.triggerReason()).isEqualTo(TriggerReasonEnumType.AbnormalCondition);
        assertThat(ended.transactionInfo().stoppedReason()).isEqualTo(ReasonEnumType.Other);
        assertThat(ended.timestamp()).isBetween(stop, stop.plusSeconds(2));
        assertThat(lastRegister(ended)).isEqualTo(meterOfTheCabinet());
    }

    @Test
    void theSessionGoesOnWhenTheBlockIsBackInTime() {
        FunctionalBlockFactory transactions = remove("transactions");
        bench.pause(Duration.ofSeconds(14));
        add(transactions);
        bench.pause(Duration.ofMinutes(1));

        assertThat(station.view().transactions()).singleElement().satisfies(transaction -> assertThat(
                        transaction.chargingState())
                .isEqualTo("Charging"));
    }

    @Test
    void theCableWasPulledWhileTheBlockWasAway() {
        FunctionalBlockFactory transactions = remove("transactions");
        bench.pause(Duration.ofSeconds(3));
        Instant pulled = bench.csms().now();
        station.unplug(bench.evseId());
        bench.pause(Duration.ofSeconds(3));
        station.plugIn(bench.evseId());
        bench.pause(Duration.ofSeconds(3));
        add(transactions);

        TransactionEventRequest ended = ended();
        assertThat(ended.triggerReason()).isEqualTo(TriggerReasonEnumType.EVCommunicationLost);
        assertThat(ended.transactionInfo().stoppedReason()).isEqualTo(ReasonEnumType.EVDisconnected);
        assertThat(ended.timestamp()).isBetween(pulled, pulled.plusSeconds(2));
        assertThat(station.view().transactions())
                .as("the next vehicle does not charge on it")
                .isEmpty();
    }

    @Test
    void theCabinetLostItsPowerWhileTheBlockWasAway() {
        FunctionalBlockFactory transactions = remove("transactions");
        station.powerCycle();
        bench.pause(Duration.ofSeconds(10));
        station.unplug(bench.evseId());
        bench.pause(SOON);
        add(transactions);

        assertThat(ended().transactionInfo().stoppedReason()).isEqualTo(ReasonEnumType.PowerLoss);
    }

    @Test
    void withoutProvisioningTheTransactionEndsWhenTheEnergyDoes() {
        FunctionalBlockFactory provisioning = remove("provisioning");
        Instant stop = bench.csms().now().plus(GRACE);
        bench.pause(Duration.ofMinutes(10));
        add(provisioning);

        TransactionEventRequest ended = ended();
        assertThat(ended.triggerReason()).isEqualTo(TriggerReasonEnumType.AbnormalCondition);
        assertThat(ended.transactionInfo().stoppedReason()).isEqualTo(ReasonEnumType.Other);
        assertThat(ended.timestamp()).isBetween(stop, stop.plusSeconds(2));
        station.unplug(bench.evseId());
        bench.pause(SOON);
        station.plugIn(bench.evseId());
        station.presentToken(bench.validIdToken(), bench.evseId());
        bench.pause(SOON);
        assertThat(station.view().transactions()).as("it serves again").hasSize(1);
    }

    @Test
    void withoutMeteringTheTransactionGoesOnAndIsAccountedFor() {
        remove("metering");
        bench.pause(Duration.ofMinutes(2));
        assertThat(station.view().transactions()).hasSize(1);
        station.unplug(bench.evseId());

        assertThat(lastRegister(ended())).isEqualTo(meterOfTheCabinet());
    }

    @Test
    void peopleAreToldAtOnceWhatABlockThatIsAwayMeans() {
        remove("transactions");
        remove("authorization");
        remove("availability");
        bench.pause(Duration.ofMillis(1));

        assertThat(station.view().transactions()).as("as they were").hasSize(1);
        assertThat(station.view().missingBlocks()).containsExactly("authorization", "availability", "transactions");
        assertThat(station.view().problems())
                .extracting(StationView.Problem::what)
                .containsExactly(
                        "The station takes no sessions, and its transactions are shown as they were, and energy stops"
                                + " unless it is back within 15 s",
                        "Cards cannot be authorized: they are refused, only the CSMS can start a session",
                        "Connectors are shown as Unavailable, and the CSMS can neither see nor change their states");
        assertThat(station.view().problems())
                .extracting(StationView.Problem::why)
                .contains("the block authorization was removed");
    }

    private FunctionalBlockFactory remove(String name) {
        FunctionalBlockFactory block = station.installed().stream()
                .filter(installed -> installed.name().equals(name))
                .findFirst()
                .orElseThrow();
        station.gateway().removeBlock(block);
        return block;
    }

    private void add(FunctionalBlockFactory block) {
        station.gateway().addBlock(block);
        bench.pause(SOON);
    }

    private TransactionEventRequest ended() {
        bench.pause(SOON);
        TransactionLog log = bench.csms().transactions();
        log.verify();
        assertThat(log.transactionIds()).hasSize(1);
        List<TransactionEventRequest> events = log.events(log.transactionIds().get(0));
        TransactionEventRequest last = events.get(events.size() - 1);
        assertThat(last.eventType()).isEqualTo(TransactionEventEnumType.Ended);
        return last;
    }

    private static long lastRegister(TransactionEventRequest ended) {
        var values = ended.meterValue();
        assertThat(values).isNotEmpty();
        return values.get(values.size() - 1).sampledValue().get(0).value().longValue();
    }

    private long meterOfTheCabinet() {
        return station.meterWh(bench.evseId());
    }
}
