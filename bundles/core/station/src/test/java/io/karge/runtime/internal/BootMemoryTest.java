package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.ocpp.types.BootReasonEnumType;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class BootMemoryTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(nullValues = "-", textBlock = """
            first start,                       -, -,              -,       false, 7, POWER_UP,        PowerUp
            first start without hardware,      -, -,              -,       false, -, -,               PowerUp
            gateway restarted,                 7, -,              -,       true,  7, POWER_UP,        ApplicationReset
            gateway restarted while link down, 7, -,              -,       true,  -, -,               ApplicationReset
            power came back,                   7, -,              -,       true,  8, POWER_UP,        PowerUp
            cabinet's watchdog,                7, -,              -,       true,  8, WATCHDOG,        Watchdog
            reset at the cabinet,              7, -,              -,       true,  8, REQUESTED_RESET, LocalReset
            firmware from the cabinet,         7, -,              -,       true,  8, FIRMWARE_UPDATE, FirmwareUpdate
            counter began anew,                7, -,              -,       true,  1, POWER_UP,        PowerUp
            own reset with the cabinet,        7, RemoteReset,    -,       true,  8, REQUESTED_RESET, RemoteReset
            own reset without the cabinet,     7, ScheduledReset, -,       true,  7, POWER_UP,        ScheduledReset
            own update,                        7, FirmwareUpdate, -,       true,  8, FIRMWARE_UPDATE, FirmwareUpdate
            crash before it was accepted,      7, -,              PowerUp, true,  7, POWER_UP,        PowerUp
            power went before it was accepted, 7, -,              Watchdog, true, 8, POWER_UP,        PowerUp
            hardware seen for the first time,  -, -,              -,       true,  9, POWER_UP,        ApplicationReset
            """)
    void decidesWhyTheStationBoots(
            String name,
            Long counter,
            BootReasonEnumType intent,
            BootReasonEnumType unreported,
            boolean bootedBefore,
            Long cabinetCounter,
            BootReason cabinetReason,
            BootReasonEnumType expected) {
        BootMemory memory = new BootMemory(counter, intent, unreported, bootedBefore);
        Optional<CabinetState> cabinet = cabinetCounter == null
                ? Optional.empty()
                : Optional.of(new CabinetState("SN", "3.0.0", cabinetCounter, cabinetReason));

        assertThat(memory.reason(cabinet)).isEqualTo(expected);
    }

    @Test
    void forgetsTheIntentAndLearnsTheCounterWithTheBoot() {
        BootMemory before = new BootMemory(7L, BootReasonEnumType.RemoteReset, null, true);

        BootMemory after = before.booted(BootReasonEnumType.RemoteReset, Optional.of(cabinet(8)));

        assertThat(after).isEqualTo(new BootMemory(8L, null, BootReasonEnumType.RemoteReset, true));
        assertThat(after.reported()).isEqualTo(new BootMemory(8L, null, null, true));
        assertThat(after.isReboot(cabinet(8))).isFalse();
        assertThat(after.isReboot(cabinet(9))).isTrue();
    }

    @ParameterizedTest
    @EnumSource(BootReason.class)
    void knowsEveryReasonOfACabinet(BootReason reason) {
        BootMemory memory = new BootMemory(1L, null, null, true);

        assertThat(memory.reason(Optional.of(new CabinetState("SN", "3.0.0", 2, reason))))
                .isNotEqualTo(BootReasonEnumType.ApplicationReset);
    }

    private static CabinetState cabinet(long counter) {
        return new CabinetState("SN", "3.0.0", counter, BootReason.POWER_UP);
    }
}
