package io.karge.conformance;

import io.karge.conformance.lab.Authorities;
import io.karge.conformance.lab.Laboratory;
import io.karge.ocpp.types.InstallCertificateUseEnumType;
import io.karge.ocpp.types.ResetEnumType;
import io.karge.ocpp.types.ResetStatusEnumType;
import io.karge.ocpp.types.SetNetworkProfileStatusEnumType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Network profiles are set, and the station goes from one CSMS to another (B09, B10). */
public final class NetworkProfileCases {
    private static final int NO_SLOT = 999;

    /** A slot that there is not. */
    @TestCase("TC_B_43_CS")
    @Connects(securityProfile = 2)
    public void invalidProfile(Bench bench) {
        Checks.equal(
                "step 2: SetNetworkProfileResponse.status",
                new Slots(bench).set(NO_SLOT, bench.laboratory().first(), 2),
                SetNetworkProfileStatusEnumType.Rejected);
    }

    /** Another CSMS below the same root. */
    @TestCase("TC_B_45_CS")
    @Connects(securityProfile = 2)
    public void migration(Bench bench) {
        bench.laboratory().second().serve(2);
        migrated(bench);
    }

    /** Another CSMS below a root that was installed for it. */
    @TestCase("TC_B_50_CS")
    @Connects(securityProfile = 2)
    public void migrationToNewRoot(Bench bench) {
        Laboratory laboratory = bench.laboratory();
        Authorities authorities = laboratory.authorities();
        bench.certificates()
                .certificateInstalled(
                        InstallCertificateUseEnumType.CSMSRootCertificate,
                        authorities.newCsms().certificate());
        laboratory
                .second()
                .serve(new Laboratory.Tls(
                        authorities.newCsms().server(laboratory.site().host()), false));
        migrated(bench);
    }

    private static void migrated(Bench bench) {
        Laboratory laboratory = bench.laboratory();
        Slots slots = new Slots(bench);
        slots.migrate(laboratory.second(), 2);
        int before = laboratory.upgrades().size();

        bench.stationStates().booted(ResetEnumType.OnIdle);

        assertConnectedTo("step 7", bench, laboratory.second(), before);
        Checks.equal("after step 7: OCPPCommCtrlr.ActiveNetworkProfile", new Slots(bench).active(), slots.other());
    }

    /** After so many handshakes the station connects to this endpoint alone, over TLS. */
    private static void assertConnectedTo(String step, Bench bench, Laboratory.Endpoint endpoint, int before) {
        ServerCertificateCases.assertSecured(bench, step, before);
        List<Laboratory.Upgrade> upgrades = bench.laboratory().upgrades();
        upgrades.stream()
                .skip(before)
                .forEach(upgrade -> Checks.equal(step + ": the CSMS", upgrade.endpoint(), endpoint));
    }

    /** The CSMS of the first slot does not answer: the second is taken. */
    @TestCase("TC_B_46_CS")
    @Connects(securityProfile = 2)
    public void fallback(Bench bench) {
        Laboratory laboratory = bench.laboratory();
        ServerCertificateCases.quickReconnection(bench);
        bench.variables().configure("OCPPCommCtrlr", "NetworkProfileConnectionAttempts", "2");
        laboratory.second().silent();
        new Slots(bench).migrate(laboratory.second(), 2);
        int upgrades = laboratory.upgrades().size();
        int before = laboratory.attempts().size();

        bench.stationStates().reset("step 6", ResetEnumType.OnIdle, ResetStatusEnumType.Accepted);

        bench.csms()
                .awaitThat(
                        "step 8: a connection by the second slot",
                        bench.configured()
                                .retryBackOffWaitMinimum()
                                .multipliedBy(3)
                                .plusSeconds(2L * Slots.MESSAGE_TIMEOUT),
                        () -> laboratory.upgrades().size() > upgrades);
        assertAttempts("steps 7 and 8", bench, before, laboratory.second(), laboratory.second(), laboratory.first());
        bench.stationStates().afterBoot();
        assertConnectedTo("step 9", bench, laboratory.first(), upgrades);
    }

    /** No CSMS takes the station: it goes on with the one that has worked. */
    @TestCase("TC_B_49_CS")
    @Connects(securityProfile = 2)
    public void fallbackAfterAllFailed(Bench bench) {
        Laboratory laboratory = bench.laboratory();
        Duration minimum = bench.configured().retryBackOffWaitMinimum();
        Variables variables = bench.variables();
        variables.configure("OCPPCommCtrlr", "NetworkProfileConnectionAttempts", "1");
        variables.configure("OCPPCommCtrlr", "RetryBackOffRepeatTimes", "0");
        variables.configure("OCPPCommCtrlr", "RetryBackOffRandomRange", "0");
        variables.configure("OCPPCommCtrlr", "RetryBackOffWaitMinimum", Long.toString(minimum.toSeconds()));
        new Slots(bench).migrate(laboratory.second(), 2);
        laboratory.first().away();
        laboratory.second().away();
        int upgrades = laboratory.upgrades().size();
        int attempts = laboratory.first().attempts().size();
        int before = laboratory.attempts().size();

        bench.stationStates().reset("step 6", ResetEnumType.OnIdle, ResetStatusEnumType.Accepted);

        Instant elsewhere = attempt("step 7", bench, laboratory.second(), 0, Duration.ZERO);
        Instant back = attempt("step 9", bench, laboratory.first(), attempts, minimum);
        Duration between = Duration.between(elsewhere, back);
        Checks.that(
                "step 9: the wait before it",
                !between.isNegative() && between.compareTo(minimum.plus(Checks.DEVIATION)) <= 0,
                "none, or " + minimum,
                between);
        laboratory.first().serve(2);
        Instant again = attempt("step 11", bench, laboratory.first(), attempts + 1, minimum);
        Checks.lasted("step 11: RetryBackOffWaitMinimum", back, again, minimum);
        bench.csms().awaitConnection("step 12");
        bench.stationStates().afterBoot();
        assertAttempts("steps 7 to 11", bench, before, laboratory.second(), laboratory.first(), laboratory.first());
        assertConnectedTo("step 13", bench, laboratory.first(), upgrades);
    }

    private static void assertAttempts(String step, Bench bench, int before, Laboratory.Endpoint... expected) {
        List<Laboratory.Endpoint> seen =
                bench.laboratory().attempts().stream().skip(before).toList();
        Checks.equal(step + ": the attempts", seen, List.of(expected));
    }

    private static Instant attempt(String step, Bench bench, Laboratory.Endpoint endpoint, int before, Duration due) {
        bench.csms()
                .awaitThat(
                        step + ": an attempt at " + endpoint,
                        due,
                        () -> endpoint.attempts().size() > before);
        return endpoint.attempts().get(before);
    }
}
