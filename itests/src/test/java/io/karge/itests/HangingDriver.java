package io.karge.itests;

import io.karge.driver.DriverContext;
import io.karge.driver.StationDriver;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** As of a driver that asks its hardware for something as it is made, and waits without end for the answer. */
public final class HangingDriver implements StationDriverFactory {
    /** The system property with the port of the hardware, on this machine. */
    static final String PORT = "karge.itests.silent.port";

    public HangingDriver() {
        try (Socket hardware = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger(PORT))) {
            if (hardware.getInputStream().read() < 0) {
                throw new IOException("it says no word");
            }
        } catch (IOException e) {
            throw new IllegalStateException("the hardware hung up", e);
        }
    }

    @Override
    public StationModel model() {
        throw new IllegalArgumentException("its hardware told nothing");
    }

    @Override
    public String product() {
        return "{}";
    }

    @Override
    public StationDriver create(DriverContext context) {
        throw new AssertionError("it cannot say what it is");
    }
}
