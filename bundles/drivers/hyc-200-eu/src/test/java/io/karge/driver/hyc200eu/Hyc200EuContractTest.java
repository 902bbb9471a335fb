package io.karge.driver.hyc200eu;

import io.karge.driver.hyc.fixture.HycContract;

class Hyc200EuContractTest extends HycContract {
    Hyc200EuContractTest() {
        super(new Hyc200Eu().model());
    }
}
