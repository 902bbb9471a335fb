package io.karge.driver.hyc;

import io.karge.driver.StationModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.modbus.ModbusLink;
import io.karge.driver.polling.RefusedException;
import io.karge.failure.FailureWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The registers of a cabinet as text, for whoever looks for a fault: each with its address, in hexadecimal and in decimal
 * digits. Registers that name a customer or his vehicle, and texts for him, are masked.
 */
final class RegisterDump {
    static final String FILE = "registers.txt";

    private static final int STATION_REGISTERS = 53;
    private static final int BLOCK = 1000;
    private static final int BLOCK_REGISTERS = 33;
    private static final int LIMIT_REGISTERS = 4;
    private static final int COMMAND_REGISTERS = 5;
    /** The UID of the card that was presented last. */
    private static final Set<Integer> OF_BLOCK = range(1005, 10);
    /** EVCC id and idTag, from the base of the connector. */
    private static final Set<Integer> OF_CONNECTOR = range(18, 14);

    private final List<String> lines = new ArrayList<>();
    private final ModbusLink link;

    private RegisterDump(ModbusLink link) {
        this.link = link;
    }

    private static Set<Integer> range(int from, int count) {
        return IntStream.range(from, from + count).boxed().collect(Collectors.toSet());
    }

    /**
     * Reads all registers and writes them into {@link #FILE}.
     *
     * @throws RefusedException when the file cannot be written
     * @throws IOException when the link fails
     */
    static void write(ModbusLink link, StationModel model, Instant at, Path folder) throws IOException {
        RegisterDump dump = new RegisterDump(link);
        dump.lines.add("Registers of the " + model.model() + " at " + at);
        dump.input("station", 0, STATION_REGISTERS, Set.of());
        dump.input("integration block", BLOCK, BLOCK_REGISTERS, OF_BLOCK);
        for (EvseModel evse : model.evses()) {
            int base = HycEvse.base(evse.evseId());
            Set<Integer> masked =
                    OF_CONNECTOR.stream().map(offset -> base + offset).collect(Collectors.toSet());
            dump.input("connector " + evse.evseId(), base, HycEvse.REGISTERS, masked);
            dump.holding("limits of connector " + evse.evseId(), base, LIMIT_REGISTERS);
        }
        dump.holding("limits of the station", 0, LIMIT_REGISTERS);
        dump.holding("command, without its text", CommandBlock.SEQUENCE, COMMAND_REGISTERS);
        try {
            Files.write(folder.resolve(FILE), dump.lines, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new RefusedException("the registers cannot be written into " + folder + ": " + FailureWords.of(e));
        }
    }

    private void input(String what, int address, int count, Set<Integer> masked) throws IOException {
        try {
            add(what + ", input registers", address, link.readInput(address, count), masked);
        } catch (RefusedException e) {
            lines.add(what + ": " + e.getMessage());
        }
    }

    private void holding(String what, int address, int count) throws IOException {
        try {
            add(what + ", holding registers", address, link.readHolding(address, count), Set.of());
        } catch (RefusedException e) {
            lines.add(what + ": " + e.getMessage());
        }
    }

    private void add(String what, int address, int[] values, Set<Integer> masked) {
        lines.add("");
        lines.add(what);
        for (int i = 0; i < values.length; i++) {
            int at = address + i;
            lines.add(
                    masked.contains(at)
                            ? String.format(Locale.ROOT, "%5d  %s", at, values[i] == 0 ? "0" : "***")
                            : String.format(Locale.ROOT, "%5d  0x%04X %6d", at, values[i], values[i]));
        }
    }
}
