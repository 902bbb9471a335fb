package io.karge.conformance;

import io.karge.conformance.lab.Authorities;
import io.karge.conformance.lab.Laboratory;
import io.karge.runtime.Machine;
import io.karge.time.TimeSource;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./karge conformance}: runs the test cases of Part 6 over the wire, at all stations of a site at once, and
 * writes a report for each. Ends with 0 only when every case that applies has passed, with 1 when one failed or the run
 * was interrupted, with 2 when it could not be made.
 */
public final class Conformance {
    private static final Duration GIVE_UP = Duration.ofSeconds(40);

    private final Options options;
    private final TimeSource time;

    private Conformance(Options options, TimeSource time) {
        this.options = options;
        this.time = time;
    }

    /**
     * Runs.
     *
     * @param args see {@link Options#usage}
     */
    public static void main(String[] args) {
        Thread running = Thread.currentThread();
        CountDownLatch finished = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> giveUp(running, finished), "interrupted"));
        int exit = run(args);
        finished.countDown();
        System.exit(exit);
    }

    /** Somebody pressed Ctrl-C: what was changed is put back before the process ends. */
    private static void giveUp(Thread running, CountDownLatch finished) {
        if (finished.getCount() == 0) {
            return;
        }
        System.err.println("karge conformance: interrupted, cleaning up ...");
        running.interrupt();
        try {
            boolean unused = finished.await(GIVE_UP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** As {@link #main}, and gives the exit code. */
    static int run(String... args) {
        if (List.of(args).contains("--help")) {
            System.out.print(Options.usage());
            return 0;
        }
        try (Machine machine = new Machine()) {
            return new Conformance(Options.parse(args), machine.time()).run();
        } catch (ConformanceException e) {
            System.err.println("karge conformance: " + e.getMessage());
            return 2;
        } catch (InterruptedException | CancellationException e) {
            System.err.println("karge conformance: interrupted before the first case");
            return 1;
        }
    }

    private int run() throws InterruptedException {
        String password = new BigInteger(120, new SecureRandom()).toString(Character.MAX_RADIX) + "-0123456789";
        try (WireCsms csms = new WireCsms(options.csmsHost(), options.csmsPort(), password, time);
                TestSite site = open(csms, password)) {
            try {
                return examine(site, csms, password);
            } finally {
                boolean unused = Thread.interrupted(); // the site is put back all the same
                FileServer.closeAll();
            }
        }
    }

    private TestSite open(WireCsms csms, String password) throws InterruptedException {
        if (options.gateway().isPresent()) {
            System.out.println("Taking " + String.join(", ", options.stations()) + " from "
                    + options.gateway().get() + "; what the station has stored is erased");
            return new RunningSite(options, csms, password, time);
        }
        System.out.println("Starting a distribution in " + options.own());
        return new OwnSite(options.own(), options.stations(), csms.url(), password, time);
    }

    private int examine(TestSite site, WireCsms csms, String password) throws InterruptedException {
        Instant startedAt = time.wallClock();
        long began = time.nanoTime();
        ReportFolder folder = new ReportFolder(options.report(), site.stations());
        List<List<Plan.Step>> plans = site.stations().stream()
                .map(station -> Plan.of(station.product(), options))
                .toList();
        int total = plans.stream().mapToInt(List::size).sum();
        if (total == 0) {
            throw new ConformanceException("the kit has no such case yet: " + options.selection());
        }
        Progress progress = new Progress(System.out, folder, total);
        Authorities authorities = new Authorities();
        List<StationRun> runs = new ArrayList<>();
        for (int i = 0; i < plans.size(); i++) {
            SiteStation station = site.stations().get(i);
            runs.add(new StationRun(
                    station,
                    new WireBench(
                            station,
                            site,
                            csms,
                            new Laboratory.Site(
                                    options.csmsHost(), options.csmsHost(), station.stationId(), password, authorities),
                            time),
                    plans.get(i),
                    time,
                    progress));
        }
        boolean interrupted = !runAll(runs);
        Duration took = Duration.ofNanos(time.nanoTime() - began);
        List<Report> reports = runs.stream()
                .map(run -> new Report(
                        run.site(),
                        startedAt,
                        took,
                        options.selection(),
                        interrupted,
                        run.verdicts(),
                        Plan.missing(run.site().product()).stream()
                                .filter(facts -> options.chosen(facts.id()))
                                .toList(),
                        run.inventory()))
                .toList();
        reports.forEach(folder::write);
        progress.summary(reports, took);
        System.out.println("Reports: " + options.report().toAbsolutePath());
        return reports.stream().allMatch(Report::isPassed) ? 0 : 1;
    }

    /** Runs all stations at once; false when that was interrupted. */
    private static boolean runAll(List<StationRun> runs) {
        ExecutorService threads = Executors.newFixedThreadPool(runs.size());
        try {
            List<Future<?>> all = new ArrayList<>();
            runs.forEach(run -> all.add(threads.submit(run)));
            for (Future<?> one : all) {
                one.get();
            }
            return true;
        } catch (InterruptedException e) {
            return false;
        } catch (ExecutionException e) {
            throw new ConformanceException("the kit broke: " + e.getCause(), e.getCause());
        } finally {
            threads.shutdownNow();
            awaitEnd(threads);
        }
    }

    private static void awaitEnd(ExecutorService threads) {
        try {
            boolean unused = threads.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
