package io.karge.driver;

import io.karge.time.TimeSource;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executor;

/** What a driver is given for one station. */
public interface DriverContext {

    /** The OCPP identity of the station; for log lines. */
    String stationId();

    /** Where the hardware is: the cfg's {@code driverUri}. Its query holds driver-specific options. */
    URI uri();

    /**
     * The further properties of the station's cfg whose names start with {@code driver.}, without that prefix; only those
     * that {@link StationDriverFactory#properties} names.
     */
    Map<String, String> properties();

    /** The clock and timers. What a timer task throws is told to people as a defect of the driver. */
    TimeSource time();

    /**
     * Runs tasks one after another; they may block. What a task throws is told to people as a defect of the driver, with the
     * place where it was thrown, and the next one follows; nothing repeats the task. Ends with the driver: tasks that wait at
     * stop may be dropped.
     */
    Executor executor();

    /** A folder of this station's own for files in passing, such as a firmware image; it exists. */
    Path stagingFolder();
}
