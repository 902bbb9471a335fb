package io.karge.simulator;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * The command block of the integration interface: executes a command once per new sequence number. Belongs to its
 * {@link Hypercharger} and is used under its lock.
 */
final class CommandBlock {
    static final int ACCEPTED = 1;
    static final int REJECTED = 2;

    private final Hypercharger cabinet;
    private int sequence;
    private int result = ACCEPTED;

    CommandBlock(Hypercharger cabinet) {
        this.cabinet = cabinet;
    }

    /** The sequence number last executed. */
    int sequence() {
        return sequence;
    }

    int result() {
        return result;
    }

    void powerDown() {
        sequence = 0;
        result = ACCEPTED;
    }

    /**
     * Executes a command unless its sequence number is the one last executed.
     *
     * @param evseId 0 is the station
     * @param argument unsigned
     */
    void execute(int newSequence, int command, int evseId, long argument, String text) {
        if (newSequence == sequence) {
            return;
        }
        sequence = newSequence;
        result = isDone(command, evseId, argument, text) ? ACCEPTED : REJECTED;
    }

    private boolean isDone(int command, int evseId, long argument, String text) {
        return switch (command) {
            case 1 -> allow(evseId, argument);
            case 2 -> each(evseId, Evse::stop);
            case 3 -> argument <= 1 && each(evseId, evse -> evse.setOperative(argument == 1));
            case 5 -> reset();
            case 6 -> cabinet.showMessage(evseId, text);
            case 7 -> install(argument, text);
            case 8 -> evseId == 0 || cabinet.hasEvse(evseId);
            // 4: the cables are fixed and the lock is the vehicle's
            default -> false;
        };
    }

    private boolean allow(int evseId, long limitW) {
        return cabinet.hasEvse(evseId)
                && cabinet.evse(evseId).isOperative()
                && cabinet.evse(evseId).faults().isEmpty()
                && !cabinet.update().isRunning()
                && each(evseId, evse -> evse.allow((int) Math.min(limitW, Integer.MAX_VALUE)));
    }

    private boolean each(int evseId, Consumer<Evse> action) {
        if (evseId == 0) {
            cabinet.evses().forEach(action);
            return true;
        }
        if (!cabinet.hasEvse(evseId)) {
            return false;
        }
        action.accept(cabinet.evse(evseId));
        return true;
    }

    private boolean reset() {
        cabinet.restartSoon();
        return true;
    }

    private boolean install(long size, String fileName) {
        Path folder = cabinet.nameplate().transferFolder();
        boolean plainName = !fileName.isEmpty() && !fileName.startsWith(".") && !fileName.matches(".*[/\\\\].*");
        boolean idle = !cabinet.update().isRunning() && cabinet.evses().stream().noneMatch(Evse::areContactorsClosed);
        if (folder == null || !plainName || !idle) {
            return false;
        }
        cabinet.update().start(folder, fileName, size);
        return true;
    }
}
