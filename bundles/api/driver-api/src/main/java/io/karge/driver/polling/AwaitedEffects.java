package io.karge.driver.polling;

import io.karge.driver.EvseState;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.SetAvailability;
import io.karge.driver.HardwareCommand.SetLimit;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareCommand.UnlockConnector;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * The effects of commands that are looked for: at once and then in short intervals, until they show in a picture or 2 s
 * have passed. The last command counts at each EVSE; 0 is all of them. Not thread-safe.
 */
final class AwaitedEffects {
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private final long intervalNanos;
    private final Map<Integer, Awaited> awaited = new TreeMap<>();

    AwaitedEffects(Duration interval) {
        intervalNanos = interval.toNanos();
    }

    /** A command was given to the hardware. */
    void await(HardwareCommand command, long now) {
        if (hasEffect(command)) {
            awaited.put(command.evseId(), new Awaited(command, now + LONGEST.toNanos(), now));
        }
    }

    /** When the next look is due; empty when nothing is awaited. */
    OptionalLong dueAt() {
        return awaited.values().stream().mapToLong(Awaited::lookAt).reduce((a, b) -> a - b < 0 ? a : b);
    }

    /** The EVSE that is to be looked at, 0 for all: the one whose look is due longest. */
    OptionalInt next(long now) {
        Optional<Awaited> due = awaited.values().stream()
                .filter(effect -> effect.lookAt - now <= 0)
                .reduce((a, b) -> b.lookAt - a.lookAt < 0 ? b : a);
        due.ifPresent(
                effect -> awaited.put(effect.evseId(), new Awaited(effect.command, effect.until, now + intervalNanos)));
        return due.map(effect -> OptionalInt.of(effect.evseId())).orElse(OptionalInt.empty());
    }

    /**
     * Lets go of what shows in the picture and of what is awaited for too long.
     *
     * @param evseId the only EVSE that was looked at, 0 when it was the whole hardware
     */
    void seen(Picture picture, int evseId, long now) {
        awaited.values()
                .removeIf(effect -> effect.until - now <= 0
                        || ((evseId == 0 || evseId == effect.evseId()) && shows(effect.command, picture)));
    }

    void clear() {
        awaited.clear();
    }

    private static boolean hasEffect(HardwareCommand command) {
        return command instanceof StopEnergy
                || command instanceof AllowEnergy
                || command instanceof SetAvailability
                || command instanceof SetLimit
                || command instanceof UnlockConnector;
    }

    /** Of a limit or a lock no picture tells whether it took effect: one look is enough. */
    private static boolean shows(HardwareCommand command, Picture picture) {
        List<EvseState> evses = picture.evses().stream()
                .filter(evse -> command.evseId() == 0 || command.evseId() == evse.evseId())
                .toList();
        if (command instanceof StopEnergy) {
            return evses.stream().noneMatch(EvseState::powerPathClosed);
        } else if (command instanceof AllowEnergy) {
            return evses.stream().allMatch(evse -> evse.powerPathClosed() || !mayClose(evse));
        } else if (command instanceof SetAvailability availability) {
            return evses.stream().allMatch(evse -> evse.operative() == availability.operative());
        }
        return true;
    }

    private static boolean mayClose(EvseState evse) {
        return evse.pluggedIn() && evse.operative() && evse.faultsInUse().isEmpty();
    }

    private record Awaited(HardwareCommand command, long until, long lookAt) {
        int evseId() {
            return command.evseId();
        }
    }
}
