package io.karge.conformance;

import io.karge.conformance.ReusableStates.Authorization;
import io.karge.driver.hyc400eu.Hyc400Eu;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whole sessions with every TxStartPoint and TxStopPoint, in both orders of cable and authorization and both ways to
 * authorize: what the reusable states assert of each holds (E01, E06, F01, F02, F03).
 */
class StartAndStopPointsTest {
    private static final List<String> START = List.of(
            "EVConnected",
            "Authorized",
            "PowerPathClosed",
            "EnergyTransfer",
            "EVConnected,Authorized",
            "Authorized,EnergyTransfer",
            "EVConnected,Authorized,PowerPathClosed,EnergyTransfer");
    private static final List<String> STOP = List.of(
            "EVConnected",
            "Authorized",
            "PowerPathClosed",
            "EnergyTransfer",
            "EVConnected,Authorized",
            "EVConnected,EnergyTransfer",
            "EVConnected,Authorized,PowerPathClosed,EnergyTransfer");

    @TempDir
    Path folder;

    private record Way(String start, String stop, Authorization how, boolean cableFirst) {
        String name() {
            return start + " to " + stop + ", " + how + ", " + (cableFirst ? "cable first" : "authorization first");
        }
    }

    @TestFactory
    Stream<DynamicTest> sessions() {
        return START.stream()
                .flatMap(start -> STOP.stream().flatMap(stop -> Stream.of(Authorization.values())
                        .flatMap(how -> Stream.of(true, false).map(first -> new Way(start, stop, how, first)))))
                .map(way -> DynamicTest.dynamicTest(way.name(), () -> session(way)));
    }

    private void session(Way way) {
        try (InProcessStation station = new InProcessStation(new Hyc400Eu(), folder)) {
            Bench bench = station.ready();
            bench.variables().configure("TxCtrlr", "TxStartPoint", way.start());
            bench.variables().configure("TxCtrlr", "TxStopPoint", way.stop());
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
