package io.karge.benchmarks.kills;

import io.karge.benchmarks.Await;
import io.karge.benchmarks.SmallDisk;
import io.karge.runtime.Machine;
import io.karge.site.Distribution;
import io.karge.site.Products;
import io.karge.testsystem.AcceptingBehaviour;
import io.karge.testsystem.CsmsServer;
import io.karge.testsystem.TransactionAudit;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The distribution with four stations, killed (SIGKILL) as often as wanted at random moments while cars come, charge and
 * go. With {@code rough} its store lies on a small disk that is full every tenth time, and its clock is set forward or
 * back between starts. In the end the CSMS must have been told every event of every transaction, in order, once, but for
 * the one in flight at an interruption.
 */
public final class Kills {
    private static final String PASSWORD = "benchmark-password-1";
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final int DISK_MEGABYTES = 48;
    private static final String RIGHT = "PT0S";
    private static final List<String> CLOCKS = List.of(RIGHT, "PT-1H", "P365D", "PT-30S", "PT90S", "P-365D");

    private final Distribution distribution;
    private final int kills;
    private final int flaps;
    private final Random random;
    private final Machine machine = new Machine();
    private final TransactionAudit audit = new TransactionAudit(machine.time());
    private final @Nullable SmallDisk disk;
    private int interruptions;

    private Kills(Distribution distribution, int kills, int flaps, long seed, @Nullable SmallDisk disk) {
        this.distribution = distribution;
        this.kills = kills;
        this.flaps = flaps;
        this.random = new Random(seed);
        this.disk = disk;
    }

    /**
     * Runs it; exits with 1 when anything is wrong with what the CSMS was told.
     *
     * @param arguments the folder of an unpacked distribution that was never started, how often it is killed, {@code rough}
     *     or {@code plain}, a number from which all that is random follows, and how many connections break meanwhile
     */
    public static void main(String[] arguments) throws Exception {
        Path home = Path.of(arguments[0]).toAbsolutePath();
        int kills = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 100;
        boolean rough = arguments.length > 2 && arguments[2].equals("rough");
        long seed = arguments.length > 3 ? Long.parseLong(arguments[3]) : 1;
        int flaps = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 0;
        Distribution distribution = new Distribution(home);
        Runtime.getRuntime().addShutdownHook(new Thread(distribution::stop, "stop"));
        boolean good;
        if (rough) {
            try (SmallDisk disk = SmallDisk.mount(home.resolve("small-disk"), DISK_MEGABYTES)) {
                good = new Kills(distribution, kills, flaps, seed, disk).run();
            }
        } else {
            good = new Kills(distribution, kills, flaps, seed, null).run();
        }
        System.exit(good ? 0 : 1);
    }

    private boolean run() throws Exception {
        try (machine;
                CsmsServer csms = new CsmsServer(
                        "127.0.0.1",
                        0,
                        PASSWORD,
                        new AcceptingBehaviour(machine.time(), 300, Set.of()),
                        machine.time())) {
            csms.observe(audit::received);
            csms.start();
            configure(csms.url());
            start(RIGHT);
            for (String station : Products.stationIds()) {
                distribution.gateway().setVariable(station, "SampledDataCtrlr", "TxUpdatedInterval", "1");
            }
            try (Drivers drivers = new Drivers(distribution.gateway(), random.nextLong());
                    Flaps broken = new Flaps(csms, flaps, random.nextLong())) {
                for (int kill = 1; kill <= kills; kill++) {
                    interrupt(kill);
                }
                Await.until(
                        "as many connections are broken as wanted",
                        broken::areDone,
                        Duration.ofSeconds(10L * flaps + 1));
                interruptions += broken.done();
                drivers.leave();
                awaitIdle();
            }
            distribution.stop();
        }
        return report();
    }

    private void configure(String csms) throws IOException {
        distribution.usePorts(0, 0);
        if (disk != null) {
            distribution
                    .files()
                    .write(
                            "io.karge.storage.cfg",
                            List.of("path = " + disk.path().resolve("karge.db")));
        }
        for (String model : Products.MODELS) {
            distribution.files().addStation(Products.stationId(model), model, Distribution.freePort(0), csms, PASSWORD);
        }
    }

    private void interrupt(int kill) throws Exception {
        Thread.sleep(random.nextInt(6_000));
        SmallDisk full = kill % 10 == 0 ? disk : null;
        if (full != null) {
            interruptions++;
            full.fill();
            Thread.sleep(2_000 + random.nextInt(6_000));
            if (random.nextBoolean()) { // the process survives the full disk, and goes on
                full.free();
                awaitAccepted();
                Thread.sleep(random.nextInt(4_000));
            }
        }
        interruptions++;
        distribution.kill();
        String at = disk == null ? RIGHT : CLOCKS.get(random.nextInt(CLOCKS.size()));
        launch(at);
        if (full != null) {
            Thread.sleep(random.nextInt(15_000)); // it starts while the disk is full, or not
            full.free();
        }
        if (random.nextInt(10) == 0) { // killed while it starts
            Thread.sleep(random.nextInt(8_000));
            interruptions++;
            distribution.kill();
            launch(at);
        }
        awaitAccepted();
        System.out.printf(
                "kill %d of %d, clock %s%s: %d transactions, %d events, %d repeated, %d faults%n",
                kill,
                kills,
                at,
                full == null ? "" : ", disk full",
                audit.transactions(),
                audit.events(),
                audit.repeated(),
                audit.faults().size());
    }

    private void start(String at) throws Exception {
        launch(at);
        awaitAccepted();
    }

    private void launch(String at) throws IOException {
        distribution.start(Map.of("EXTRA_JAVA_OPTS", "-Dkarge.clock.offset=" + at));
    }

    private void awaitAccepted() throws InterruptedException {
        for (String station : Products.stationIds()) {
            Await.until(station + " is accepted", () -> distribution.gateway().accepted(station), PATIENCE);
        }
    }

    private void awaitIdle() throws InterruptedException {
        for (String station : Products.stationIds()) {
            Await.until(
                    station + " has told everything",
                    () -> distribution.gateway().is(station, "/transactions/0/transactionId", "")
                            && distribution.gateway().is(station, "/queue/length", "0"),
                    PATIENCE);
        }
    }

    private boolean report() {
        audit.over();
        List<String> faults = audit.faults();
        faults.forEach(System.out::println);
        System.out.printf(
                "%d interruptions, %d transactions, %d events, %d of them repeated, %d faults%n",
                interruptions, audit.transactions(), audit.events(), audit.repeated(), faults.size());
        return faults.isEmpty() && audit.repeated() <= interruptions * Products.MODELS.size();
    }
}
