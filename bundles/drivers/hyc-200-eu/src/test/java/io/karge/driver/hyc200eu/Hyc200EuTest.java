package io.karge.driver.hyc200eu;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.hyc.fixture.HycFactoryContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Hyc200EuTest extends HycFactoryContract {
    Hyc200EuTest() {
        super(new Hyc200Eu(), "hyc-200-eu", "HYC 200 EU", 200, "cCCS2", "cCCS2");
    }

    @Test
    void tellsTheMeasurandsThatWereTested() throws IOException {
        assertThat(product().at("/measurands/txUpdated")).hasSize(1);
        assertThat(product().at("/measurands/txEnded")).hasSize(1);
        assertThat(product().at("/measurands/alignedTxEnded")).hasSize(1);
    }
}
