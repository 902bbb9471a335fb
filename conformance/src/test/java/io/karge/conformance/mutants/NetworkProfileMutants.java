package io.karge.conformance.mutants;

import io.karge.conformance.Breakage;
import io.karge.ocpp.Action;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stations that do network profiles wrong. */
final class NetworkProfileMutants {
    private static final String CONTROLLER = "OCPPCommCtrlr";
    private static final String PRIORITY = "NetworkConfigurationPriority";
    private static final String ATTEMPTS = "NetworkProfileConnectionAttempts";

    static final List<Mutant> ALL = List.of(
            Mutant.of(
                            "a network profile is accepted that cannot be",
                            () -> Wires.answering(Action.SetNetworkProfile, "Accepted"))
                    .at("step 2", "B_43", "A_22"),
            Mutant.of("a network profile is refused", () -> Wires.answering(Action.SetNetworkProfile, "Rejected"))
                    .at("step 2", "B_45", "B_46", "B_49", "B_50", "A_19", "A_20", "A_21"),
            Mutant.of(
                            "another slot comes first",
                            () -> Wires.hearingValue(
                                    PRIORITY,
                                    value -> new StringBuilder(value).reverse().toString()))
                    .at("step 7: the CSMS", "B_45", "B_50")
                    .at("the attempts", "B_46", "B_49"),
            Mutant.of("a priority is accepted and forgotten", () -> Wires.hearingValue(PRIORITY, any -> "1"))
                    .at("step 7", "B_45", "B_49")
                    .at("the attempts", "B_46"),
            Mutant.of("a priority is refused", () -> Wires.answeringValue(PRIORITY, "Rejected"))
                    .at("step 4", "B_45", "B_46", "B_49", "B_50", "A_19"),
            Mutant.of("a priority is accepted that cannot be", () -> Wires.answeringValue(PRIORITY, "Accepted"))
                    .at("step 4", "A_20", "A_21"),
            Mutant.of(
                            "a priority is rejected and changed",
                            () -> Wires.tellingValue(PRIORITY, new Later(1, "2,1")::next))
                    .at("after step 4", "A_21"),
            Mutant.of(
                            "a priority without a root is rejected and changed",
                            () -> Wires.tellingValue(PRIORITY, new Later(2, "2,1")::next))
                    .at("after step 4", "A_20"),
            Mutant.of(
                            "the profile of the moment is told wrong",
                            () -> Wires.tellingValue("ActiveNetworkProfile", any -> "1"))
                    .at("after step 7", "B_45"),
            Mutant.of("a reset is refused that brings another profile", () -> Wires.answering(Action.Reset, "Rejected"))
                    .in("B_45", "B_46", "B_49", "B_50", "A_19"),
            Mutant.of("the boot at another CSMS is not told", () -> Breakage.dropping(Action.BootNotification))
                    .at("step 3", "B_45", "B_46", "B_49", "B_50", "A_19"),
            Mutant.of("a root that was installed is not trusted", () -> Connections.distrusting("CSMS Root 2"))
                    .at("step 7: the CSMS", "B_50"),
            // effect: OCPPCommCtrlr.NetworkProfileConnectionAttempts
            Mutant.of("a profile has one attempt too few", () -> Wires.ignoring(CONTROLLER, ATTEMPTS, "1"))
                    .at("the attempts", "B_46"),
            Mutant.of("a profile has one attempt too many", () -> Wires.ignoring(CONTROLLER, ATTEMPTS, "3"))
                    .in("B_46"),
            Mutant.of("a profile has as many attempts as ever", () -> Wires.ignoring(CONTROLLER, ATTEMPTS, "2"))
                    .in("B_49"),
            Mutant.of("no other profile is tried", () -> Wires.ignoring(CONTROLLER, ATTEMPTS, "100"))
                    .at("step 8", "B_46")
                    .at("step 9", "B_49"),
            Mutant.of(
                            "no back-off after all profiles",
                            () -> Wires.ignoring(CONTROLLER, "RetryBackOffWaitMinimum", "1"))
                    .in("B_49"),
            Mutant.of(
                            "too long a back-off after all profiles",
                            () -> Wires.ignoring(CONTROLLER, "RetryBackOffWaitMinimum", "20"))
                    .at("step 11", "B_49"),
            Mutant.of("the first slot is tried again after all profiles", NetworkProfileMutants::firstSlotAgain)
                    .at("step 11", "B_49"),
            Mutant.of("the slot before is never tried", () -> Connections.uri(new First()::uri))
                    .at("step 9", "B_49"),
            Mutant.of(
                            "a slot of a lower security profile stays",
                            () -> Wires.tellingValue(PRIORITY, value -> value + ",1"))
                    .at("step 14", "A_19"),
            Mutant.of("a security profile is told that was", () -> Wires.tellingValue("SecurityProfile", any -> "1"))
                    .at("step 12", "A_19"),
            Mutant.of(
                            "a raised security profile is not used at once",
                            () -> Connections.uri((before, uri) -> before == 0 ? Connections.withoutTls(uri) : uri))
                    .at("step 8", "A_19"),
            Mutant.of("where TLS fails it is left out", Connections::withoutTlsInstead)
                    .at("step 16: connections", "A_19"),
            Mutant.of("a station gives up when its CSMS speaks no TLS", NetworkProfileMutants::givingUp)
                    .at("step 16: attempts", "A_19"));

    private NetworkProfileMutants() {}

    /** From the third attempt on it goes where the first went. */
    private static Breakage firstSlotAgain() {
        First first = new First();
        return Connections.uri((before, uri) -> before < 2 ? first.keep(uri) : first.uri(before, uri));
    }

    /** After it has connected with TLS the next attempts never begin. */
    private static Breakage givingUp() {
        int[] attempts = {0};
        return Breakage.connector(
                sockets -> (endpoint, listener) -> ++attempts[0] > 1 ? () -> {} : sockets.connect(endpoint, listener));
    }

    /** Remembers where an attempt went. */
    private static final class First {
        private @Nullable URI first;

        URI keep(URI uri) {
            if (first == null) {
                first = uri;
            }
            return uri;
        }

        URI uri(int before, URI uri) {
            keep(uri);
            return first == null ? uri : first;
        }
    }

    /** Tells the truth so often. */
    private static final class Later {
        private final int truths;
        private final String otherwise;
        private int asked;

        Later(int truths, String otherwise) {
            this.truths = truths;
            this.otherwise = otherwise;
        }

        String next(String value) {
            return asked++ < truths ? value : otherwise;
        }
    }
}
