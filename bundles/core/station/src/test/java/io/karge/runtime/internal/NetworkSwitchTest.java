package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.ocpp.types.ComponentType;
import io.karge.ocpp.types.NetworkConnectionProfileType;
import io.karge.ocpp.types.OCPPInterfaceEnumType;
import io.karge.ocpp.types.OCPPTransportEnumType;
import io.karge.ocpp.types.OCPPVersionEnumType;
import io.karge.ocpp.types.SetVariableDataType;
import io.karge.ocpp.types.SetVariableResultType;
import io.karge.ocpp.types.SetVariableStatusEnumType;
import io.karge.ocpp.types.VariableType;
import io.karge.runtime.StationConfig;
import io.karge.station.StationContext;
import io.karge.station.VariableKey;
import io.karge.transport.WebSocketEndpoint;
import io.karge.transport.WebSocketFailure;
import io.karge.transport.WebSocketFailure.Kind;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From one network profile to another, and back where that fails (B09, B10). */
class NetworkSwitchTest {
    private static final String A = "ws://csms.example/ocpp/CS-1"; // the cfg's, slot 1
    private static final String B = "ws://b.example/ocpp/CS-1";
    private static final String C = "ws://c.example/ocpp/CS-1";

    private final GatewayHarness h = new GatewayHarness();
    private int seen;

    @BeforeEach
    void online() {
        h.online();
        set("NetworkProfileConnectionAttempts", "2");
        set("RetryBackOffWaitMinimum", "10");
        set("RetryBackOffRepeatTimes", "0");
        set("RetryBackOffRandomRange", "0");
        attempts();
    }

    // --- setting ---

    /** B09.FR.06. */
    @Test
    void hasThreeSlotsOfWhichTheCfgSetsTheFirst() {
        StationContext context = h.provisioning.context();
        assertThat(context.networkProfiles().slots()).containsExactly(1, 2, 3);
        assertThat(context.networkProfiles().active()).isEqualTo(1);
        assertThat(context.networkProfiles().profile(1)).contains(profile("ws://csms.example/ocpp", 30));
        assertThat(context.networkProfiles().profile(2)).isEmpty();
    }

    /** B10.FR.01, B10.FR.02. */
    @Test
    void takesOnlySlotsThatHoldAProfile() {
        SetVariableResultType refused = setResult("NetworkConfigurationPriority", "2,1");
        assertThat(refused.attributeStatus()).isEqualTo(SetVariableStatusEnumType.Rejected);
        assertThat(refused.attributeStatusInfo().additionalInfo()).contains("slot 2 holds no network profile");
        assertThat(setResult("NetworkConfigurationPriority", "").attributeStatus())
                .isEqualTo(SetVariableStatusEnumType.Rejected);
        assertThat(setResult("NetworkConfigurationPriority", "1,7").attributeStatus())
                .isEqualTo(SetVariableStatusEnumType.Rejected);

        profile(2, "ws://b.example/ocpp");
        assertThat(setResult("NetworkConfigurationPriority", "2,1").attributeStatus())
                .isEqualTo(SetVariableStatusEnumType.Accepted);
        assertThat(value("NetworkConfigurationPriority")).isEqualTo("2,1");
    }

    /** B09, remark: neither a slot nor the priority counts before the station has booted. */
    @Test
    void changesNothingBeforeTheNextBoot() {
        migrateTo(B);
        profile(1, "ws://c.example/ocpp");
        h.csms.cut();
        h.time.advance(Duration.ofMinutes(1));
        assertThat(attempts()).containsExactly(A);
        assertThat(value("ActiveNetworkProfile")).isEqualTo("1");
    }

    // --- switching ---

    /** B09.FR.01, B10.FR.01, B10.FR.04, B10.FR.06; TC_B_45. */
    @Test
    void connectsToTheFirstEntryAfterAReset() {
        migrateTo(B);
        List<String> order = new ArrayList<>();
        h.csms.failBy(endpoint -> {
            order.add(h.csms.open == null ? "closed" : "still open");
            return null;
        });
        reset();
        assertThat(attempts()).containsExactly(B);
        assertThat(order).containsExactly("closed");
        assertThat(value("ActiveNetworkProfile")).isEqualTo("2");
        assertThat(h.view().networkProfile()).isEqualTo(2);
        assertThat(h.view().connection()).isEqualTo("online");
        assertThat(h.view().problems()).isEmpty();
        h.csms.cut();
        h.time.advance(Duration.ofMinutes(1));
        assertThat(attempts()).containsExactly(B);
    }

    /** B10.FR.03; TC_B_46. */
    @Test
    void goesOnWithTheNextEntryAfterTheAttemptsOfTheFirst() {
        migrateTo(B);
        failing(B);
        reset();
        assertThat(attempts()).as("at once").containsExactly(B);
        h.time.advance(Duration.ofMillis(8_500));
        assertThat(attempts()).as("the back-off").isEmpty();
        h.time.advance(Duration.ofSeconds(1));
        assertThat(attempts()).as("the next entry at once").containsExactly(B, A);
        assertThat(h.view().networkProfile()).isEqualTo(1);
        assertThat(h.view().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.why()).contains("slot 2", "refused", "ws://csms.example/ocpp", "slot 1");
            assertThat(problem.remedy()).contains("tried again after a reset");
        });
    }

    /** B10.FR.07, B10.FR.09; TC_B_49: the new one, at once the one before, and that one after the wait. */
    @Test
    void fallsBackToTheLastThatWorked() {
        set("NetworkProfileConnectionAttempts", "1");
        migrateTo(B);
        failing(B, A);
        reset();
        assertThat(attempts()).containsExactly(B, A);
        h.csms.failBy(endpoint -> null);
        h.time.advance(Duration.ofMillis(8_500));
        assertThat(attempts()).isEmpty();
        h.time.advance(Duration.ofSeconds(1));
        assertThat(attempts()).containsExactly(A);
    }

    /** B10.FR.08, B10.FR.09: the CSMS that worked last may be gone for good. */
    @Test
    void comesBackToTheEntriesWhenTheLastThatWorkedIsGone() {
        migrateTo(B);
        failing(A, B);
        reset();
        h.time.advance(Duration.ofMinutes(1));
        assertThat(attempts()).startsWith(B, B, A, A, A, A);
        failing(A);
        h.time.advance(Duration.ofMinutes(10));
        assertThat(attempts()).endsWith(A, A, B);
        assertThat(h.view().networkProfile()).isEqualTo(2);
    }

    /** B10.FR.03: after a loss it is the first entry's turn again, after the wait of Part 4, 5.4. */
    @Test
    void beginsWithTheFirstEntryWhenTheConnectionIsLost() {
        migrateTo(B);
        failing(B);
        reset();
        h.time.advance(Duration.ofMinutes(1));
        attempts();
        failing();
        h.csms.cut();
        h.time.advance(Duration.ofMillis(9_999));
        assertThat(attempts()).isEmpty();
        h.time.advance(Duration.ofMillis(1));
        assertThat(attempts()).containsExactly(B);
        assertThat(value("ActiveNetworkProfile")).isEqualTo("2");
        assertThat(h.view().problems()).isEmpty();
    }

    /** B10.FR.10: the station has not booted, and is new to that CSMS. */
    @Test
    void introducesItselfThroughAnotherProfile() {
        migrateTo(B);
        failing(B);
        reset();
        h.time.advance(Duration.ofMinutes(1));
        int boots = h.boots().size();
        h.csms.cut();
        h.time.advance(Duration.ofMinutes(1));
        assertThat(h.boots()).as("the same again").hasSize(boots);
        failing();
        h.csms.cut();
        h.time.advance(Duration.ofMinutes(1));
        assertThat(h.view().networkProfile()).isEqualTo(2);
        assertThat(h.boots()).hasSize(boots + 1);
        assertThat(h.view().connection()).isEqualTo("online");
    }

    /** A password that is changed is shown to the CSMS that changed it, whatever the priority says. */
    @Test
    void aNewPasswordGoesToTheSameCsms() {
        migrateTo(B);
        failing(B);
        reset();
        h.time.advance(Duration.ofMinutes(1));
        failing();
        attempts();
        h.now(h.gateway.setVariable(
                GatewayHarness.ID,
                SetVariableDataType.of(
                        "another-password-1",
                        ComponentType.of("SecurityCtrlr"),
                        VariableType.of("BasicAuthPassword"))));
        h.time.advance(Duration.ofSeconds(1));
        assertThat(attempts()).containsExactly(A);
    }

    /** The message timeout of the profile is that of the handshake and of the calls. */
    @Test
    void theTimeoutIsThatOfTheProfile() {
        StationContext context = h.provisioning.context();
        step(() -> context.networkProfiles().set(2, profile("ws://b.example/ocpp", 7)));
        set("NetworkConfigurationPriority", "2,1");
        assertThat(value("MessageTimeout", "Default")).isEqualTo("30");
        reset();
        assertThat(lastAttempt().handshakeTimeout()).isEqualTo(Duration.ofSeconds(7));
        assertThat(value("MessageTimeout", "Default")).isEqualTo("7");
    }

    @Test
    void aPatientProfileDoesNotHoldTheHandshakeUp() { // effect: OCPPCommCtrlr.NetworkConfigurationPriority
        step(() -> h.provisioning.context().networkProfiles().set(2, profile("ws://b.example/ocpp", 86_400)));
        set("NetworkConfigurationPriority", "2,1");
        reset();
        assertThat(lastAttempt().handshakeTimeout()).isEqualTo(Duration.ofSeconds(60));
    }

    // --- never without a way ---

    /** The active slot was overwritten with what does not work: the profile that worked is still known. */
    @Test
    void survivesAnActiveSlotThatWasOverwritten() {
        profile(1, "ws://wrong.example/ocpp");
        failing("ws://wrong.example/ocpp/CS-1");
        reset();
        h.time.advance(Duration.ofMinutes(1));
        assertThat(attempts()).containsExactly("ws://wrong.example/ocpp/CS-1", "ws://wrong.example/ocpp/CS-1", A);
        h.crashAndStart();
        h.time.advance(Duration.ofMinutes(1));
        assertThat(attempts()).endsWith(A);
        assertThat(h.view().connection()).isEqualTo("online");

        failing();
        reset();
        assertThat(attempts()).containsExactly("ws://wrong.example/ocpp/CS-1");
    }

    /** Whenever the process dies, at each write of a migration: it comes back by the old profile or by the new one. */
    @Test
    void reconnectsWheneverItDies() {
        int most = 0;
        for (int die = 1; die < 60; die++) {
            for (Set<String> down : List.of(Set.<String>of(), Set.of(B), Set.of(A))) {
                MigrationThatDies migration = new MigrationThatDies(die, down);
                assertThat(migration.connected())
                        .as("died at write " + die + ", down: " + down)
                        .isTrue();
                most = migration.died ? die : most;
            }
        }
        assertThat(most).as("writes").isBetween(8, 55);
    }

    // --- the cfg ---

    /** The file wins where its seed has changed, also over the priority; what worked before is not gone back to. */
    @Test
    void anotherUrlInTheCfgComesFirst() {
        migrateTo(B);
        reset();
        attempts();
        failing(C);
        h.gateway.putStation(config("ws://c.example/ocpp"));
        h.time.advance(Duration.ofSeconds(1));
        assertThat(value("NetworkConfigurationPriority")).isEqualTo("1,2");
        h.time.advance(Duration.ofSeconds(10));
        assertThat(attempts()).containsExactly(C, C, B);
        failing();
        h.csms.cut();
        h.time.advance(Duration.ofMinutes(1));
        assertThat(attempts()).containsExactly(C);
    }

    @Test
    void theSameCfgChangesNothing() {
        migrateTo(B);
        reset();
        attempts();
        h.gateway.putStation(GatewayHarness.config());
        h.time.advance(Duration.ofMinutes(1));
        assertThat(attempts()).isEmpty();
        h.crashAndStart();
        assertThat(attempts()).containsExactly(B);
    }

    // --- ---

    /** A migration to B in a station of its own that dies with its n-th write; then it starts anew. */
    private static final class MigrationThatDies {
        private final GatewayHarness mine = new GatewayHarness();
        private final DyingStore disk = new DyingStore(mine.store);
        private final boolean died;

        MigrationThatDies(int die, Set<String> down) {
            mine.asked = disk;
            mine.gateway = mine.build();
            mine.online();
            mine.csms.failBy(endpoint -> failure(endpoint, down));
            disk.dieWith(die);
            StationContext context = mine.provisioning.context();
            context.post(() -> context.networkProfiles().set(1, profile("ws://b.example/ocpp", 30)));
            context.post(() -> context.networkProfiles().set(2, profile("ws://b.example/ocpp", 30)));
            mine.time.runUntilIdle();
            mine.now(mine.gateway.setVariable(GatewayHarness.ID, data("NetworkConfigurationPriority", "2,1")));
            mine.now(mine.gateway.restart(GatewayHarness.ID));
            mine.time.advance(Duration.ofMinutes(5));
            died = disk.isDead();
            disk.dieWith(Integer.MAX_VALUE);
            mine.crashAndStart();
            mine.time.advance(Duration.ofMinutes(30));
        }

        boolean connected() {
            return mine.view().connection().equals("online");
        }
    }

    private static WebSocketFailure failure(WebSocketEndpoint endpoint, Set<String> down) {
        return down.contains(endpoint.uri().toString())
                ? WebSocketFailure.of(Kind.REFUSED, "the CSMS at " + endpoint.uri() + " refused")
                : null;
    }

    private void failing(String... urls) {
        Set<String> down = Set.copyOf(Arrays.asList(urls));
        h.csms.failBy(endpoint -> failure(endpoint, down));
    }

    /** The URLs of the attempts since it was asked last. */
    private List<String> attempts() {
        List<String> since = h.csms.attempts.subList(seen, h.csms.attempts.size()).stream()
                .map(endpoint -> endpoint.uri().toString())
                .toList();
        seen = h.csms.attempts.size();
        return since;
    }

    private WebSocketEndpoint lastAttempt() {
        return h.csms.attempts.get(h.csms.attempts.size() - 1);
    }

    private void migrateTo(String url) {
        profile(2, url.replace("/CS-1", ""));
        assertThat(setResult("NetworkConfigurationPriority", "2,1").attributeStatus())
                .isEqualTo(SetVariableStatusEnumType.Accepted);
    }

    private void profile(int slot, String url) {
        step(() -> h.provisioning.context().networkProfiles().set(slot, profile(url, 30)));
    }

    private void step(Runnable task) {
        h.provisioning.context().post(task);
        h.time.runUntilIdle();
    }

    private void reset() {
        h.now(h.gateway.restart(GatewayHarness.ID));
        h.time.advance(Duration.ofSeconds(1));
    }

    private void set(String variable, String value) {
        setResult(variable, value);
    }

    private SetVariableResultType setResult(String variable, String value) {
        return h.now(h.gateway.setVariable(GatewayHarness.ID, data(variable, value)));
    }

    private static SetVariableDataType data(String variable, String value) {
        return SetVariableDataType.of(value, ComponentType.of("OCPPCommCtrlr"), VariableType.of(variable));
    }

    private String value(String variable) {
        return value(VariableKey.of("OCPPCommCtrlr", variable));
    }

    private String value(String variable, String instance) {
        return value(VariableKey.instance("OCPPCommCtrlr", variable, instance));
    }

    private String value(VariableKey key) {
        Optional<String> value = h.provisioning.context().deviceModel().value(key);
        return value.orElseThrow();
    }

    private static StationConfig config(String url) {
        return StationConfig.of(
                GatewayHarness.ID, "memory", URI.create("memory:1"), URI.create(url), GatewayHarness.PASSWORD);
    }

    private static NetworkConnectionProfileType profile(String url, int timeout) {
        return NetworkConnectionProfileType.of(
                OCPPVersionEnumType.OCPP20, OCPPTransportEnumType.JSON, url, timeout, 1, OCPPInterfaceEnumType.Wired0);
    }
}
