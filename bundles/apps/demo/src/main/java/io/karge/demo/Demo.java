package io.karge.demo;

import io.karge.site.GatewayClient;
import io.karge.site.SiteException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code ./karge demo}: starts a container with one simulated Hypercharger of each product and a CSMS, has a vehicle
 * charge at the HYC 400 EU, prints what happens as it happens, and stays until it is interrupted.
 */
public final class Demo {
    private static final String CARD = "04A2B3C4D5";
    private static final Duration BOOT = Duration.ofMinutes(3);
    private static final Duration STEP = Duration.ofSeconds(30);
    private static final Duration CHARGING = Duration.ofSeconds(30);

    private Demo() {}

    /**
     * Runs the demonstration.
     *
     * @param args the folder of an unpacked distribution; {@code --once} to end after the session
     */
    public static void main(String[] args) throws Exception {
        Site site = new Site(Path.of(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(site::stop, "stop"));
        try {
            run(site, List.of(args).contains("--once"));
        } catch (SiteException e) {
            System.err.println("karge demo: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Site site, boolean once) throws Exception {
        Journal journal = new Journal(System.out);
        journal.headline("Starting the container: four Hyperchargers and a CSMS, all simulated on loopback");
        site.configure();
        site.start();
        GatewayClient gateway = site.gateway();
        journal.awaitAccepted(gateway, Site.STATIONS, BOOT, site::isRunning);

        String station = Site.CHARGING_STATION;
        gateway.setVariable(station, "SampledDataCtrlr", "TxUpdatedInterval", "10");
        Observer observer = new Observer(gateway, station, journal);
        observer.start();

        journal.headline("A vehicle arrives at " + station + ", EVSE 1: the cable is plugged in");
        gateway.simulate(station, "evses/1/plug-in", "{\"vehicle\":{\"batteryKwh\":3,\"soc\":48,\"maxKw\":170}}");
        observer.awaitConnector("Occupied", STEP);

        journal.headline("The driver holds a card to the reader");
        gateway.simulate(station, "present-token", "{\"idToken\":\"" + CARD + "\",\"type\":\"ISO14443\"}");
        observer.awaitCharging(STEP);

        journal.headline("Energy flows for about " + CHARGING.toSeconds() + " s; the power falls as the battery fills");
        observer.watchPower(CHARGING);

        journal.headline("The same card again: the driver ends the session");
        gateway.simulate(station, "present-token", "{\"idToken\":\"" + CARD + "\",\"type\":\"ISO14443\"}");
        observer.awaitNoTransaction(STEP);

        journal.headline("The cable is unplugged, the vehicle leaves");
        gateway.simulate(station, "evses/1/unplug", "{}");
        observer.awaitConnector("Available", STEP);
        observer.awaitEmptyQueue(STEP);
        observer.stop();

        journal.summary(gateway.messages(station, 0));
        journal.whereToLook(site, station);
        if (!once) {
            site.awaitEnd();
        }
        System.exit(0);
    }
}
