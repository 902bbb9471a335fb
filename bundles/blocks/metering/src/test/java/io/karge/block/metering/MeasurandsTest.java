package io.karge.block.metering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import io.karge.driver.MeterReading;
import io.karge.driver.MeterReading.Phase;
import io.karge.driver.StationModel.MeterModel;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.types.PhaseEnumType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.SampledValueType;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurandsTest {
    private static final MeterModel AC = TestModels.wallbox().evse(1).meter();
    private static final MeterReading READING = MeterReading.at(Instant.EPOCH)
            .withPowerW(3_000)
            .withCurrentMa(6_500)
            .withVoltageMv(230_100)
            .withPhases(List.of(
                    new Phase(230_100, 6_500, 1_400), new Phase(229_000, 4_000, 900), new Phase(231_000, 3_000, 700)))
            .withFrequencyMhz(49_980)
            .withSocPercent(40);

    private static List<SampledValueType> values(String measurand) {
        return Measurands.values(measurand, AC, READING, ReadingContextEnumType.SamplePeriodic, true);
    }

    @Test
    void offersWhatAnyEvseMeasures() {
        assertThat(Measurands.measurable(TestModels.wallbox()))
                .containsExactly(
                        "Current.Import",
                        "Current.Offered",
                        "Energy.Active.Import.Register",
                        "Frequency",
                        "Power.Active.Import",
                        "Power.Offered",
                        "Voltage");
        assertThat(Measurands.measurable(TestModels.post()))
                .contains("Energy.Active.Export.Register", "SoC", "Voltage")
                .doesNotContain("Frequency");
    }

    @Test
    void tellsEachPhase() {
        assertThat(values("Power.Active.Import"))
                .extracting(SampledValueType::phase, value -> value.value().toPlainString())
                .containsExactly(
                        tuple(null, "3000"),
                        tuple(PhaseEnumType.L1, "1400"),
                        tuple(PhaseEnumType.L2, "900"),
                        tuple(PhaseEnumType.L3, "700"));
        assertThat(values("Current.Import"))
                .extracting(SampledValueType::phase, value -> value.value().toPlainString())
                .containsExactly(
                        tuple(PhaseEnumType.L1, "6.5"), tuple(PhaseEnumType.L2, "4"), tuple(PhaseEnumType.L3, "3"));
        assertThat(values("Voltage"))
                .extracting(SampledValueType::phase, value -> value.value().toPlainString())
                .containsExactly(
                        tuple(PhaseEnumType.L1_N, "230.1"),
                        tuple(PhaseEnumType.L2_N, "229"),
                        tuple(PhaseEnumType.L3_N, "231"));
        assertThat(values("Frequency"))
                .extracting(value -> value.value().toPlainString(), value -> value.unitOfMeasure()
                        .unit())
                .containsExactly(tuple("49.98", "Hz"));
    }

    @Test
    void tellsNothingThatTheMeterDoesNotMeasure() {
        assertThat(values("SoC")).isEmpty();
        assertThat(values("Energy.Active.Export.Register")).isEmpty();
        assertThat(values("Power.Factor")).isEmpty();
    }

    @Test
    void signsTheRegisterWhereTheMeterHas() {
        MeterReading signed = READING.withSigned(new MeterReading.Signed("OCMF|{}", "ECDSA", "OCMF", "KEY"));

        assertThat(Measurands.values(
                                "Energy.Active.Import.Register",
                                AC,
                                signed,
                                ReadingContextEnumType.TransactionEnd,
                                true)
                        .get(0)
                        .signedMeterValue()
                        .signedMeterData())
                .isEqualTo("T0NNRnx7fQ==");
        assertThat(values("Energy.Active.Import.Register").get(0).signedMeterValue())
                .isNull();
    }

    @Test
    void leavesOutWhatTheHardwareDoesNotKnow() {
        MeterModel all = new MeterModel(
                true, true, true, true, true, true, true, false, MeterModel.Register.CUMULATIVE, 0, false, false, 1);
        MeterReading unknown =
                READING.withSocPercent(null).withFrequencyMhz(null).withExportEnergyWh(null);

        assertThat(Measurands.values("SoC", all, unknown, ReadingContextEnumType.SamplePeriodic, false))
                .isEmpty();
        assertThat(Measurands.values("Frequency", all, unknown, ReadingContextEnumType.SamplePeriodic, false))
                .isEmpty();
        assertThat(Measurands.values(
                        "Energy.Active.Export.Register", all, unknown, ReadingContextEnumType.SamplePeriodic, false))
                .isEmpty();
    }
}
