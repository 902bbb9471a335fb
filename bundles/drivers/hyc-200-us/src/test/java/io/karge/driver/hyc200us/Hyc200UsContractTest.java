package io.karge.driver.hyc200us;

import io.karge.driver.hyc.fixture.HycContract;

class Hyc200UsContractTest extends HycContract {
    Hyc200UsContractTest() {
        super(new Hyc200Us().model());
    }
}
