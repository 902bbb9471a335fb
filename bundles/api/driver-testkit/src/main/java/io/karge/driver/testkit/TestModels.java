package io.karge.driver.testkit;

import io.karge.driver.DriverData;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.ConnectorModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.StationModel.MeterModel;
import io.karge.driver.StationModel.ReaderModel;
import io.karge.driver.TokenType;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Station models for tests: one that is none in particular, and two that show the width of the SPI. */
public final class TestModels {
    private TestModels() {}

    /** A DC station with one CCS connector of 150 kW per EVSE, one shared reader, no lock, and most commands. */
    public static StationModel dc(int evses) {
        return new StationModel(
                "memory",
                "Karge",
                "In Memory",
                ".*",
                ".*",
                IntStream.rangeClosed(1, evses).mapToObj(TestModels::evse).toList(),
                new ReaderModel(true, List.of(TokenType.ISO14443)),
                1,
                Set.of(
                        "SetAvailability",
                        "AllowEnergy",
                        "StopEnergy",
                        "SetLimit",
                        "Reboot",
                        "ReadMeter",
                        "ShowMessage",
                        "InstallFirmware"));
    }

    /**
     * An AC wallbox: one socket, three phases, no reader, stop button, display or boot counter, a derived contactor, limits
     * in amperes, and a meter of sessions that is read every five seconds.
     */
    public static StationModel wallbox() {
        return DriverData.model(TestModels.class, "wallbox.json");
    }

    /** A post with a DC EVSE that has two connectors and an AC EVSE with a lock; each meter measures something else. */
    public static StationModel post() {
        return DriverData.model(TestModels.class, "post.json");
    }

    private static EvseModel evse(int evseId) {
        return new EvseModel(
                evseId,
                150_000,
                1_500,
                List.of(new ConnectorModel(1, "cCCS2", true, false, 0, 400, 920)),
                new MeterModel(true, true, true, true, true));
    }
}
