package io.karge.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.block.availability.AvailabilityBlockFactory;
import io.karge.driver.StationModel;
import io.karge.ocpp.Action;
import io.karge.ocpp.OcppRequest;
import io.karge.station.FunctionalBlock;
import io.karge.station.FunctionalBlockFactory;
import io.karge.station.ProductFacts;
import io.karge.station.Responder;
import io.karge.station.StationContext;
import io.karge.station.StationEvent;
import io.karge.station.VariableDefinition;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Stations whose availability is broken on purpose, and the cases of block G that must notice. */
class BrokenAvailabilityTest {
    private static final String STATUS = "connectorStatus";

    @Test
    void connectorsThatAreNotReportedAreMissed() {
        BrokenStation.fails("TC_G_02_CS", dropping("Available"), "step 3: a report");
        BrokenStation.fails("TC_G_03_CS", dropping("Unavailable"), "Unavailable, step 3: a report");
        BrokenStation.fails("TC_G_06_CS", dropping("Available"), "step 3: a report");
        BrokenStation.fails("TC_G_11_CS", dropping("Unavailable"), "step 4: a report");
        BrokenStation.fails("TC_G_12_CS", Breakage.dropping(Action.StatusNotification), "post scenario: a report");
    }

    @Test
    void oneOfSeveralConnectorsThatIsNotReportedIsMissed() {
        for (String id : List.of("TC_G_05_CS", "TC_G_13_CS", "TC_G_14_CS")) {
            BrokenStation.fails(
                    id,
                    Breakage.dropping(
                            Action.StatusNotification,
                            s -> status(s).equals("Unavailable")
                                    && s.path("evseId").asInt() == 2),
                    "step 3: a report");
        }
    }

    @Test
    void aWrongStatusIsSeen() {
        BrokenStation.fails(
                "TC_G_08_CS",
                Breakage.altering(Action.StatusNotification, s -> {
                    if (status(s).equals("Available")) {
                        s.put(STATUS, "Occupied");
                    }
                }),
                "step 3: status of connector 1.1: expected Available, seen Occupied");
    }

    @Test
    void aWrongAnswerIsSeen() {
        BrokenStation.fails("TC_G_09_CS", answering("Rejected"), "step 2: ChangeAvailabilityResponse.status");
        BrokenStation.fails("TC_G_16_CS", answering("Scheduled"), "Unavailable, step 2");
        BrokenStation.fails("TC_G_17_CS", answering("Accepted"), "step 2: ChangeAvailabilityResponse.status");
    }

    @Test
    void anEvseThatDoesNotWaitForItsTransactionIsSeen() {
        BrokenStation.fails(
                "TC_G_11_CS",
                Breakage.altering(Action.StatusNotification, s -> {
                    if (status(s).equals("Unavailable")) {
                        s.put(STATUS, "Available");
                    }
                }),
                "step 4: status of connector 1.1: expected Unavailable, seen Available");
        BrokenStation.fails(
                "TC_G_14_CS",
                Breakage.altering(Action.StatusNotification, s -> {
                    if (s.path("evseId").asInt() == 2 && status(s).equals("Unavailable")) {
                        s.put("evseId", 1);
                    }
                }),
                "step 3: a report");
    }

    @Test
    void aStateThatIsForgottenOverARebootIsSeen() {
        BrokenStation.fails(
                "TC_G_18_CS", Breakage.with(new Forgetful()), "step 5, Booted, step 5: status of connector 1.1");
    }

    private static Breakage dropping(String status) {
        return Breakage.dropping(Action.StatusNotification, s -> status(s).equals(status));
    }

    private static Breakage answering(String status) {
        return Breakage.answering(Action.ChangeAvailability, answer -> answer.put("status", status));
    }

    private static String status(ObjectNode notification) {
        return notification.path(STATUS).asText();
    }

    /** An availability block that starts with empty memory. */
    private static final class Forgetful implements FunctionalBlockFactory {
        private final FunctionalBlockFactory whole = new AvailabilityBlockFactory();

        @Override
        public String name() {
            return whole.name();
        }

        @Override
        public Set<Action> answers() {
            return whole.answers();
        }

        @Override
        public List<VariableDefinition> variables(StationModel model, ProductFacts product) {
            return whole.variables(model, product);
        }

        @Override
        public FunctionalBlock create(StationContext context) {
            FunctionalBlock block = whole.create(context);
            return new FunctionalBlock() {
                @Override
                public void start() {
                    List.of("operative/0", "operative/1", "operative/1.1").forEach(context.state()::remove);
                    block.start();
                }

                @Override
                public void on(StationEvent event) {
                    block.on(event);
                }

                @Override
                public void on(OcppRequest request, Responder responder) {
                    block.on(request, responder);
                }

                @Override
                public void close() {
                    block.close();
                }
            };
        }
    }
}
