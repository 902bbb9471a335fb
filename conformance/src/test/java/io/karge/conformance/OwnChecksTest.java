package io.karge.conformance;

import io.karge.driver.StationDriverFactory;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every own check for each product, in-process. */
class OwnChecksTest {
    @TempDir
    Path folder;

    /** G02.FR.02. */
    @TestFactory
    Stream<DynamicTest> heartbeats() {
        return checks(OwnCheck.HEARTBEATS);
    }

    @TestFactory
    Stream<DynamicTest> noSessionWhileAResetIsScheduled() {
        return checks(OwnCheck.NO_SESSION_WHILE_A_RESET_IS_SCHEDULED);
    }

    /** F01.FR.23, F02.FR.25. */
    @TestFactory
    Stream<DynamicTest> noSessionWhileUnavailable() {
        return checks(OwnCheck.NO_SESSION_WHILE_UNAVAILABLE);
    }

    /** G03.FR.07, G04.FR.08. */
    @TestFactory
    Stream<DynamicTest> stateOfAConnector() {
        return checks(OwnCheck.STATE_OF_A_CONNECTOR);
    }

    /** F01.FR.13. */
    @TestFactory
    Stream<DynamicTest> remoteStartOfATransactionThatRuns() {
        return checks(OwnCheck.REMOTE_START_OF_A_TRANSACTION_THAT_RUNS);
    }

    /** J02.FR.22. */
    @TestFactory
    Stream<DynamicTest> registerOfTheEvse() {
        return checks(OwnCheck.REGISTER_OF_THE_EVSE);
    }

    @TestFactory
    Stream<DynamicTest> offline() {
        return checks(OwnCheck.OFFLINE);
    }

    /** C10.FR.08, C10.FR.10, C11.FR.03, C12.FR.02, C12.FR.04. */
    @TestFactory
    Stream<DynamicTest> authorizationCache() {
        return checks(OwnCheck.AUTHORIZATION_CACHE);
    }

    @TestFactory
    Stream<DynamicTest> unsupportedAuthorization() {
        return checks(OwnCheck.UNSUPPORTED_AUTHORIZATION);
    }

    private Stream<DynamicTest> checks(OwnCheck check) {
        return Products.ALL.stream()
                .map(product -> DynamicTest.dynamicTest(product.model().model(), () -> run(product, check)));
    }

    private void run(StationDriverFactory product, OwnCheck check) {
        try (InProcessStation station = new InProcessStation(product, folder)) {
            check.run(station.ready());
        }
    }
}
