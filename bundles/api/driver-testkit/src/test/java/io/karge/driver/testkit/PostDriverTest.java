package io.karge.driver.testkit;

/** The driver contract for the post in memory: it asks for no more than the model declares. */
class PostDriverTest extends DriverContract {
    @Override
    protected HardwareBench bench(VirtualTime time) {
        return new InMemoryBench(new InMemoryDriverFactory(TestModels.post(), "{}"));
    }
}
