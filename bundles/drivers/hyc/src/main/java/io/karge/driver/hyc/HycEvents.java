package io.karge.driver.hyc;

import io.karge.driver.FirmwareState;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.LimitsChanged;
import io.karge.driver.HardwareEvent.StopRequested;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.HardwareEvent.VendorEvent;
import io.karge.driver.TokenType;
import io.karge.driver.hyc.RegisterSnapshot.Card;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What happened between two snapshots of a cabinet and is not told by the states of the EVSEs. Pure. */
final class HycEvents {
    private static final int SEQUENCE_MASK = 0xFFFF;

    private HycEvents() {}

    /** The events between two snapshots that were read over the same link, one after the other, without a restart. */
    static List<HardwareEvent> between(RegisterSnapshot before, RegisterSnapshot after, Instant at) {
        List<HardwareEvent> events = new ArrayList<>();
        card(before.card(), after.card(), at, events);
        for (HycEvse evse : after.connectors()) {
            evse(before.connector(evse.state().evseId()), evse, at, events);
        }
        events.addAll(meanwhile(before, after, at));
        return List.copyOf(events);
    }

    /**
     * What a Snapshot does not tell: how far a firmware update got, and what is odd.
     *
     * @param before the last snapshot over the link that was lost or before the restart, null when the driver has just
     *     started
     */
    static List<HardwareEvent> meanwhile(@Nullable RegisterSnapshot before, RegisterSnapshot after, Instant at) {
        List<HardwareEvent> events = new ArrayList<>();
        boolean updateMoved = before == null
                ? after.update().state() != FirmwareState.IDLE
                : !before.update().equals(after.update());
        if (updateMoved) {
            events.add(after.firmwareProgress(at));
        }
        oddities(before, after, at, events);
        return List.copyOf(events);
    }

    private static void card(Card before, Card after, Instant at, List<HardwareEvent> events) {
        int presented = after.sequence() - before.sequence() & SEQUENCE_MASK;
        String uid = after.uid();
        TokenType type = after.type();
        if (presented > 1) {
            events.add(new VendorEvent(at, 0, "CardsMissed", Map.of("count", String.valueOf(presented - 1))));
        }
        if (presented > 0 && uid != null && type != null) {
            events.add(new TokenPresented(at, after.evseId(), uid, type));
        }
    }

    private static void evse(HycEvse before, HycEvse after, Instant at, List<HardwareEvent> events) {
        int evseId = after.state().evseId();
        if (before.stopSequence() != after.stopSequence()) {
            events.add(new StopRequested(at, evseId, after.state().meter()));
        }
        if (before.maxPowerW() != after.maxPowerW() || before.minPowerW() != after.minPowerW()) {
            events.add(new LimitsChanged(at, evseId, after.maxPowerW(), after.minPowerW()));
        }
        if (before.meterSerial() != after.meterSerial()) {
            String serial = String.valueOf(after.meterSerial());
            events.add(new VendorEvent(at, evseId, "MeterReplaced", Map.of("serialNumber", serial)));
        }
    }

    private static void oddities(
            @Nullable RegisterSnapshot before, RegisterSnapshot after, Instant at, List<HardwareEvent> events) {
        Set<Oddity> known = before == null ? Set.of() : before.oddities().collect(Collectors.toSet());
        after.oddities()
                .filter(oddity -> !known.contains(oddity))
                .map(oddity -> odd(at, oddity.evseId(), oddity.what()))
                .forEach(events::add);
    }

    /** What is told when registers make no sense. */
    static VendorEvent odd(Instant at, int evseId, String what) {
        return new VendorEvent(at, evseId, "ImplausibleRegisters", Map.of("what", what));
    }
}
