package io.karge.block.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.MeterReading;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.MeterValuesRequest;
import io.karge.ocpp.types.ChargingStateEnumType;
import io.karge.ocpp.types.DataEnumType;
import io.karge.ocpp.types.MeterValueType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.station.HardwareView;
import io.karge.station.MeterReader;
import io.karge.station.ProductFacts;
import io.karge.station.SampleOccasion;
import io.karge.station.StationEvent.TimeChanged;
import io.karge.station.StationEvent.TransactionChanged;
import io.karge.station.StationEvent.TransactionChanged.Phase;
import io.karge.station.StationEvent.TransactionMeterValues;
import io.karge.station.TransactionControl;
import io.karge.station.TransactionInfo;
import io.karge.station.VariableDefinition;
import io.karge.station.VariableKey;
import io.karge.station.testkit.BlockTester;
import io.karge.station.testkit.FakeTransactions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MeteringBlockTest {
    private static final String ALL =
            "Power.Active.Import,Energy.Active.Import.Register,Power.Offered," + "Current.Import,Current.Offered";
    private static final ProductFacts PRODUCT = ProductFacts.read("""
            {"measurands": {
              "txStarted": ["Power.Active.Import", "Energy.Active.Import.Register", "Power.Offered",
                            "Current.Import", "Current.Offered"],
              "txUpdated": ["Energy.Active.Import.Register"],
              "txEnded": ["Energy.Active.Import.Register"],
              "aligned": ["Power.Active.Import", "Energy.Active.Import.Register", "Power.Offered",
                          "Current.Import", "Current.Offered"],
              "alignedTxEnded": ["Energy.Active.Import.Register"]}}
            """);

    private final BlockTester tester = new BlockTester(new MeteringFactory(), TestModels.dc(2), PRODUCT);

    private void set(Occasion occasion, String variable, Object value) {
        tester.deviceModel().publish(key(occasion, variable), String.valueOf(value));
        tester.time().runUntilIdle();
    }

    private static VariableKey key(Occasion occasion, String variable) {
        String controller = occasion.name().startsWith("ALIGNED") ? "AlignedDataCtrlr" : "SampledDataCtrlr";
        return VariableKey.of(controller, variable);
    }

    private void preset(Occasion occasion, String variable, Object value) {
        tester.deviceModel().preset(key(occasion, variable), String.valueOf(value));
    }

    private MeterReader reader() {
        return tester.port(MeterReader.class).orElseThrow();
    }

    // --- reading ---

    @Test
    void readsEveryConfiguredMeasurandAlsoWhenIdle() { // J01.FR.07 to J01.FR.09, J02.FR.03 to J02.FR.05: zero, not
        // omitted
        tester.start();

        assertThat(text(reader().sample(1, SampleOccasion.TX_STARTED, ReadingContextEnumType.TransactionBegin)))
                .containsExactly(
                        "Power.Active.Import=0 W Outlet Transaction.Begin",
                        "Energy.Active.Import.Register=0 Wh Outlet Transaction.Begin",
                        "Power.Offered=0 W Outlet Transaction.Begin",
                        "Current.Import=0 A Outlet Transaction.Begin",
                        "Current.Offered=0 A Outlet Transaction.Begin");
    }

    @Test
    void convertsUnitsAndLeavesTheRegisterAsItIsRead() { // J02.FR.16, J02.FR.17
        preset(Occasion.TX_UPDATED, "TxUpdatedMeasurands", ALL + ",Voltage,SoC");
        tester.start();
        tester.meter(1, new MeterReading(tester.now(), 1_234_567, 50_000, 401_250, 124_610, 150_000, 400_000, 42));

        assertThat(text(reader().sample(1, SampleOccasion.TX_UPDATED, ReadingContextEnumType.Trigger)))
                .containsExactly(
                        "Power.Active.Import=50000 W Outlet Trigger",
                        "Energy.Active.Import.Register=1234567 Wh Outlet Trigger",
                        "Power.Offered=150000 W Outlet Trigger",
                        "Current.Import=124.61 A Outlet Trigger",
                        "Current.Offered=400 A Outlet Trigger",
                        "Voltage=401.25 V Outlet Trigger",
                        "SoC=42 Percent EV Trigger");
    }

    @Test
    void tellsTheStateOfChargeOfNoVehicleAsZeroAndLeavesOutOneThatIsNotKnown() {
        preset(Occasion.TX_UPDATED, "TxUpdatedMeasurands", "SoC");
        tester.start();
        tester.meter(1, MeterReading.at(tester.now()));
        assertThat(text(reader().sample(1, SampleOccasion.TX_UPDATED, ReadingContextEnumType.Trigger)))
                .containsExactly("SoC=0 Percent EV Trigger");

        tester.plugIn(1);
        assertThat(reader().sample(1, SampleOccasion.TX_UPDATED, ReadingContextEnumType.Trigger))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void readsNothingWhenNothingIsConfigured(SampleOccasion occasion) {
        preset(Occasion.TX_STARTED, "TxStartedMeasurands", "");
        preset(Occasion.TX_UPDATED, "TxUpdatedMeasurands", "");
        preset(Occasion.TX_ENDED, "TxEndedMeasurands", "");
        preset(Occasion.ALIGNED, "Measurands", "");
        preset(Occasion.ALIGNED, "TxEndedMeasurands", "");
        tester.start();

        assertThat(reader().sample(1, occasion, ReadingContextEnumType.Other)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void readsNothingWhenItIsSwitchedOff(
            SampleOccasion occasion) { // effect: SampledDataCtrlr.Enabled, AlignedDataCtrlr.Enabled
        preset(Occasion.TX_UPDATED, "Enabled", false);
        preset(Occasion.ALIGNED, "Enabled", false);
        tester.start();

        assertThat(reader().sample(1, occasion, ReadingContextEnumType.Other)).isEmpty();
    }

    @Test
    void saysHowOldTheReadingIsWhileTheHardwareIsAway() {
        tester.start();
        Instant read = tester.now();
        tester.meter(1, new MeterReading(read, 7, 0, 0, 0, 0, 0, null));
        tester.advance(Duration.ofMinutes(5));
        assertThat(reader().sample(1, SampleOccasion.TX_ENDED, ReadingContextEnumType.TransactionEnd))
                .hasValueSatisfying(value -> assertThat(value.timestamp()).isEqualTo(tester.now()));
        tester.hardware().setStatus(HardwareView.Status.DOWN);
        assertThat(reader().sample(1, SampleOccasion.TX_ENDED, ReadingContextEnumType.TransactionEnd))
                .hasValueSatisfying(value -> assertThat(value.timestamp()).isEqualTo(read));
        tester.hardware().setCabinet(null);
        assertThat(reader().sample(1, SampleOccasion.TX_ENDED, ReadingContextEnumType.TransactionEnd))
                .isEmpty();
    }

    @Test
    void offersTheMeasurandsThatTheMeterHasAndPresetsThoseOfTheProduct() {
        assertThat(new MeteringFactory().variables(TestModels.dc(1), PRODUCT))
                .filteredOn(variable -> variable.key().variable().equals("TxUpdatedMeasurands"))
                .singleElement()
                .satisfies(variable -> {
                    assertThat(variable.value()).isEqualTo("Energy.Active.Import.Register");
                    assertThat(variable.valuesList())
                            .contains("Power.Active.Import", "Voltage", "SoC")
                            .doesNotContain("Frequency");
                });
    }

    // --- transactions ---

    @Test
    void samplesATransactionAtItsIntervalFromItsStart() { // J02.FR.01, J02.FR.02, J02.FR.11, J02.FR.18, TC_J_09
        preset(Occasion.TX_UPDATED, "TxUpdatedInterval", 20);
        tester.start();
        tester.tell(changed("a", 1, Phase.STARTED));
        Instant start = tester.now();
        tester.advance(Duration.ofMinutes(1));

        assertThat(values(SampleOccasion.TX_UPDATED))
                .extracting(MeterValueType::timestamp)
                .containsExactly(start.plusSeconds(20), start.plusSeconds(40), start.plusSeconds(60));
        assertThat(values(SampleOccasion.TX_UPDATED).get(0).sampledValue())
                .extracting(SampledValueType::context)
                .containsOnly(ReadingContextEnumType.SamplePeriodic);

        tester.tell(changed("a", 1, Phase.ENDED));
        tester.advance(Duration.ofMinutes(1));
        assertThat(values(SampleOccasion.TX_UPDATED)).hasSize(3);
        assertThat(tester.time().pendingTimers()).isZero();
    }

    @Test
    void waitsForTheBeginOfATransactionAndCountsFromIt() { // J02.FR.11, TC_J_08, TC_J_10
        preset(Occasion.TX_UPDATED, "TxUpdatedInterval", 20);
        tester.start();
        Instant start = tester.now();
        tester.tell(new TransactionChanged(info("a", 2, start, null), Phase.STARTED));
        tester.advance(Duration.ofSeconds(30));
        tester.tell(new TransactionChanged(info("a", 2, start, tester.now()), Phase.UPDATED));
        tester.advance(Duration.ofSeconds(20));

        assertThat(values(SampleOccasion.TX_UPDATED))
                .extracting(MeterValueType::timestamp)
                .containsExactly(start.plusSeconds(50));
    }

    @Test
    void followsANewIntervalAtOnce() {
        preset(Occasion.TX_UPDATED, "TxUpdatedInterval", 3600);
        tester.start();
        tester.tell(changed("a", 1, Phase.STARTED));
        tester.advance(Duration.ofSeconds(5));
        set(Occasion.TX_UPDATED, "TxUpdatedInterval", 10);
        tester.advance(Duration.ofSeconds(5));
        assertThat(values(SampleOccasion.TX_UPDATED)).hasSize(1);
        set(Occasion.TX_UPDATED, "TxUpdatedInterval", 0);
        tester.advance(Duration.ofDays(1));
        assertThat(values(SampleOccasion.TX_UPDATED)).hasSize(1);
    }

    @Test
    void keepsTheRhythmOverARestart() {
        preset(Occasion.TX_UPDATED, "TxUpdatedInterval", 20);
        Instant start = tester.now();
        tester.advance(Duration.ofSeconds(47));
        FakeTransactions transactions = new FakeTransactions(tester);
        transactions.add(info("a", 1, start));
        tester.offer(TransactionControl.class, transactions);
        tester.start();
        tester.advance(Duration.ofSeconds(20));

        assertThat(values(SampleOccasion.TX_UPDATED))
                .extracting(MeterValueType::timestamp)
                .containsExactly(start.plusSeconds(60));
    }

    @Test
    void keepsTheRhythmWhenTheClockIsSet() {
        preset(Occasion.TX_UPDATED, "TxUpdatedInterval", 20);
        tester.start();
        tester.tell(changed("a", 1, Phase.STARTED));
        tester.advance(Duration.ofSeconds(5));
        Instant from = tester.now();
        tester.time().jumpWallClock(Duration.ofHours(-3));
        tester.tell(new TimeChanged(from, tester.now()));
        tester.advance(Duration.ofSeconds(15));
        assertThat(values(SampleOccasion.TX_UPDATED)).hasSize(1);
        tester.advance(Duration.ofSeconds(20));
        assertThat(values(SampleOccasion.TX_UPDATED)).hasSize(2);
    }

    @Test
    void leavesAGapWhileTheHardwareIsAway() {
        preset(Occasion.TX_UPDATED, "TxUpdatedInterval", 20);
        tester.start();
        tester.tell(changed("a", 1, Phase.STARTED));
        tester.hardware().setStatus(HardwareView.Status.MISSING);
        tester.advance(Duration.ofSeconds(50));
        tester.hardware().setStatus(HardwareView.Status.UP);
        tester.advance(Duration.ofSeconds(30));

        assertThat(values(SampleOccasion.TX_UPDATED)).hasSize(2);
    }

    @Test
    void collectsForTheEnd() { // TC_J_03, TC_J_10
        preset(Occasion.TX_ENDED, "TxEndedInterval", 30);
        preset(Occasion.ALIGNED_TX_ENDED, "TxEndedInterval", 60);
        tester.advance(Duration.ofSeconds(7)); // a start off the grid
        tester.start();
        Instant start = tester.now();
        tester.tell(changed("a", 1, Phase.STARTED));
        tester.advance(Duration.ofMinutes(2));

        assertThat(values(SampleOccasion.TX_ENDED))
                .extracting(MeterValueType::timestamp)
                .containsExactly(
                        start.plusSeconds(30), start.plusSeconds(60), start.plusSeconds(90), start.plusSeconds(120));
        assertThat(values(SampleOccasion.ALIGNED_TX_ENDED))
                .extracting(MeterValueType::timestamp)
                .containsExactly(start.plusSeconds(53), start.plusSeconds(113));
        assertThat(values(SampleOccasion.ALIGNED_TX_ENDED).get(0).sampledValue())
                .extracting(SampledValueType::context)
                .containsOnly(ReadingContextEnumType.SampleClock);
        assertThat(tester.calls()).isEmpty();
    }

    // --- clock-aligned ---

    @Test
    void sendsAlignedValuesOfIdleEvses() { // J01.FR.01, J01.FR.02, J01.FR.05, J01.FR.06, J01.FR.14, J01.FR.17, TC_J_01
        preset(Occasion.ALIGNED, "Interval", 10);
        tester.start();
        tester.advance(Duration.ofSeconds(20));

        List<MeterValuesRequest> sent = tester.calls(MeterValuesRequest.class);
        assertThat(sent).extracting(MeterValuesRequest::evseId).containsExactly(1, 2, 1, 2);
        assertThat(sent)
                .extracting(request -> request.meterValue().get(0).timestamp().toString())
                .containsExactly(
                        "2026-01-01T00:00:10Z", "2026-01-01T00:00:10Z", "2026-01-01T00:00:20Z", "2026-01-01T00:00:20Z");
        assertThat(sent)
                .allSatisfy(request -> assertThat(request.meterValue().get(0).sampledValue())
                        .hasSize(5)
                        .extracting(SampledValueType::context)
                        .containsOnly(ReadingContextEnumType.SampleClock));
    }

    @Test
    void alignsTheMomentsWithTheMidnightOfTheTimeZone() { // effect: ClockCtrlr.TimeZone
        tester.deviceModel()
                .define(List.of(VariableDefinition.computed(
                        VariableKey.of("ClockCtrlr", "TimeZone"), DataEnumType.string, null, null)));
        tester.deviceModel().preset(VariableKey.of("ClockCtrlr", "TimeZone"), "Asia/Kathmandu"); // 5 h 45 min ahead
        preset(Occasion.ALIGNED, "Interval", 3_600);
        tester.start();
        tester.advance(Duration.ofMinutes(14));
        assertThat(tester.calls()).isEmpty();
        tester.advance(Duration.ofMinutes(1));
        assertThat(tester.calls(MeterValuesRequest.class)).hasSize(2);
    }

    @Test
    void reportsAlignedValuesInTheTransaction() { // J01.FR.22, J02.FR.22, TC_J_02
        preset(Occasion.ALIGNED, "Interval", 10);
        tester.start();
        tester.tell(changed("a", 1, Phase.STARTED));
        tester.advance(Duration.ofSeconds(10));

        assertThat(tester.calls(MeterValuesRequest.class))
                .extracting(MeterValuesRequest::evseId)
                .containsExactly(2);
        assertThat(values(SampleOccasion.ALIGNED)).hasSize(1);
    }

    @Test
    void sendsNoAlignedValuesLater() {
        preset(Occasion.ALIGNED, "Interval", 10);
        tester.start();
        tester.lifeCycle().setConnected(false);
        tester.advance(Duration.ofSeconds(15));
        tester.lifeCycle().setConnected(true);
        assertThat(tester.calls()).isEmpty();
        tester.advance(Duration.ofSeconds(5));
        assertThat(tester.calls()).hasSize(2);
    }

    @Test
    void followsChangesOfTheAlignedIntervalAndTheClock() {
        tester.start();
        tester.advance(Duration.ofSeconds(1));
        set(Occasion.ALIGNED, "Interval", 900);
        tester.advance(Duration.ofMinutes(14));
        assertThat(tester.calls()).isEmpty();
        Instant from = tester.now();
        tester.time().jumpWallClock(Duration.ofSeconds(-30));
        tester.tell(new TimeChanged(from, tester.now()));
        tester.advance(Duration.ofMinutes(1));
        assertThat(tester.calls()).isEmpty();
        tester.advance(Duration.ofSeconds(30));
        assertThat(tester.calls(MeterValuesRequest.class))
                .extracting(request -> request.meterValue().get(0).timestamp().toString())
                .containsOnly("2026-01-01T00:15:00Z");
    }

    private List<MeterValueType> values(SampleOccasion occasion) {
        return tester.published(TransactionMeterValues.class).stream()
                .filter(event -> event.occasion() == occasion)
                .flatMap(event -> event.values().stream())
                .toList();
    }

    private TransactionChanged changed(String transactionId, int evseId, Phase phase) {
        return new TransactionChanged(info(transactionId, evseId, tester.now()), phase);
    }

    /** A transaction whose vehicle was there first. */
    private static TransactionInfo info(String transactionId, int evseId, Instant startedAt) {
        return info(transactionId, evseId, startedAt, startedAt);
    }

    private static TransactionInfo info(
            String transactionId, int evseId, Instant startedAt, @Nullable Instant meteredSince) {
        return new TransactionInfo(
                transactionId, evseId, null, true, ChargingStateEnumType.Charging, startedAt, meteredSince, 0, 0);
    }

    private static List<String> text(Optional<MeterValueType> value) {
        return value.orElseThrow().sampledValue().stream()
                .map(sampled -> sampled.measurand().wire() + "=" + sampled.value() + " "
                        + sampled.unitOfMeasure().unit() + " " + sampled.location() + " "
                        + sampled.context().wire())
                .toList();
    }
}
