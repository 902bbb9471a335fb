package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.site.Distribution;
import io.karge.site.SiteFiles;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.features.Feature;
import org.junit.Test;

/** Vehicles charge in the real distribution while things come and go around them. */
public class ChargingIT extends ChargingSupport {
    @Test
    public void swappingTheDriverWhileACarChargesLosesNothing() throws Exception {
        String station = add("SWAP-1", "hyc-400-eu");
        gateway.setVariable(station, "SampledDataCtrlr", "TxUpdatedInterval", "1");
        charge(station);
        long energy = energy(station);
        Feature driver = features.getFeature("karge-driver-hyc-400-eu");

        features.uninstallFeature(driver.getName(), driver.getVersion());
        await("the driver is said to be missing", WAIT, () -> gateway.is(station, "/hardware", "missing"));
        assertThat(gateway.station(station).at("/connection").asText()).isEqualTo("online");
        assertThat(gateway.station(station).at("/transactions")).hasSize(1);
        features.installFeature(driver.getName(), driver.getVersion());

        await("the driver is back", WAIT, () -> gateway.is(station, "/hardware", "up"));
        await("energy flows on", WAIT, () -> energy(station) > energy);
        gateway.simulate(station, "present-token", CARD);
        await("the transaction ends", WAIT, () -> gateway.station(station)
                .at("/transactions")
                .isEmpty());
        await("the CSMS has everything", WAIT, () -> gateway.is(station, "/queue/length", "0"));

        assertWhole(station);
        assertThat(calls(station, "BootNotification")).as("BootNotifications").hasSize(1);
    }

    @Test
    public void aBadFileNamesItsKeyAndLeavesTheOthersRunning() throws Exception {
        String station = add("GOOD-1", "hyc-200-eu");
        List<String> bad =
                new ArrayList<>(SiteFiles.station("BAD-1", "hyc-200-eu", Distribution.freePort(0), csmsUrl, PASSWORD));
        bad.replaceAll(line -> line.startsWith("securityProfile") ? "securityProfile = seven" : line);
        files.write("io.karge.station-BAD-1.cfg", bad);

        await("the bad file is refused", WAIT, () -> shell("station:list").contains("securityProfile"));
        assertThat(shell("station:list")).contains("seven");
        assertThat(gateway.accepted(station)).isTrue();
        assertThat(gateway.get("/api/v1/stations")).hasSize(1);

        files.delete("io.karge.station-BAD-1.cfg");
        await("the problem is gone", WAIT, () -> !shell("station:list").contains("securityProfile"));
    }

    @Test
    public void aMissingDriverIsSaidAndCuredWhenItArrives() throws Exception {
        Feature driver = features.getFeature("karge-driver-hyc-200-us");
        features.uninstallFeature(driver.getName(), driver.getVersion());
        int modbusPort = Distribution.freePort(0);
        stations.add("LATE-1");
        files.addStation("LATE-1", "hyc-200-us", modbusPort, csmsUrl, PASSWORD);

        await(
                "the missing driver is said",
                WAIT,
                () -> shell("station:list").contains("karge-driver-hyc-200-us")
                        || shell("station:list").contains("hyc-200-us' is not installed"));
        assertThat(gateway.station("LATE-1").at("/hardware").asText()).isEqualTo("missing");

        features.installFeature(driver.getName(), driver.getVersion());
        await("the station is accepted", WAIT, () -> gateway.accepted("LATE-1"));
        await("the hardware is up", WAIT, () -> gateway.is("LATE-1", "/hardware", "up"));
        assertThat(gateway.station("LATE-1").at("/problems").toString()).doesNotContain("not installed");
    }

    @Test
    public void nothingStaysBehindWhenEverythingIsRemoved() throws Exception {
        String first = add("GONE-1", "hyc-400-us");
        charge(first);
        assertThat(shell("route:list --json")).contains("hardware-events-GONE-1", "hardware-commands-GONE-1");
        tearDown();
        stations.clear();

        await("no route is left of the station", WAIT, () -> !shell("route:list --json")
                .contains("GONE-1"));
        await("no thread is left of the station", WAIT, () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().contains("GONE-1")));
        await("no Modbus thread is left", WAIT, () -> Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread ->
                        thread.getName().toLowerCase(java.util.Locale.ROOT).contains("modbus")));
    }
}
