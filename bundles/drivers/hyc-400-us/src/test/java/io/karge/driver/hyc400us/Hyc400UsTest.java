package io.karge.driver.hyc400us;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.hyc.fixture.HycFactoryContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Hyc400UsTest extends HycFactoryContract {
    Hyc400UsTest() {
        super(new Hyc400Us(), "hyc-400-us", "HYC 400 US", 400, "cCCS1", "cTesla", "cCCS1", "cTesla");
    }

    @Test
    void tellsTheMeasurandsThatWereTested() throws IOException {
        assertThat(product().at("/measurands/txUpdated")).hasSize(5);
        assertThat(product().at("/measurands/txEnded")).hasSize(5);
        assertThat(product().at("/measurands/alignedTxEnded")).hasSize(5);
    }
}
