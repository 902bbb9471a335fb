package io.karge.driver.hyc400us;

import io.karge.driver.hyc.fixture.HycContract;

class Hyc400UsContractTest extends HycContract {
    Hyc400UsContractTest() {
        super(new Hyc400Us().model());
    }
}
