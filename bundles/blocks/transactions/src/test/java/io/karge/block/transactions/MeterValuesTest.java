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
    private final TransactionsTester station = new TransactionsTester();

    /**
     * E01.FR.09, E02.FR.09, E03.FR.07, E04.FR.05, E05.FR.05; E06.FR.11, E07.FR.08, E08.FR.09, E09.FR.05, E10.FR.04,
     * E12.FR.07, E15.FR.01.
     */
    @Test
    void carriesTheBeginWithTheEvseAndTheEndInTheLast() {
        station.start();
        station.meter(1, 1000);
        station.charge(1, TransactionsTester.CARD);
        station.meter(1, 2000);
        station.unplug(1);
        station.confirmAll();

        assertThat(contexts(0)).containsExactly("1000 Transaction.Begin");
        assertThat(contexts(1)).as("no interval, no values in updates").isEmpty();
        assertThat(contexts(2)).containsExactly("1000 Transaction.Begin", "2000 Transaction.End"); // TxEndedInterval 0
    }

    /** E02.FR.10, E03.FR.08, E04.FR.06, E11.FR.03, E12.FR.03. */
    @Test
    void carriesPeriodicAndAlignedValuesInUpdatesOfTheirOwn() { // TC_J_02, J_09
        station.with(TransactionVariables.TX_UPDATED_INTERVAL, "60").start();
        station.charge(1, TransactionsTester.CARD);
        report(SampleOccasion.TX_UPDATED, ReadingContextEnumType.SamplePeriodic, 1);
        report(SampleOccasion.ALIGNED, ReadingContextEnumType.SampleClock, 2);

        assertThat(station.story()).endsWith("2 Updated MeterValuePeriodic", "3 Updated MeterValueClock");
        assertThat(contexts(1)).as("every update has values").containsExactly("0 Other");
        assertThat(contexts(2)).containsExactly("1 Sample.Periodic");
        assertThat(contexts(3)).containsExactly("2 Sample.Clock");
    }

    @Test
    void collectsValuesForTheEndOverARestart() { // TC_J_03, J_10
        station.with(TransactionVariables.TX_ENDED_INTERVAL, "60").start();
        station.charge(1, TransactionsTester.CARD);
        IntStream.rangeClosed(1, 12).forEach(i -> {
            station.wait(Duration.ofSeconds(60));
            report(SampleOccasion.TX_ENDED, ReadingContextEnumType.SamplePeriodic, i);
        });
        report(SampleOccasion.ALIGNED_TX_ENDED, ReadingContextEnumType.SampleClock, 99);
        station.tester.close();
        station.start();
        station.tester.snapshot();
        station.meter(1, 13);
        station.wait(Duration.ofSeconds(1));
        station.unplug(1);
        station.confirmAll();

        assertThat(contexts(2))
                .hasSize(15)
                .startsWith("0 Sample.Periodic", "1 Sample.Periodic", "2 Sample.Periodic")
                .endsWith("12 Sample.Periodic", "99 Sample.Clock", "13 Transaction.End");
        assertThat(station.tester.state().keys()).noneMatch(key -> key.startsWith("samples"));
    }

    /**
     * E06.FR.12, E07.FR.09, E07.FR.10, E08.FR.10, E08.FR.11, E09.FR.06, E09.FR.07, E10.FR.05, E10.FR.06, E12.FR.08,
     * E12.FR.09, E15.FR.02, E15.FR.03.
     */
    @Test
    void dropsEverySecondIntermediateValueOfALongTransaction() { // E06.FR.13, J02.FR.20, F03.FR.05, F03.FR.06
        station.with(TransactionVariables.TX_ENDED_INTERVAL, "60").start();
        station.charge(1, TransactionsTester.CARD);
        IntStream.rangeClosed(1, EndedSamples.BOUND).forEach(i -> {
            station.wait(Duration.ofSeconds(60));
            report(SampleOccasion.TX_ENDED, ReadingContextEnumType.SamplePeriodic, i);
        });
        station.wait(Duration.ofSeconds(1));
        station.unplug(1);
        station.confirmAll();

        assertThat(contexts(2))
                .hasSizeLessThan(EndedSamples.BOUND)
                .startsWith("0 Sample.Periodic", "2 Sample.Periodic", "4 Sample.Periodic")
                .contains(EndedSamples.BOUND + " Sample.Periodic");
    }

    @Test
    void dropsOfBothKindsOfALongTransaction() { // J02.FR.20
        station.with(TransactionVariables.TX_ENDED_INTERVAL, "60").start();
        station.charge(1, TransactionsTester.CARD);
        IntStream.rangeClosed(1, 2 * EndedSamples.BOUND).forEach(i -> {
            station.wait(Duration.ofSeconds(60));
            report(SampleOccasion.TX_ENDED, ReadingContextEnumType.SamplePeriodic, i);
            report(SampleOccasion.ALIGNED_TX_ENDED, ReadingContextEnumType.SampleClock, i);
        });
        station.wait(Duration.ofSeconds(1));
        station.unplug(1);
        station.confirmAll();

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
        station.with(TransactionVariables.TX_ENDED_INTERVAL, "60").start();
        station.charge(1, TransactionsTester.CARD);
        station.wait(Duration.ofSeconds(60));
        report(SampleOccasion.TX_ENDED, ReadingContextEnumType.SamplePeriodic, 1);
        report(SampleOccasion.ALIGNED_TX_ENDED, ReadingContextEnumType.SampleClock, 2);
        station.unplug(1);
        station.confirmAll();

        assertThat(contexts(2)).containsExactly("0 Sample.Periodic", "2 Sample.Clock", "0 Transaction.End");
    }

    @Test
    void tellsOthersWhenTheBeginWas() { // J02.FR.11: the intervals count from it
        station.start();
        station.present(TransactionsTester.CARD);
        assertThat(station.control().active().get(0).meteredSince()).isNull();
        station.wait(Duration.ofSeconds(7));
        station.plugIn(1);
        assertThat(station.control().active().get(0).meteredSince()).isEqualTo(station.tester.now());
        station.wait(Duration.ofSeconds(7));
        station.energyFlows(1);
        assertThat(station.control().active().get(0).meteredSince())
                .isEqualTo(station.tester.now().minusSeconds(7));
    }

    @Test
    void goesOnWithoutAMeteringBlock() {
        station.tester.withdraw(MeterReader.class);
        station.start();
        register(5_000);
        station.charge(1, TransactionsTester.CARD);
        register(5_700);
        station.unplug(1);

        assertThat(station.story()).hasSize(3);
        assertThat(registers(0)).containsExactly("TransactionBegin 5000 Wh");
        assertThat(station.events().get(1).meterValue()).isNull();
        assertThat(registers(2))
                .as("what the transaction is paid by")
                .containsExactly("TransactionBegin 5000 Wh", "TransactionEnd 5700 Wh");
    }

    private void register(int energyWh) {
        station.tester.meter(1, new MeterReading(station.tester.time().wallClock(), energyWh, 0, 0, 0, 0, 0, null));
    }

    private List<String> registers(int event) {
        return station.events().get(event).meterValue().stream()
                .flatMap(value -> value.sampledValue().stream())
                .map(sampled -> sampled.context() + " " + sampled.value() + " "
                        + sampled.unitOfMeasure().unit())
                .toList();
    }

    @Test
    void noValueIsYoungerThanItsEvent() { // J02.FR.10
        station.start();
        station.charge(1, TransactionsTester.CARD);
        station.unplug(1);
        station.confirmAll();

        assertThat(station.events()).allSatisfy(event -> values(event)
                .forEach(value -> assertThat(value.timestamp()).isBeforeOrEqualTo(event.timestamp())));
    }

    private void report(SampleOccasion occasion, ReadingContextEnumType context, int value) {
        MeterValueType meterValue = MeterValueType.of(
                station.tester.now(),
                List.of(SampledValueType.of(BigDecimal.valueOf(value)).withContext(context)));
        String id = station.control().active().get(0).transactionId();
        station.tester.tell(new StationEvent.TransactionMeterValues(id, occasion, List.of(meterValue)));
        station.settle();
    }

    private List<String> contexts(int event) {
        return values(station.events().get(event)).stream()
                .map(value -> value.sampledValue().get(0))
                .map(value -> value.value() + " " + value.context().wire())
                .toList();
    }

    private static List<MeterValueType> values(TransactionEventRequest event) {
        return event.meterValue() == null ? List.of() : event.meterValue();
    }
}
