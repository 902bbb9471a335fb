package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Test;
import org.ops4j.pax.exam.Option;

/** A driver whose constructor does not return: it is named, and a vehicle at another station charges on. */
public class HangingDriverIT extends ChargingSupport {
    private static final String BUNDLE = "com.example.hanging";
    private static final String OTHER = "hyc-200-eu";

    @Override
    protected Option[] more() {
        return new Option[] {systemProperty("karge.kar").value(System.getProperty("karge.kar"))};
    }

    /** Others are deployed meanwhile too. */
    @Test
    public void aDriverWhoseConstructorHangsHoldsUpNobody() throws Exception {
        String station = add("HANG-1", "hyc-400-eu");
        charge(station);
        Path hanging = deploy("hanging.kar");
        Path newer = deploy(OTHER + "-9.3.0.kar");

        try (ServerSocket hardware = silentHardware()) {
            Files.write(hanging, kar(""));
            await("it is named", WAIT, () -> problems().contains("The driver hanging hangs"));
            assertThat(problems())
                    .contains("bundle " + BUNDLE + " 1.0.0 [")
                    .contains("of hanging.kar: the constructor of " + HangingDriver.class.getName()
                            + " has not returned since");

            Files.move(newerKar(), newer);
            await("another driver is deployed", WAIT, () -> shell("driver:list").contains("9.3.0"));
            awaitMoreEnergy(station);
        }
        await("it hangs no longer", WAIT, () -> !problems().contains("The driver hanging hangs"));

        Files.delete(hanging);
        Files.delete(newer);
        await("nothing of it is named any more", WAIT, () -> !problems().contains(BUNDLE));
        await("the other driver is gone", WAIT, () -> !shell("driver:list").contains("9.3.0"));
        assertThat(gateway.is(station, "/transactions/0/chargingState", "Charging"))
                .isTrue();
    }

    /** A component that is to be made with its bundle: whoever comes first makes it, the container or the gateway. */
    @Test
    public void aDriverThatHangsAsItsBundleStartsIsNamed() throws Exception {
        String station = add("HANG-2", "hyc-400-eu");
        charge(station);
        Path hanging = deploy("hanging.kar");

        try (ServerSocket hardware = silentHardware()) {
            Files.write(hanging, kar("immediate='true'"));
            await("it is named", WAIT, () -> problems().contains(BUNDLE + " 1.0.0 ["));
            assertThat(problems()).contains(HangingDriver.class.getName()).contains("has not returned since");
            awaitMoreEnergy(station);
        }
        await("it hangs no longer", WAIT, () -> !problems().contains("has not returned since"));

        Files.delete(hanging);
        await("nothing of it is named any more", WAIT, () -> !problems().contains(BUNDLE));
    }

    private void awaitMoreEnergy(String station) throws Exception {
        long before = energy(station);
        await("the vehicle charges on", WAIT, () -> energy(station) > before);
    }

    private String problems() {
        return shell("karge:problems --json");
    }

    private static Path deploy(String file) {
        return Path.of(System.getProperty("karaf.base"), "deploy", file);
    }

    private static byte[] kar(String attributes) throws Exception {
        return DriverKar.of(BUNDLE, DriverKar.component(BUNDLE, "hanging", HangingDriver.class, attributes));
    }

    private static Path newerKar() throws Exception {
        Path kar = Path.of(System.getProperty("karge.kar"));
        String version = kar.getFileName().toString().replace(OTHER + "-", "").replace(".kar", "");
        Path built = Files.createTempFile("newer", ".kar");
        NewerKar.write(kar, OTHER, version, "9.3.0", built);
        return built;
    }

    /** Takes connections and says nothing, until it is closed: then the driver's connection is reset. */
    private static ServerSocket silentHardware() throws Exception {
        ServerSocket hardware = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        System.setProperty(HangingDriver.PORT, Integer.toString(hardware.getLocalPort()));
        return hardware;
    }
}
