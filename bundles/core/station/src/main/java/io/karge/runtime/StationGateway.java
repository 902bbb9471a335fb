package io.karge.runtime;

import io.karge.driver.StationDriverFactory;
import io.karge.station.FunctionalBlockFactory;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * A whole gateway in plain Java, without OSGi: in the container Declarative Services feed it, in tests the test does.
 * Made by {@link GatewayBuilder}. All methods may be called on any thread and do not block; what takes time is a stage,
 * which completes on a loop.
 */
public interface StationGateway extends Gateway, AutoCloseable {

    /**
     * Gives every station the block, also those that come later. While a block of that name, or one that answers one of
     * its actions, is there, it waits, which is a problem of the gateway; it is used when that one has been removed.
     */
    void addBlock(FunctionalBlockFactory factory);

    /** Closes the block on every station's loop; done when it is gone from all of them. */
    CompletionStage<Void> removeBlock(FunctionalBlockFactory factory);

    /**
     * Makes a driver for every station whose config names it. Of several with one id the one that {@link #pinDrivers} names is
     * used, else the newest; of two of one version the first, and the other waits, which is a problem of the gateway. A
     * station changes to another driver of its id at once, whatever it does.
     *
     * @param driver the driver id
     * @throws IllegalArgumentException when the facts of its product cannot be read
     */
    void addDriver(String driver, StationDriverFactory factory, DriverSource source);

    /** As {@link #addDriver(String, StationDriverFactory, DriverSource)}, of something without a version. */
    default void addDriver(String driver, StationDriverFactory factory, String bundle) {
        addDriver(driver, factory, DriverSource.of(bundle));
    }

    /**
     * Which version of a driver is used, instead of the newest, by driver id. One that is not there is a problem, and the
     * newest is used until it comes.
     */
    void pinDrivers(Map<String, String> versions);

    /** Detaches and stops its drivers; done when all have stopped. */
    CompletionStage<Void> removeDriver(StationDriverFactory factory);

    /** Adds a station, or changes the one with that id: at once, and only what differs. */
    void putStation(StationConfig config);

    /**
     * Takes the station away; its stored state stays and is picked up when it comes back. While transactions run on it,
     * or their events wait for the CSMS, or copies of what was given up are left, it stays listed until then, or until it
     * is discarded, or the copies are exported.
     */
    CompletionStage<Void> removeStation(String stationId);

    /**
     * Ends everything at once and writes nothing more, as when the process dies: running energy keeps flowing, open
     * messages stay unanswered, and the next gateway on the same store goes on from what is committed.
     */
    @Override
    void close();
}
