package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.StationConfig;
import io.karge.runtime.StationView;
import io.karge.station.SecurityLog;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A01: a password that the CSMS set, and has perhaps not stored yet when the station comes back with it. */
class PasswordsTest {
    private static final String OLD = GatewayHarness.PASSWORD;
    private static final String NEW = "the-new-password-42";
    private static final String NEWER = "a-password-newer-still";

    private final GatewayHarness h = new GatewayHarness();
    private int seen;

    @BeforeEach
    void online() {
        h.online();
        set("OCPPCommCtrlr", "NetworkProfileConnectionAttempts", "1");
        set("OCPPCommCtrlr", "RetryBackOffWaitMinimum", "10");
        set("OCPPCommCtrlr", "RetryBackOffRepeatTimes", "0");
        set("OCPPCommCtrlr", "RetryBackOffRandomRange", "0");
        seen = h.csms.attempts.size();
    }

    private SetVariableStatusEnumType set(String component, String variable, String value) {
        return h.now(h.gateway.setVariable(
                        GatewayHarness.ID,
                        SetVariableDataType.of(value, ComponentType.of(component), VariableType.of(variable))))
                .attributeStatus();
    }

    private void change(String password) {
        set("SecurityCtrlr", "BasicAuthPassword", password);
    }

    private void csmsKnows(String password) {
        h.csms.handshakeBy(
                endpoint -> FakeCsms.password(endpoint).equals(password) ? FakeCsms.SWITCHING_PROTOCOLS : 401);
    }

    private void csmsAnswers(int status) {
        h.csms.handshakeBy(endpoint -> status);
    }

    /** The passwords of the attempts since it was asked last. */
    private List<String> tried() {
        List<String> tried = h.csms.attempts.subList(seen, h.csms.attempts.size()).stream()
                .map(FakeCsms::password)
                .toList();
        seen = h.csms.attempts.size();
        return tried;
    }

    private void attempts(int more) {
        h.time.advance(Duration.ofSeconds(10L * more));
    }

    private List<String> logged() {
        return h.securityLog.stream().map(SecurityLog.Entry::what).toList();
    }

    @Test
    void goesOnWithTheNewOneUnderItsBackOffUntilTheCsmsHasStoredIt() {
        // A01.FR.01
        csmsKnows(OLD);
        change(NEW);
        h.time.advance(Duration.ofMillis(9_999));
        assertThat(tried()).containsExactly(NEW);
        csmsKnows(NEW);
        attempts(1);
        assertThat(tried()).containsExactly(NEW);
        assertThat(h.view().connection()).isEqualTo("online");

        csmsKnows(OLD); // which is erased
        h.csms.cut();
        attempts(6);
        assertThat(tried()).hasSizeGreaterThan(4).containsOnly(NEW);
    }

    @Test
    void takesTurnsAfterThreeRefusalsAlsoWhereFewerAreConfigured() {
        csmsAnswers(401);
        change(NEW);
        attempts(6);
        assertThat(tried()).containsExactly(NEW, NEW, NEW, OLD, NEW, OLD, NEW);
    }

    @Test
    void takesTurnsAfterAsManyRefusalsAsAreConfigured() {
        set("OCPPCommCtrlr", "NetworkProfileConnectionAttempts", "5");
        csmsAnswers(401);
        change(NEW);
        attempts(6);
        assertThat(tried()).containsExactly(NEW, NEW, NEW, NEW, NEW, OLD, NEW);
    }

    @Test
    void goesBackToTheOneBeforeWhenTheCsmsAcceptsThat() {
        csmsKnows(OLD);
        change(NEW);
        attempts(3);
        assertThat(tried()).containsExactly(NEW, NEW, NEW, OLD);
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().problems()).isEmpty();
        assertThat(logged()).hasSize(2).first().asString().contains("changed");
        assertThat(logged().get(1)).contains("the one before is in force again");

        csmsAnswers(401); // the new one is erased
        h.csms.cut();
        attempts(6);
        assertThat(tried()).containsOnly(OLD);
    }

    @Test
    void takesTheNewOneWhenItsTurnComesAgain() {
        csmsAnswers(401);
        change(NEW);
        attempts(3);
        csmsKnows(NEW);
        attempts(1);
        assertThat(tried()).containsExactly(NEW, NEW, NEW, OLD, NEW);
        assertThat(h.view().connection()).isEqualTo("online");
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 404, 500, 503})
    void countsNothingBut401(int status) {
        csmsAnswers(status);
        change(NEW);
        attempts(6);
        assertThat(tried()).hasSize(7).containsOnly(NEW);
    }

    @Test
    void countsNoAttemptThatReachesNobody() {
        h.csms.reachable(false);
        change(NEW);
        attempts(6);
        assertThat(tried()).hasSize(7).containsOnly(NEW);
    }

    @Test
    void goesOnWhereItWasAfterACrash() {
        csmsAnswers(401);
        change(NEW);
        attempts(1);
        assertThat(tried()).containsExactly(NEW, NEW);
        h.crashAndStart();
        assertThat(tried()).containsExactly(NEW);
        h.crashAndStart();
        assertThat(tried()).containsExactly(OLD);
        csmsKnows(OLD);
        h.crashAndStart();
        attempts(1);
        assertThat(tried()).containsExactly(NEW, OLD);
        h.crashAndStart();
        assertThat(tried()).containsExactly(OLD);
        assertThat(h.view().connection()).isEqualTo("online");
    }

    @Test
    void keepsTheLastAcceptedOneWhenItIsChangedAgainBeforeTheCsmsHasAnswered() {
        csmsAnswers(401);
        change(NEW);
        attempts(4);
        tried();
        change(NEWER);
        attempts(4);
        assertThat(tried()).containsExactly(NEWER, NEWER, NEWER, OLD, NEWER);
    }

    @Test
    void hasNothingOnTrialWhenItIsSetBack() {
        csmsAnswers(401);
        change(NEW);
        change(OLD);
        attempts(6);
        assertThat(tried()).startsWith(NEW, OLD).filteredOn(NEW::equals).hasSize(1);
    }

    /** The administrator knows best. */
    @Test
    void endsTheTrialWithAPasswordOfTheCfg() {
        csmsAnswers(401);
        change(NEW);
        attempts(1);
        tried();
        h.gateway.putStation(StationConfig.of(
                GatewayHarness.ID,
                "memory",
                URI.create("memory:1"),
                URI.create("ws://csms.example/ocpp"),
                "a-password-of-the-file"));
        h.time.runUntilIdle();
        attempts(6);
        assertThat(tried()).hasSizeGreaterThan(5).containsOnly("a-password-of-the-file");
    }

    @Test
    void isLoggedWithoutItsContent() {
        // A01.FR.11, A01.FR.12
        change(NEW);
        assertThat(h.securityLog).singleElement().satisfies(entry -> {
            assertThat(entry.stationId()).isEqualTo(GatewayHarness.ID);
            assertThat(entry.event()).isEqualTo("ReconfigurationOfSecurityParameters");
            assertThat(entry.toString()).doesNotContain(NEW).doesNotContain(OLD);
        });
        assertThat(h.csms.received("SecurityEventNotification")).isEmpty();
    }

    @Test
    void tellsPeopleThatThePasswordWasChanged() {
        csmsAnswers(401);
        change(NEW);
        assertThat(h.view().problems())
                .extracting(StationView.Problem::remedy)
                .singleElement()
                .asString()
                .contains("changed lately");
    }

    private String remedy() {
        h.csms.cut();
        attempts(1);
        return h.view().problems().get(0).remedy();
    }

    @Test
    void saysWhereThePasswordThatTheCsmsRefusesComesFrom() {
        csmsAnswers(401);
        assertThat(remedy())
                .contains("comes from basicAuthPassword of the station's configuration")
                .doesNotContain(OLD);
    }

    @Test
    void saysThatThePasswordThatTheCsmsRefusesWasSetLaterThanTheCfg() {
        change(NEW);
        csmsAnswers(401);
        assertThat(remedy())
                .contains("was set with SetVariables", "security log")
                .doesNotContain(NEW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"with a blank inside", "too-short", "umlauts-\u00e4re-not-allowed"})
    void refusesWhatIsNoPassword(String password) { // A00.FR.205
        // A00.FR.304
        assertThat(set("SecurityCtrlr", "BasicAuthPassword", password)).isEqualTo(SetVariableStatusEnumType.Rejected);
        assertThat(h.securityLog).isEmpty();
    }
}
