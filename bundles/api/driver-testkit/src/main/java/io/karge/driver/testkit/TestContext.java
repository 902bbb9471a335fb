package io.karge.driver.testkit;

import io.karge.driver.DriverContext;
import io.karge.time.TimeSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;

/**
 * A context for a driver under test.
 *
 * @param executor where the driver's blocking work runs
 */
public record TestContext(
        String stationId,
        URI uri,
        Map<String, String> properties,
        TimeSource time,
        Executor executor,
        Path stagingFolder)
        implements DriverContext {

    public TestContext {
        properties = Map.copyOf(properties);
    }

    /** A context in virtual time for a station {@code TEST-1} whose driver needs no URI. */
    public static TestContext in(VirtualTime time, Path stagingFolder) {
        return new TestContext(
                "TEST-1", URI.create("memory:test"), Map.of(), time, time.newBlockingSerial("test"), stagingFolder);
    }

    /** The same with another URI. */
    public TestContext withUri(String other) {
        return new TestContext(stationId, URI.create(other), properties, time, executor, stagingFolder);
    }
}
