package io.karge.block.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.MeterReading;
import io.karge.driver.testkit.TestModels;
import io.karge.ocpp.messages.MeterValuesRequest;
import io.karge.ocpp.types.EVSEType;
import io.karge.ocpp.types.MeasurandEnumType;
import io.karge.ocpp.types.MessageTriggerEnumType;
import io.karge.ocpp.types.ReadingContextEnumType;
import io.karge.ocpp.types.RegistrationStatusEnumType;
import io.karge.ocpp.types.SampledValueType;
import io.karge.station.CallPermission;
import io.karge.station.HardwareView;
import io.karge.station.ProductFacts;
import io.karge.station.TriggerDecision;
import io.karge.station.testkit.BlockTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** F06, the messages of the metering block. */
class MeterValuesTriggerTest {
    private static final ProductFacts PRODUCT = ProductFacts.read("""
            {"measurands": {"aligned": ["Power.Active.Import", "Energy.Active.Import.Register"],
                            "txUpdated": ["Voltage"]}}
            """);

    private final BlockTester station = new BlockTester(new MeteringFactory(), TestModels.dc(2), PRODUCT);

    private TriggerDecision trigger(EVSEType evse) {
        return station.trigger(MessageTriggerEnumType.MeterValues, evse).orElseThrow();
    }

    @Test
    void tellsTheLatestReadingOfTheEvse() { // F06.FR.02, F06.FR.06, F06.FR.09, F06.FR.10
        station.start();
        station.meter(2, new MeterReading(station.time().wallClock(), 4_200, 0, 0, 0, 0, 0, null));
        assertThat(trigger(EVSEType.of(2))).isInstanceOf(TriggerDecision.Accepted.class);
        assertThat(station.calls(MeterValuesRequest.class)).hasSize(1);
        MeterValuesRequest told = station.calls(MeterValuesRequest.class).get(0);
        assertThat(told.evseId()).isEqualTo(2);
        assertThat(told.meterValue()).hasSize(1);
        assertThat(told.meterValue().get(0).timestamp()).isEqualTo(station.now());
        assertThat(told.meterValue().get(0).sampledValue())
                .as("the measurands of clock-aligned values")
                .extracting(SampledValueType::measurand)
                .containsExactly(MeasurandEnumType.PowerActiveImport, MeasurandEnumType.EnergyActiveImportRegister);
        assertThat(told.meterValue().get(0).sampledValue())
                .extracting(SampledValueType::context)
                .containsOnly(ReadingContextEnumType.Trigger);
        assertThat(told.meterValue().get(0).sampledValue().get(1).value()).isEqualByComparingTo("4200");
    }

    @Test
    void tellsOfAllEvses() { // F06.FR.11
        station.start();
        trigger(null);
        assertThat(station.calls(MeterValuesRequest.class))
                .extracting(MeterValuesRequest::evseId)
                .containsExactly(1, 2);
    }

    @Test
    void tellsAlsoWhilePending() { // B02.FR.02
        station.lifeCycle().setRegistration(RegistrationStatusEnumType.Pending);
        station.start();
        trigger(EVSEType.of(1));
        assertThat(station.lastCall().permission()).isEqualTo(CallPermission.REQUESTED);
    }

    @Test
    void rejectsWhenNothingIsToBeMeasured() {
        station.deviceModel().preset(Occasion.ALIGNED.measurands(), "");
        station.start();
        assertThat(trigger(null)).isInstanceOf(TriggerDecision.Rejected.class);
        assertThat(station.calls()).isEmpty();
    }

    @Test
    void rejectsWhenTheMetersCannotBeRead() { // F06.FR.09
        station.start();
        station.hardware().setStatus(HardwareView.Status.DOWN);
        assertThat(trigger(null)).isInstanceOf(TriggerDecision.Rejected.class);
        assertThat(station.calls()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "MeterValues")
    void hasNoOtherMessage(MessageTriggerEnumType message) {
        station.start();
        assertThat(station.trigger(message, null)).isEmpty();
    }
}
