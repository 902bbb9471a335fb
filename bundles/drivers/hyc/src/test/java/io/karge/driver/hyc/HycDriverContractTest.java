package io.karge.driver.hyc;

import io.karge.driver.hyc.fixture.HycContract;
import io.karge.driver.testkit.TestModels;

class HycDriverContractTest extends HycContract {
    HycDriverContractTest() {
        super(TestModels.dc(4));
    }
}
