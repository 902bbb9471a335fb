package io.karge.block.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.MeterReading;
import io.karge.ocpp.messages.TransactionEventRequest;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.station.MeterReader;
import io.karge.station.SampleOccasion;
import io.karge.station.StationEvent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which meter values an event carries (E01.FR.09, E02.FR.10, E06.FR.11, J02). */
class MeterValuesTest {
    private final Site site = new Site();

    @Test
    void carriesTheBeginWithTheEvseAndTheEndInTheLast() {
        site.start();
        site.meter(1, 1000);
        site.charge(1, Site.CARD);
        site.meter(1, 2000);
        site.unplug(1);
        site.confirmAll();

        assertThat(contexts(0)).containsExactly("1000 Transaction.Begin");
        assertThat(contexts(1)).as("no interval, no values in updates").isEmpty();
        assertThat(contexts(2)).containsExactly("1000 Transaction.Begin", "2000 Transaction.End"); // TxEndedInterval 0
    }

    @Test
    void carriesPeriodicAndAlignedValuesInUpdatesOfTheirOwn() { // TC_J_02, J_09
        site.with(TransactionVariables.TX_UPDATED_INTERVAL, "60").start();
        site.charge(1, Site.CARD);
        report(SampleOccasion.TX_UPDATED, ReadingContextEnumType.SamplePeriodic, 1);
        report(SampleOccasion.ALIGNED, ReadingContextEnumType.SampleClock, 2);

        assertThat(site.story()).endsWith("2 Updated MeterValuePeriodic", "3 Updated MeterValueClock");
        assertThat(contexts(1)).as("every update has values").containsExactly("0 Other");
        assertThat(contexts(2)).containsExactly("1 Sample.Periodic");
        assertThat(contexts(3)).containsExactly("2 Sample.Clock");
    }

    @Test
    void collectsValuesForTheEndOverARestart() { // TC_J_03, J_10
        site.with(TransactionVariables.TX_ENDED_INTERVAL, "60").start();
        site.charge(1, Site.CARD);
        IntStream.rangeClosed(1, 12).forEach(i -> {
            site.wait(Duration.ofSeconds(60));
            report(SampleOccasion.TX_ENDED, ReadingContextEnumType.SamplePeriodic, i);
        });
        report(SampleOccasion.ALIGNED_TX_ENDED, ReadingContextEnumType.SampleClock, 99);
        site.tester.close();
        site.start();
        site.tester.snapshot();
        site.meter(1, 13);
        site.wait(Duration.ofSeconds(1));
        site.unplug(1);
        site.confirmAll();

        assertThat(contexts(2))
                .hasSize(15)
                .startsWith("0 Sample.Periodic", "1 Sample.Periodic", "2 Sample.Periodic")
                .endsWith("12 Sample.Periodic", "99 Sample.Clock", "13 Transaction.End");
        assertThat(site.tester.state().keys()).noneMatch(key -> key.startsWith("samples"));
    }

    @Test
    void dropsEverySecondIntermediateValueOfALongTransaction() { // E06.FR.13, J02.FR.20, F03.FR.05, F03.FR.06
        site.with(TransactionVariables.TX_ENDED_INTERVAL, "60").start();
        site.charge(1, Site.CARD);
        IntStream.rangeClosed(1, EndedSamples.BOUND).forEach(i -> {
            site.wait(Duration.ofSeconds(60));
            report(SampleOccasion.TX_ENDED, ReadingContextEnumType.SamplePeriodic, i);
        });
        site.wait(Duration.ofSeconds(1));
        site.unplug(1);
        site.confirmAll();

        assertThat(contexts(2))
                .hasSizeLessThan(EndedSamples.BOUND)
                .startsWith("0 Sample.Periodic", "2 Sample.Periodic", "4 Sample.Periodic")
                .contains(EndedSamples.BOUND + " Sample.Periodic");
    }

    @Test
    void dropsOfBothKindsOfALongTransaction() { // J02.FR.20
        site.with(TransactionVariables.TX_ENDED_INTERVAL, "60").start();
        site.charge(1, Site.CARD);
        IntStream.rangeClosed(1, 2 * EndedSamples.BOUND).forEach(i -> {
            site.wait(Duration.ofSeconds(60));
            report(SampleOccasion.TX_ENDED, ReadingContextEnumType.SamplePeriodic, i);
            report(SampleOccasion.ALIGNED_TX_ENDED, ReadingContextEnumType.SampleClock, i);
        });
        site.wait(Duration.ofSeconds(1));
        site.unplug(1);
        site.confirmAll();

        assertThat(contexts(2))
                .hasSizeBetween(EndedSamples.BOUND / 2, EndedSamples.BOUND + 1)
                .startsWith("0 Sample.Periodic")
                .contains(
                        "1 Sample.Clock",
                        2 * EndedSamples.BOUND + " Sample.Periodic",
                        2 * EndedSamples.BOUND + " Sample.Clock");
        assertThat(contexts(2)).filteredOn(value -> value.endsWith("Clock")).hasSizeGreaterThan(EndedSamples.BOUND / 5);
        assertThat(contexts(2))
                .filteredOn(value -> value.endsWith("Periodic"))
                .hasSizeGreaterThan(EndedSamples.BOUND / 5);
    }

    @Test
    void aValueThatIsDueAsTheTransactionEndsIsTheLast() { // TC_J_10: no interval of zero
        site.with(TransactionVariables.TX_ENDED_INTERVAL, "60").start();
        site.charge(1, Site.CARD);
        site.wait(Duration.ofSeconds(60));
        report(SampleOccasion.TX_ENDED, ReadingContextEnumType.SamplePeriodic, 1);
        report(SampleOccasion.ALIGNED_TX_ENDED, ReadingContextEnumType.SampleClock, 2);
        site.unplug(1);
        site.confirmAll();

        assertThat(contexts(2)).containsExactly("0 Sample.Periodic", "2 Sample.Clock", "0 Transaction.End");
    }

    @Test
    void tellsOthersWhenTheBeginWas() { // J02.FR.11: the intervals count from it
        site.start();
        site.present(Site.CARD);
        assertThat(site.control().active().get(0).meteredSince()).isNull();
        site.wait(Duration.ofSeconds(7));
        site.plugIn(1);
        assertThat(site.control().active().get(0).meteredSince()).isEqualTo(site.tester.now());
        site.wait(Duration.ofSeconds(7));
        site.energyFlows(1);
        assertThat(site.control().active().get(0).meteredSince())
                .isEqualTo(site.tester.now().minusSeconds(7));
    }

    @Test
    void goesOnWithoutAMeteringBlock() {
        site.tester.withdraw(MeterReader.class);
        site.start();
        register(5_000);
        site.charge(1, Site.CARD);
        register(5_700);
        site.unplug(1);

        assertThat(site.story()).hasSize(3);
        assertThat(registers(0)).containsExactly("TransactionBegin 5000 Wh");
        assertThat(site.events().get(1).meterValue()).isNull();
        assertThat(registers(2))
                .as("what the transaction is paid by")
                .containsExactly("TransactionBegin 5000 Wh", "TransactionEnd 5700 Wh");
    }

    private void register(int energyWh) {
        site.tester.meter(1, new MeterReading(site.tester.time().wallClock(), energyWh, 0, 0, 0, 0, 0, null));
    }

    private List<String> registers(int event) {
        return site.events().get(event).meterValue().stream()
                .flatMap(value -> value.sampledValue().stream())
                .map(sampled -> sampled.context() + " " + sampled.value() + " "
                        + sampled.unitOfMeasure().unit())
                .toList();
    }

    @Test
    void noValueIsYoungerThanItsEvent() { // J02.FR.10
        site.start();
        site.charge(1, Site.CARD);
        site.unplug(1);
        site.confirmAll();

        assertThat(site.events()).allSatisfy(event -> values(event)
                .forEach(value -> assertThat(value.timestamp()).isBeforeOrEqualTo(event.timestamp())));
    }

    private void report(SampleOccasion occasion, ReadingContextEnumType context, int value) {
        MeterValueType meterValue = MeterValueType.of(
                site.tester.now(),
                List.of(SampledValueType.of(BigDecimal.valueOf(value)).withContext(context)));
        String id = site.control().active().get(0).transactionId();
        site.tester.tell(new StationEvent.TransactionMeterValues(id, occasion, List.of(meterValue)));
        site.settle();
    }

    private List<String> contexts(int event) {
        return values(site.events().get(event)).stream()
                .map(value -> value.sampledValue().get(0))
                .map(value -> value.value() + " " + value.context().wire())
                .toList();
    }

    private static List<MeterValueType> values(TransactionEventRequest event) {
        return event.meterValue() == null ? List.of() : event.meterValue();
    }
}
