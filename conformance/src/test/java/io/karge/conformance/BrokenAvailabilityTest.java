package io.karge.conformance;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.karge.block.availability.AvailabilityBlockFactory;
import io.karge.ocpp.Action;
import java.util.List;
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
        BrokenStation.fails("TC_G_18_CS", forgetful(), "step 5, Booted, step 5: status of connector 1.1");
    }

    /** A station that starts with no memory of what is inoperative. */
    private static Breakage forgetful() {
        return Breakage.with(new AlteredBlock(
                new AvailabilityBlockFactory(),
                context ->
                        List.of("operative/0", "operative/1", "operative/1.1").forEach(context.state()::remove),
                (context, event) -> {}));
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
}
