package io.karge.block.metering;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.MeterReading;
import io.karge.driver.testkit.TestModels;
import io.karge.station.ProductFacts;
import io.karge.station.testkit.BlockTester;
import org.junit.jupiter.api.Test;

/** The post's first meter tells a serial number, the second none. */
class MeterIdentityTest {
    private final BlockTester station =
            new BlockTester(new MeteringFactory(), TestModels.post(), ProductFacts.read("{}"));

    private MeterReading reading(String serialNumber) {
        return MeterReading.at(station.now()).withSerialNumber(serialNumber);
    }

    @Test
    void tellsTheSerialNumberOfAMeterAndThatOfItsSuccessor() {
        station.start();
        assertThat(station.deviceModel().value(MeterIdentity.serialNumber(1))).isEmpty();
        station.change(1, evse -> evse.withMeter(reading("M-1")));
        assertThat(station.deviceModel().value(MeterIdentity.serialNumber(1))).contains("M-1");
        station.meter(1, reading("M-2"));
        assertThat(station.deviceModel().value(MeterIdentity.serialNumber(1))).contains("M-2");
        station.meter(1, reading(""));
        assertThat(station.deviceModel().value(MeterIdentity.serialNumber(1))).contains("M-2");
    }

    @Test
    void knowsWhatWasReadBeforeTheBlockCame() {
        station.hardware().setEvse(station.hardware().evse(1).withMeter(reading("M-1")));
        station.start();

        assertThat(station.deviceModel().value(MeterIdentity.serialNumber(1))).contains("M-1");
    }

    @Test
    void hasNoSuchVariableForAMeterWithoutOne() {
        assertThat(MeteringVariables.of(TestModels.post(), ProductFacts.read("{}")))
                .extracting(definition -> definition.key())
                .contains(MeterIdentity.serialNumber(1))
                .doesNotContain(MeterIdentity.serialNumber(2));
    }
}
