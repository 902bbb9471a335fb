package io.karge.driver.polling;

import io.karge.driver.CommandResult;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.StopEnergy;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands that wait for hardware that takes one at a time: StopEnergy before all others, which otherwise keep their
 * order. An AllowEnergy that is overtaken by a StopEnergy for the same EVSE is void. Thread-safe.
 *
 * @param <T> what the driver keeps for a command
 */
public final class PendingCommands<T> {
    /** The answer to a command that became void. */
    public static final CommandResult OVERTAKEN = new CommandResult.Rejected("overtaken by StopEnergy");

    private record Pending<T>(HardwareCommand command, T kept) {
        boolean isStop() {
            return command instanceof StopEnergy;
        }
    }

    private final List<Pending<T>> pending = new ArrayList<>();

    /**
     * Adds a command.
     *
     * @return what was kept for those that became void, to be answered with {@link #OVERTAKEN}
     */
    public synchronized List<T> add(HardwareCommand command, T kept) {
        Pending<T> added = new Pending<>(command, kept);
        if (!added.isStop()) {
            pending.add(added);
            return List.of();
        }
        int stops = 0;
        List<T> overtaken = new ArrayList<>();
        for (Iterator<Pending<T>> all = pending.iterator(); all.hasNext(); ) {
            Pending<T> other = all.next();
            stops += other.isStop() ? 1 : 0;
            if (other.command instanceof AllowEnergy && other.command.evseId() == command.evseId()) {
                all.remove();
                overtaken.add(other.kept);
            }
        }
        pending.add(stops, added);
        return overtaken;
    }

    /** Takes out what was kept for the command whose turn it is; null when none waits. */
    public synchronized @Nullable T next() {
        return pending.isEmpty() ? null : pending.remove(0).kept;
    }

    /** Whether no command waits. */
    public synchronized boolean isEmpty() {
        return pending.isEmpty();
    }

    /** Whether the command whose turn it is, is a StopEnergy. */
    public synchronized boolean stopIsNext() {
        return !pending.isEmpty() && pending.get(0).isStop();
    }
}
