package io.karge.driver.hyc400eu;

import io.karge.driver.hyc.fixture.HycContract;

class Hyc400EuContractTest extends HycContract {
    Hyc400EuContractTest() {
        super(new Hyc400Eu().model());
    }
}
