package io.karge.conformance;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.driver.hyc400eu.Hyc400Eu;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole sessions with the sets of TxStartPoint and TxStopPoint that the products declare, in both orders of cable and
 * authorization and both ways to authorize, and cases with every one of the points: what they assert holds with each (E01,
 * E06, F01, F02, F03).
 */
class StartAndStopPointsTest {
    private static final List<String> POINTS =
            List.of("EVConnected", "Authorized", "PowerPathClosed", "EnergyTransfer");

    /** Cases that say nothing of start and stop point: they hold with each. */
    private static final List<String> CASES = List.of(
            "TC_E_03_CS",
            "TC_E_04_CS",
            "TC_E_06_CS",
            "TC_E_30_CS",
            "TC_E_31_CS",
            "TC_E_32_CS",
            "TC_E_40_CS",
            "TC_E_42_CS",
            "TC_E_44_CS",
            "TC_F_01_CS",
            "TC_F_02_CS",
            "TC_F_03_CS",
            "TC_F_08_CS",
            "TC_J_09_CS");

    @TempDir
    Path folder;

    private record Way(String start, String stop, Authorization how, boolean cableFirst) {
        String name() {
            return start + " to " + stop + ", " + how + ", " + (cableFirst ? "cable first" : "authorization first");
        }
    }

    /** Every set of start points with every stop point alone, and every set of stop points with every start point alone. */
    @TestFactory
    Stream<DynamicTest> sessions() {
        return Stream.concat(
                        sets().flatMap(start -> POINTS.stream().map(stop -> List.of(start, stop))),
                        POINTS.stream().flatMap(start -> sets().map(stop -> List.of(start, stop))))
                .distinct()
                .flatMap(points -> Stream.of(Authorization.values()).flatMap(how -> Stream.of(true, false)
                        .map(first -> new Way(points.get(0), points.get(1), how, first))))
                .map(way -> DynamicTest.dynamicTest(way.name(), () -> session(way)));
    }

    /** The sets of points that a station can have, as values of the variables. */
    private static Stream<String> sets() {
        return IntStream.range(1, 1 << POINTS.size()).mapToObj(set -> IntStream.range(0, POINTS.size())
                .filter(point -> (set & 1 << point) != 0)
                .mapToObj(POINTS::get)
                .collect(Collectors.joining(",")));
    }

    @TestFactory
    Stream<DynamicTest> cases() {
        return CASES.stream().map(id -> Catalogue.find(id).orElseThrow()).flatMap(testCase -> POINTS.stream()
                .flatMap(start -> POINTS.stream()
                        .map(stop -> DynamicTest.dynamicTest(
                                testCase.id() + ", " + start + " to " + stop, () -> run(testCase, start, stop)))));
    }

    private void run(Catalogue.Case testCase, String start, String stop) {
        try (InProcessStation station = new InProcessStation(new Hyc400Eu(), folder)) {
            testCase.run(configured(station, start, stop));
        }
    }

    private static Bench configured(InProcessStation station, String start, String stop) {
        Bench bench = station.ready();
        bench.variables().configure("TxCtrlr", "TxStartPoint", start);
        bench.variables().configure("TxCtrlr", "TxStopPoint", stop);
        return bench;
    }

    private void session(Way way) {
        try (InProcessStation station = new InProcessStation(new Hyc400Eu(), folder)) {
            Bench bench = configured(station, way.start(), way.stop());
            ReusableStates states = bench.states();
            if (way.cableFirst()) {
                states.evConnectedPreSession();
                states.authorized(way.how());
            } else {
                states.authorized(way.how());
                states.evConnectedPreSession();
            }
            states.energyTransferStarted();
            states.stopAuthorized(way.how());
            states.evDisconnected();
            bench.finish();
        }
    }
}
