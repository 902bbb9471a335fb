package io.karge.conformance;

import io.karge.conformance.lab.Laboratory;
import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.ResetEnumType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** HTTP Basic authentication and the password of it (A00, A01). */
public final class PasswordCases {
    private static final String NEW_PASSWORD = "New-password_of.the=lab|0123";
    private static final String TOO_SHORT = "fifteen-letters";

    /** 16 to 40 characters of a passwordString (Part 2, 2.1.4; A00.FR.205). */
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9*\\-_=:+|@.]{16,40}");

    /** Valid user and password. */
    @TestCase("TC_A_01_CS")
    @Connects(securityProfile = 1)
    public void validPassword(Bench bench) {
        bench.variables()
                .configure(
                        "SecurityCtrlr", "BasicAuthPassword", bench.laboratory().password());
        int before = bench.laboratory().upgrades().size();

        bench.stationStates().booted();

        assertAuthenticates(
                "step 1", newest(bench, "step 1", before), bench.laboratory().password());
    }

    /** A new password is taken, and used from the next connection on. */
    @TestCase("TC_A_09_CS")
    @Connects(securityProfile = 2)
    public void newPasswordIsAccepted(Bench bench) {
        int before = bench.laboratory().upgrades().size();
        bench.laboratory().expectPassword(NEW_PASSWORD);

        SetVariableStatusEnumType status = set(bench, NEW_PASSWORD);

        Checks.equal(
                "step 2: SetVariablesResponse.setVariableResult[0].attributeStatus",
                status,
                SetVariableStatusEnumType.Accepted,
                SetVariableStatusEnumType.RebootRequired);
        if (status == SetVariableStatusEnumType.RebootRequired) {
            bench.stationStates().booted(ResetEnumType.OnIdle);
        }
        awaitUpgrade(bench, "step 3", before);
        assertAuthenticates("step 3", bench.laboratory().upgrades().get(before), NEW_PASSWORD);
        bench.csms().awaitConnection("step 4");
        // Stored: the next connection is made with it too.
        int again = bench.laboratory().upgrades().size();
        reconnect(bench);
        assertAuthenticates("after step 8", bench.laboratory().upgrades().get(again), NEW_PASSWORD);
    }

    /** A password that is too short is refused; the old one counts. */
    @TestCase("TC_A_10_CS")
    @Connects(securityProfile = 2)
    public void shortPasswordIsRejected(Bench bench) {
        int before = bench.laboratory().upgrades().size();

        Checks.equal(
                "step 2: SetVariablesResponse.setVariableResult[0].attributeStatus",
                set(bench, TOO_SHORT),
                SetVariableStatusEnumType.Rejected);

        bench.stationStates().booted();
        bench.laboratory().upgrades().stream()
                .skip(before)
                .forEach(upgrade -> assertAuthenticates(
                        "step 3", upgrade, bench.laboratory().password()));
        newest(bench, "step 3", before);
    }

    private static SetVariableStatusEnumType set(Bench bench, String password) {
        return bench.variables()
                .set(SetVariableDataType.of(
                        password, ComponentType.of("SecurityCtrlr"), VariableType.of("BasicAuthPassword")))
                .get(0)
                .attributeStatus();
    }

    private static void reconnect(Bench bench) {
        bench.csms().refuseConnections();
        bench.csms().acceptConnections();
        bench.csms().awaitConnection("a connection after that one");
    }

    private static void awaitUpgrade(Bench bench, String step, int before) {
        bench.csms()
                .awaitThat(
                        step + ": HTTP upgrade request",
                        Duration.ZERO,
                        () -> bench.laboratory().upgrades().size() > before);
    }

    private static Laboratory.Upgrade newest(Bench bench, String step, int before) {
        List<Laboratory.Upgrade> upgrades = bench.laboratory().upgrades();
        Checks.that(step + ": HTTP upgrade request", upgrades.size() > before, "one", upgrades);
        return upgrades.get(upgrades.size() - 1);
    }

    /** The validations of the header, A_01 step 1. */
    static void assertAuthenticates(String step, Laboratory.Upgrade upgrade, String password) {
        String header = Checks.present(
                step + ": Authorization", upgrade.handshake().authorization().orElse(null));
        Checks.that(step + ": Authorization", header.startsWith("Basic "), "Basic", header);
        String both =
                new String(Base64.getDecoder().decode(header.substring("Basic ".length())), StandardCharsets.UTF_8);
        int colon = both.indexOf(':');
        String path = upgrade.handshake().path();
        Checks.equal(
                step + ": the user of Authorization",
                both.substring(0, Math.max(0, colon)),
                path.substring(path.lastIndexOf('/') + 1));
        String seen = both.substring(colon + 1);
        Matcher sound = PASSWORD.matcher(seen);
        Checks.that(step + ": the password's 16 to 40 characters", sound.matches(), "those allowed", seen);
        Checks.equal(step + ": the password of Authorization", seen, password);
        Checks.equal(step + ": the answer to the HTTP upgrade request", upgrade.status(), 101);
    }
}
