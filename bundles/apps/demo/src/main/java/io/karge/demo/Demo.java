package io.karge.demo;

import io.karge.site.Distribution;
import io.karge.site.GatewayClient;
import io.karge.site.Products;
import io.karge.site.SiteException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * {@code ./karge demo}: starts a container with one simulated Hypercharger of each product and a CSMS, has a vehicle
 * charge at the HYC 400 EU, prints what happens as it happens, and stays until it is interrupted.
 */
public final class Demo {
    private static final String STATION = Products.stationId("hyc-400-eu");
    private static final String PASSWORD = "karge-demo-password";
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
        Distribution distribution = new Distribution(Path.of(args[0]));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(distribution), "stop"));
        try {
            run(distribution, List.of(args).contains("--once"));
        } catch (SiteException e) {
            System.err.println("karge demo: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void run(Distribution distribution, boolean once) throws Exception {
        Journal journal = new Journal(System.out);
        journal.headline("Starting the container: four Hyperchargers and a CSMS, all simulated on loopback");
        configure(distribution);
        distribution.start();
        GatewayClient gateway = distribution.gateway();
        journal.awaitAccepted(gateway, Products.stationIds(), BOOT, distribution::isRunning);

        gateway.setVariable(STATION, "SampledDataCtrlr", "TxUpdatedInterval", "10");
        Observer observer = new Observer(gateway, STATION, journal);
        observer.start();

        journal.headline("A vehicle arrives at " + STATION + ", EVSE 1: the cable is plugged in");
        gateway.simulate(STATION, "evses/1/plug-in", "{\"vehicle\":{\"batteryKwh\":3,\"soc\":48,\"maxKw\":170}}");
        observer.awaitConnector("Occupied", STEP);

        journal.headline("The driver holds a card to the reader");
        gateway.simulate(STATION, "present-token", "{\"idToken\":\"" + CARD + "\",\"type\":\"ISO14443\"}");
        observer.awaitCharging(STEP);

        journal.headline("Energy flows for about " + CHARGING.toSeconds() + " s; the power falls as the battery fills");
        observer.watchPower(CHARGING);

        journal.headline("The same card again: the driver ends the session");
        gateway.simulate(STATION, "present-token", "{\"idToken\":\"" + CARD + "\",\"type\":\"ISO14443\"}");
        observer.awaitNoTransaction(STEP);

        journal.headline("The cable is unplugged, the vehicle leaves");
        gateway.simulate(STATION, "evses/1/unplug", "{}");
        observer.awaitConnector("Available", STEP);
        observer.awaitEmptyQueue(STEP);
        observer.stop();

        journal.summary(gateway.messages(STATION, 0));
        journal.whereToLook(distribution, STATION);
        if (!once) {
            distribution.awaitEnd();
        }
        System.exit(0);
    }

    /** Four simulators, four stations and a CSMS, all on free ports. */
    private static void configure(Distribution distribution) throws IOException {
        distribution.usePorts(8181, 8101);
        distribution.files().set("io.karge.transfers.cfg", "allowLocal", true); // files of this machine
        int csmsPort = Distribution.freePort(8180);
        distribution
                .files()
                .write(
                        "io.karge.testsystem.cfg",
                        List.of("port = " + csmsPort, "password = " + PASSWORD, "heartbeatInterval = 60"));
        Products.addAll(distribution.files(), 5020, "ws://127.0.0.1:" + csmsPort + "/ocpp", PASSWORD);
    }

    private static void stop(Distribution distribution) {
        if (distribution.isRunning()) {
            System.out.println("Stopping the container ...");
            distribution.stop();
        }
    }
}
