package io.karge.conformance;

import io.karge.conformance.lab.Laboratory;
import io.karge.ocpp.types.InstallCertificateUseEnumType;
import io.karge.ocpp.types.ResetEnumType;
import io.karge.ocpp.types.SetNetworkProfileStatusEnumType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import java.time.Duration;
import java.util.List;

/** The security profile is raised, and never lowered (A05). */
public final class SecurityProfileCases {
    /** The configured long operation timeout: several attempts of the station fall into it. */
    private static final Duration LONG = Duration.ofSeconds(40);

    /** From security profile 1 to 2. */
    @TestCase("TC_A_19_CS")
    @Connects(securityProfile = 1)
    public void upgrade(Bench bench) {
        Laboratory laboratory = bench.laboratory();
        Laboratory.Endpoint endpoint = laboratory.first();
        ServerCertificateCases.quickReconnection(bench);
        bench.certificates()
                .certificateInstalled(
                        InstallCertificateUseEnumType.CSMSRootCertificate,
                        laboratory.authorities().csms().certificate());
        Slots slots = new Slots(bench);
        slots.migrate(endpoint, 2);
        int before = laboratory.upgrades().size();
        long plain = endpoint.plainAttempts();
        endpoint.serve(2); // the connection stays; step 7 does not depend on who is faster

        bench.stationStates().booted(ResetEnumType.OnIdle);

        ServerCertificateCases.assertSecured(bench, "step 8", before);
        Checks.equal("step 8: attempts without TLS", endpoint.plainAttempts(), plain);
        Checks.equal(
                "step 12: SecurityCtrlr.SecurityProfile",
                bench.variables().value("SecurityCtrlr", "SecurityProfile").orElse("unknown"),
                "2");
        List<String> priority = slots.priority();
        Checks.that(
                "step 14: OCPPCommCtrlr.NetworkConfigurationPriority",
                priority.contains(Integer.toString(slots.other()))
                        && !priority.contains(Integer.toString(slots.active())),
                "without slot " + slots.active(),
                priority);
        staysSecured(bench, plain);
    }

    /** Steps 15 to 18. */
    private static void staysSecured(Bench bench, long plain) {
        Laboratory.Endpoint endpoint = bench.laboratory().first();
        int upgrades = bench.laboratory().upgrades().size();
        int attempts = endpoint.attempts().size();
        endpoint.serve(1);
        bench.csms().refuseConnections();
        bench.csms().acceptConnections();

        bench.pause(LONG);
        Checks.that(
                "step 16: connections without TLS",
                endpoint.plainAttempts() == plain
                        && bench.laboratory().upgrades().size() == upgrades
                        && !bench.csms().isConnected(),
                "none",
                bench.laboratory().upgrades());
        Checks.that("step 16: attempts with TLS", endpoint.attempts().size() > attempts, "some", endpoint.attempts());
        endpoint.serve(2);
        bench.csms().awaitThat("step 18: a connection", LONG, () -> bench.csms().isConnected());
        ServerCertificateCases.assertSecured(bench, "step 18", upgrades);
    }

    /** Not without a root of the CSMS. */
    @TestCase("TC_A_20_CS")
    @Connects(securityProfile = 1)
    public void upgradeWithoutRoot(Bench bench) {
        Slots slots = new Slots(bench);
        slots.configureActiveAlone();
        bench.laboratory().second().serve(2);
        assertNotUpgraded(bench, slots, 2);
    }

    /** Not to security profile 3 without a certificate of the station's own. */
    @TestCase("TC_A_21_CS")
    @Connects(securityProfile = 2)
    public void upgradeWithoutCertificate(Bench bench) {
        bench.laboratory().second().serve(3);
        assertNotUpgraded(bench, new Slots(bench), 3);
    }

    private static void assertNotUpgraded(Bench bench, Slots slots, int securityProfile) {
        List<String> before = slots.priority();
        // Of A_20 the standard allows Rejected too, after which the case ends; the project decides for Accepted.
        Checks.equal(
                "step 2: SetNetworkProfileResponse.status",
                slots.set(slots.other(), bench.laboratory().second(), securityProfile),
                SetNetworkProfileStatusEnumType.Accepted);
        Checks.equal(
                "step 4: SetVariablesResponse.setVariableResult[0].attributeStatus",
                slots.prioritizeOther(),
                SetVariableStatusEnumType.Rejected);
        Checks.equal("after step 4: OCPPCommCtrlr.NetworkConfigurationPriority", slots.priority(), before);
    }

    /** Never back to security profile 1. */
    @TestCase("TC_A_22_CS")
    @Connects(securityProfile = 2)
    public void downgrade(Bench bench) {
        bench.laboratory().second().serve(1);
        Slots slots = new Slots(bench);
        Checks.equal(
                "step 2: SetNetworkProfileResponse.status",
                slots.set(slots.other(), bench.laboratory().second(), 1),
                SetNetworkProfileStatusEnumType.Rejected);
    }
}
