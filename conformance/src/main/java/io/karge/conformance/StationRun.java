package io.karge.conformance;

import io.karge.ocpp.types.ReportBaseEnumType;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** All chosen cases at one station, one after another. Used by one thread; the verdicts may be read at its end. */
final class StationRun implements Runnable {
    private final SiteStation site;
    private final WireBench bench;
    private final List<Plan.Step> plan;
    private final TimeSource time;
    private final Progress progress;
    private final List<Verdict> verdicts = new ArrayList<>();
    private Optional<Inventory> inventory = Optional.empty();

    StationRun(SiteStation site, WireBench bench, List<Plan.Step> plan, TimeSource time, Progress progress) {
        this.site = site;
        this.bench = bench;
        this.plan = plan;
        this.time = time;
        this.progress = progress;
    }

    SiteStation site() {
        return site;
    }

    List<Plan.Step> plan() {
        return plan;
    }

    /** So far. */
    synchronized List<Verdict> verdicts() {
        return List.copyOf(verdicts);
    }

    /** What the station said of itself; empty before, and when it could not be asked. */
    synchronized Optional<Inventory> inventory() {
        return inventory;
    }

    private synchronized void add(Verdict verdict) {
        verdicts.add(verdict);
    }

    /**
     * Runs them.
     *
     * @throws CancellationException when the thread is interrupted; what was done until then counts
     */
    @Override
    public void run() {
        try (bench) {
            survey();
            for (Plan.Step step : plan) {
                Verdict verdict = step.whyNot()
                        .map(reason -> Verdict.notApplicable(step.facts(), reason))
                        .orElseGet(() -> run(step));
                add(verdict);
                progress.ended(site, verdict);
            }
        }
    }

    /** What a station does not tell is missing in the report, where it counts against it. */
    private void survey() {
        try {
            bench.putAway();
            Inventory told = new Inventory(bench.settled(bench.newCsms(Optional.empty()))
                    .variables()
                    .report("the survey before the first case", ReportBaseEnumType.FullInventory));
            synchronized (this) {
                inventory = Optional.of(told);
            }
        } catch (CancellationException e) {
            throw e;
        } catch (AssertionError | RuntimeException e) {
            progress.remark(site, "it has no inventory for the report: " + e.getMessage());
        }
    }

    private Verdict run(Plan.Step step) {
        long began = time.nanoTime();
        TestCsms csms = null;
        Verdict.Result result = Verdict.Result.FAIL;
        String reason = "";
        try {
            bench.putAway();
            Catalogue.Case testCase = step.testCase().orElseThrow();
            csms = bench.newCsms(testCase.connects());
            testCase.run(bench.settled(csms).over(step.over().orElse(TransferProtocol.HTTP)));
            result = Verdict.Result.PASS;
        } catch (AssertionError e) {
            reason = String.valueOf(e.getMessage());
        } catch (CancellationException e) {
            throw e;
        } catch (RuntimeException e) { // a case or the kit broke: the others are run all the same
            reason = "the kit broke: " + (e.getCause() == null ? e : e.getMessage() + " (" + e.getCause() + ")");
        }
        return new Verdict(
                step.facts(),
                step.over(),
                result,
                reason,
                Duration.ofNanos(time.nanoTime() - began),
                csms == null ? List.of() : csms.transcript().lines());
    }
}
