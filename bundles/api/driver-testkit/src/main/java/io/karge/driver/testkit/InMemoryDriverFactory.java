package io.karge.driver.testkit;

import io.karge.driver.DriverContext;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Makes drivers without hardware. The hardware that a station's drivers share ({@link InMemoryHardware}) outlives each
 * of them, as a cabinet does: a driver that is replaced finds the cable still plugged in.
 */
public final class InMemoryDriverFactory implements StationDriverFactory {
    private final StationModel model;
    private final String product;
    private final Map<String, InMemoryHardware> hardware = new ConcurrentHashMap<>();

    /**
     * @param product the OCPP facts as JSON text, handed on as they are
     */
    public InMemoryDriverFactory(StationModel model, String product) {
        this.model = model;
        this.product = product;
    }

    @Override
    public StationModel model() {
        return model;
    }

    @Override
    public String product() {
        return product;
    }

    @Override
    public InMemoryDriver create(DriverContext context) {
        return new InMemoryDriver(
                hardware.computeIfAbsent(context.stationId(), id -> new InMemoryHardware(model, context.time())));
    }

    /**
     * The hardware of a station.
     *
     * @throws IllegalArgumentException when no driver was made for that station yet
     */
    public InMemoryHardware hardware(String stationId) {
        InMemoryHardware found = hardware.get(stationId);
        if (found == null) {
            throw new IllegalArgumentException("no driver was made for station " + stationId);
        }
        return found;
    }
}
