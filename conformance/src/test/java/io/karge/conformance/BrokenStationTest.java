package io.karge.conformance;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareEventSink;
import io.karge.driver.StationDriver;
import io.karge.driver.hyc400eu.Hyc400Eu;
import io.karge.station.FunctionalBlockFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A case that cannot fail proves nothing: stations that are broken on purpose, and the cases that must notice. */
class BrokenStationTest {
    @TempDir
    Path folder;

    @Test
    void coldBootFailsWhenNoConnectorIsReported() {
        assertThatThrownBy(() -> run("TC_B_01_CS", without("availability"), driver -> driver))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("step 5: status of connector 1.1");
    }

    @Test
    void localStartFailsWhenTheCardIsNotAuthorized() {
        assertThatThrownBy(() -> run("TC_E_03_CS", without("authorization"), driver -> driver))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("AuthorizeRequest");
    }

    @Test
    void localStartFailsWhenTheContactorsStayOpen() {
        assertThatThrownBy(() -> run("TC_E_03_CS", InProcessStation.blocks(), Reluctant::new))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("step 5");
    }

    private void run(String caseId, List<FunctionalBlockFactory> blocks, UnaryOperator<StationDriver> tamper) {
        Catalogue.Case testCase = Catalogue.cases().stream()
                .filter(c -> c.id().equals(caseId))
                .findFirst()
                .orElseThrow();
        try (InProcessStation station = new InProcessStation(new Hyc400Eu(), folder, blocks, tamper)) {
            testCase.run(station.ready());
        }
    }

    private static List<FunctionalBlockFactory> without(String block) {
        return InProcessStation.blocks().stream()
                .filter(factory -> !factory.name().equals(block))
                .toList();
    }

    /** A driver that says that it allows energy and does not. */
    private record Reluctant(StationDriver driver) implements StationDriver {
        @Override
        public void start(HardwareEventSink sink) {
            driver.start(sink);
        }

        @Override
        public CompletionStage<CommandResult> execute(HardwareCommand command) {
            return command instanceof HardwareCommand.AllowEnergy
                    ? CompletableFuture.completedFuture(new CommandResult.Accepted())
                    : driver.execute(command);
        }

        @Override
        public void stop(Duration grace) {
            driver.stop(grace);
        }
    }
}
