package io.karge.driver.testkit;

/** The driver contract for the AC wallbox in memory: it asks for no more than the model declares. */
class WallboxDriverTest extends DriverContract {
    @Override
    protected HardwareBench bench(VirtualTime time) {
        return new InMemoryBench(new InMemoryDriverFactory(TestModels.wallbox(), "{}"));
    }
}
