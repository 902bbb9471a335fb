package io.karge.simulator;

import io.karge.driver.testkit.VirtualTime;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A cabinet on virtual time, with a master's hands on its registers. */
final class Bench {
    static final int ALLOW = 1;
    static final int STOP = 2;
    static final int OPERATIVE = 3;
    static final int UNLOCK = 4;
    static final int RESET = 5;
    static final int MESSAGE = 6;
    static final int INSTALL = 7;
    static final int LAMPS = 8;

    final VirtualTime time = new VirtualTime();
    final Hypercharger cabinet;
    final HyperchargerRegisters registers;
    private int sequence;

    Bench() {
        this("hyc-400-eu", "3.0.0", null, null);
    }

    Bench(String model) {
        this(model, "3.0.0", null, null);
    }

    Bench(String model, String firmware, @Nullable Path transferFolder, @Nullable SavedState saved) {
        Nameplate nameplate = new Nameplate("demo", "CS-1", FirmwareVersion.parse(firmware), transferFolder);
        cabinet = new Hypercharger(
                HyperchargerModel.of(model), nameplate, time, time.newBlockingSerial("files"), saved, () -> {});
        registers = new HyperchargerRegisters(cabinet);
    }

    /** Sends a command with the next sequence number and gives its result. */
    int command(int command, int evseId, long argument, String text) {
        int[] block = new int[HyperchargerRegisters.COMMAND_LENGTH];
        block[0] = sequence = input(1020) + 1;
        block[1] = command;
        block[2] = evseId;
        block[3] = (int) (argument >> 16);
        block[4] = (int) (argument & 0xFFFF);
        for (int i = 0; i < text.length(); i++) {
            block[5 + i / 2] |= text.charAt(i) << (i % 2 == 0 ? 8 : 0);
        }
        registers.writeHolding(HyperchargerRegisters.COMMAND, block);
        return input(1021);
    }

    int command(int command, int evseId) {
        return command(command, evseId, 0, "");
    }

    int lastSequence() {
        return sequence;
    }

    /** A charging session at full power on EVSE 1. */
    Bench charging() {
        cabinet.plugIn(1, Vehicle.DEFAULT);
        command(ALLOW, 1);
        seconds(10);
        return this;
    }

    void seconds(double seconds) {
        time.advance(Duration.ofMillis((long) (seconds * 1000)));
    }

    EvseView evse(int evseId) {
        return cabinet.view().evses().get(evseId - 1);
    }

    int input(int address) {
        return registers.readInput(address, 1)[0];
    }

    long input32(int address) {
        int[] words = registers.readInput(address, 2);
        return ((long) words[0] << 16) | words[1];
    }

    long input64(int address) {
        return (input32(address) << 32) | input32(address + 2);
    }

    String inputText(int address, int bytes) {
        StringBuilder text = new StringBuilder();
        for (int word : registers.readInput(address, bytes / 2)) {
            text.append((char) (word >> 8)).append((char) (word & 0xFF));
        }
        return text.toString().replace("\0", "");
    }

    void writeLimit(int evseId, int limitW) {
        registers.writeHolding(evseId * 100, new int[] {limitW >>> 16, limitW & 0xFFFF});
    }
}
