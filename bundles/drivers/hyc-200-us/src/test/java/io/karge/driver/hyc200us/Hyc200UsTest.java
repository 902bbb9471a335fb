package io.karge.driver.hyc200us;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.hyc.fixture.HycFactoryContract;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class Hyc200UsTest extends HycFactoryContract {
    Hyc200UsTest() {
        super(new Hyc200Us(), "hyc-200-us", "HYC 200 US", 200, "cCCS1", "cTesla");
    }

    @Test
    void tellsTheMeasurandsThatWereTested() throws IOException {
        assertThat(product().at("/measurands/txUpdated")).hasSize(1);
        assertThat(product().at("/measurands/txEnded")).hasSize(1);
        assertThat(product().at("/measurands/alignedTxEnded")).hasSize(1);
    }

    @Test
    void keepsTheConnectorTypeThatTheCertificatePrints() throws IOException {
        assertThat(product().at("/evses/1/connectors/0/printedType").asText()).isEqualTo("cCCS1-NACS");
    }
}
