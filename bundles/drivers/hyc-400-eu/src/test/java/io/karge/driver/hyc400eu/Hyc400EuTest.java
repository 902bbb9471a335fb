package io.karge.driver.hyc400eu;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.hyc.fixture.HycFactoryContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Hyc400EuTest extends HycFactoryContract {
    Hyc400EuTest() {
        super(new Hyc400Eu(), "hyc-400-eu", "HYC 400 EU", 400, "cCCS2", "cCCS2");
    }

    @Test
    void tellsTheMeasurandsThatWereTested() throws IOException {
        assertThat(product().at("/measurands/txUpdated")).hasSize(1);
        assertThat(product().at("/measurands/txEnded")).hasSize(1);
        assertThat(product().at("/measurands/alignedTxEnded")).hasSize(5);
    }
}
