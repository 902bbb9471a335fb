package io.karge.conformance.mutants;

import io.karge.conformance.Breakage;
import io.karge.ocpp.Action;
import java.util.List;

/** Stations that do the data of customers wrong. */
final class DiagnosticsMutants {
    private static final String[] ALL_CASES = {"N_27", "N_28", "N_30", "N_31", "N_32"};

    static final List<Mutant> ALL = List.of(
            Mutant.of("nobody knows of customers", () -> Breakage.without("diagnostics"))
                    .at("NotSupported", ALL_CASES),
            Mutant.of("a request is rejected", () -> Wires.answering(Action.CustomerInformation, "Rejected"))
                    .at("status", ALL_CASES),
            Mutant.of("data are never told", () -> Breakage.dropping(Action.NotifyCustomerInformation))
                    .at("step 3", "N_27", "N_30", "N_31", "N_32")
                    .at("before", "N_28"),
            Mutant.of(
                            "the data are empty",
                            () -> Breakage.altering(
                                    Action.NotifyCustomerInformation, payload -> payload.put("data", "")))
                    .at("step 3: data", "N_27", "N_30")
                    .at("step 3: data", "N_32"),
            Mutant.of(
                            "something is told where nothing is held",
                            () -> Breakage.altering(
                                    Action.NotifyCustomerInformation, payload -> payload.put("data", "none")))
                    .at("step 3: data", "N_28", "N_31", "N_32")
                    .at("step 7: data", "N_30"),
            Mutant.of(
                            "what is to be cleared stays",
                            () -> Breakage.hearing(Action.CustomerInformation, payload -> payload.put("clear", false)
                                    .put("report", true)))
                    .at("step 7", "N_30")
                    .at("step 3: data", "N_32"),
            Mutant.of(
                            "there is always more to come",
                            () -> Breakage.altering(
                                    Action.NotifyCustomerInformation, payload -> payload.put("tbc", true)))
                    .at("step 3", "N_27", "N_30", "N_31", "N_32")
                    .at("before", "N_28"),
            Mutant.of(
                            "another request is answered",
                            () -> Breakage.altering(
                                    Action.NotifyCustomerInformation, payload -> payload.put("requestId", 1)))
                    .at("requestId", ALL_CASES));

    private DiagnosticsMutants() {}
}
