package io.karge.benchmarks.fleet;

import io.karge.site.GatewayClient;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * How soon a station of the distribution answers, and starts and stops transactions. Right after a boot everything is
 * done for the first time in that process, so each of the two has boots of its own.
 */
final class ContainerRequests {
    /** So many calls of each kind are the first ones. */
    private static final int COLD_ROUNDS = 30;
    /** So many calls of each kind come before those that are warm. */
    private static final int WARM_UP_ROUNDS = 1_500;

    private static final int WARM_ROUNDS = 500;
    private static final int EARLY_STARTS = 30;
    private static final int WARM_UP_STARTS = 300;
    private static final int WARM_STARTS = 200;
    private static final int CHARGES = 30;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String ANSWER = "%-24s %11s %11s %11s %11s%n";
    private static final String EVENT = "%-24s %9s %9s %9s %9s %9s%n";

    private final Container container;

    ContainerRequests(Container container) {
        this.container = container;
    }

    /** Prints both tables, from so many boots each. */
    void measure(int boots) throws Exception {
        if (boots > 0) {
            container.run(this::rehearse);
            measureAnswers(boots);
            measureEvents(boots);
        }
    }

    /** A vehicle arrives, and stays; and the code of this process is warm before the gateway's is measured cold. */
    private void rehearse(StubCsms csms) throws Exception {
        GatewayClient gateway = container.distribution().gateway();
        gateway.simulate(container.station(), "evses/1/plug-in", "{}");
        ask(csms, WARM_UP_ROUNDS, new Answers.Times());
        start(csms, WARM_UP_STARTS);
    }

    private void measureAnswers(int boots) throws Exception {
        Answers.Times cold = new Answers.Times();
        Answers.Times warm = new Answers.Times();
        for (int boot = 0; boot < boots; boot++) {
            container.run(csms -> {
                ask(csms, COLD_ROUNDS, cold);
                ask(csms, WARM_UP_ROUNDS - COLD_ROUNDS, new Answers.Times());
                ask(csms, WARM_ROUNDS, warm);
            });
        }
        System.out.println();
        System.out.printf(ANSWER, "answer, ms", "first p50", "first p99", "warm p50", "warm p99");
        for (Request kind : Request.KINDS) {
            printAnswers(kind.action(), cold.of(kind), warm.of(kind));
        }
        printAnswers("all", cold.all(), warm.all());
    }

    private static void printAnswers(String name, Histogram cold, Histogram warm) {
        System.out.printf(ANSWER, name, millis(cold, 50), millis(cold, 99), millis(warm, 50), millis(warm, 99));
    }

    private void measureEvents(int boots) throws Exception {
        System.out.println();
        System.out.printf(EVENT, "event, ms", "first", "early p50", "early p99", "warm p50", "warm p99");
        for (int boot = 0; boot < boots; boot++) {
            container.run(csms -> {
                RemoteStarts first = start(csms, 1);
                RemoteStarts early = start(csms, EARLY_STARTS);
                start(csms, WARM_UP_STARTS);
                RemoteStarts warm = start(csms, WARM_STARTS);
                printEvents("start to response", first.responses(), early.responses(), warm.responses());
                printEvents("start to Started", first.events(), early.events(), warm.events());
                printEvents("stop to Ended", first.ends(), early.ends(), warm.ends());
                RemoteStarts charges = start(csms, CHARGES, true);
                printCharges("start to Charging", charges.charging());
                printCharges("charging, stop to Ended", charges.ends());
            });
        }
    }

    /** Too few to tell early ones from warm ones: each takes longer than the contactors do. */
    private static void printCharges(String name, Histogram times) {
        System.out.printf(EVENT, name, "", "", "", millis(times, 50), millis(times, 99));
    }

    private static void printEvents(String name, Histogram first, Histogram early, Histogram warm) {
        System.out.printf(
                EVENT,
                name,
                millis(first, 50),
                millis(early, 50),
                millis(early, 99),
                millis(warm, 50),
                millis(warm, 99));
    }

    private void ask(StubCsms csms, int rounds, Answers.Times times) throws Exception {
        StubStation station = csms.station(container.station()).orElseThrow();
        csms.complete(() -> Answers.begin(csms, station, rounds, times), PATIENCE);
    }

    private RemoteStarts start(StubCsms csms, int count) throws Exception {
        return start(csms, count, false);
    }

    private RemoteStarts start(StubCsms csms, int count, boolean untilCharging) throws Exception {
        StubStation station = csms.station(container.station()).orElseThrow();
        return csms.complete(() -> RemoteStarts.begin(station, count, untilCharging), PATIENCE);
    }

    private static String millis(Histogram nanos, double percentile) {
        return String.format(Locale.ROOT, "%.2f", nanos.getValueAtPercentile(percentile) / 1e6);
    }
}
