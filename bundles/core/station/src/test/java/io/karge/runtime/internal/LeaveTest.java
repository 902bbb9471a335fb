package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.BootReason;
import io.karge.ocpp.types.BootReasonEnumType;
import io.karge.station.LifeCycle;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a station does between a reset that was promised and the boot. */
class LeaveTest {
    private final GatewayHarness h = new GatewayHarness().online();

    private LifeCycle lifeCycle() {
        return h.provisioning.context().lifeCycle();
    }

    private void onLoop(Runnable task) {
        h.provisioning.context().after(Duration.ZERO, task);
        h.time.runUntilIdle();
    }

    @Test
    void staysOfflineUntilTheCabinetHasRestarted() { // B11.FR.03, B11.FR.04
        onLoop(() -> {
            lifeCycle().intend(BootReasonEnumType.RemoteReset);
            lifeCycle().leave("reset");
        });
        assertThat(h.csms.open).isNull();
        h.time.advance(Duration.ofMinutes(2));
        assertThat(h.csms.open).isNull();
        assertThat(h.csms.attempts).hasSize(1);

        h.cabinet().restart(BootReason.REQUESTED_RESET, Duration.ofSeconds(1));
        h.time.advance(Duration.ofSeconds(2));
        assertThat(h.boots()).containsExactly("PowerUp", "RemoteReset");
    }

    @Test
    void theAdministratorDoesNotBringItBackBefore() {
        onLoop(() -> lifeCycle().leave("reset"));
        h.now(h.gateway.disconnect(GatewayHarness.ID));
        h.now(h.gateway.connect(GatewayHarness.ID));
        h.time.advance(Duration.ofMinutes(2));
        assertThat(h.csms.attempts).hasSize(1);
    }
}
