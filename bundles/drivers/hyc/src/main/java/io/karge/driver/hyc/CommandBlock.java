package io.karge.driver.hyc;

import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.AnswerToken;
import io.karge.driver.HardwareCommand.Reboot;
import io.karge.driver.HardwareCommand.SetAvailability;
import io.karge.driver.HardwareCommand.ShowMessage;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareCommand.UnlockConnector;
import io.karge.driver.HardwareCommand.VendorCommand;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A command as the cabinet takes it: what is written from register 1100 in one request.
 *
 * @param argument unsigned 32 bits
 * @param text at most 40 bytes in UTF-8, the rest is cut off
 */
record CommandBlock(int code, int evseId, long argument, String text) {
    /** Where the sequence is written, and read to know the next one. */
    static final int SEQUENCE = 1100;

    /** Where the sequence last executed is read, followed by its result. */
    static final int EXECUTED = 1020;

    /** The vendor command that makes the cabinet show which one it is. */
    static final String IDENTIFY = "Identify";

    private static final int TEXT_BYTES = 40;
    private static final int HEAD_REGISTERS = 5;

    /** The block for a command, null when the cabinet knows no such command. */
    static @Nullable CommandBlock of(HardwareCommand command, PowerLimits limits) {
        if (command instanceof AllowEnergy allow) {
            Integer limitW = limits.inForce(allow.evseId());
            return new CommandBlock(1, allow.evseId(), limitW == null ? 0 : limitW, "");
        } else if (command instanceof StopEnergy stop) {
            return new CommandBlock(2, stop.evseId(), 0, "");
        } else if (command instanceof SetAvailability availability) {
            return new CommandBlock(3, availability.evseId(), availability.operative() ? 1 : 0, "");
        } else if (command instanceof UnlockConnector unlock) {
            return new CommandBlock(4, unlock.evseId(), 0, "");
        } else if (command instanceof Reboot) {
            return new CommandBlock(5, 0, 0, "");
        } else if (command instanceof ShowMessage message) {
            return new CommandBlock(6, message.evseId(), 0, message.text());
        } else if (command instanceof AnswerToken answer) {
            return new CommandBlock(6, answer.evseId(), 0, answer.text());
        } else if (command instanceof VendorCommand vendor && vendor.name().equals(IDENTIFY)) {
            return new CommandBlock(8, vendor.evseId(), 0, "");
        }
        return null;
    }

    /** The block that has the cabinet install the image with that name and size. */
    static CommandBlock install(String fileName, long bytes) {
        return new CommandBlock(7, 0, bytes, fileName);
    }

    /** The registers to write, beginning with the sequence. */
    int[] registers(int sequence) {
        int[] registers = new int[HEAD_REGISTERS + TEXT_BYTES / 2];
        registers[0] = sequence;
        registers[1] = code;
        registers[2] = evseId;
        registers[3] = (int) (argument >> 16 & 0xFFFF);
        registers[4] = (int) (argument & 0xFFFF);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < fitting(bytes); i++) {
            registers[HEAD_REGISTERS + i / 2] |= i % 2 == 0 ? (bytes[i] & 0xFF) << 8 : bytes[i] & 0xFF;
        }
        return registers;
    }

    /** How many bytes fit without cutting a character in two: no character may begin before and end behind the cut. */
    private static int fitting(byte[] bytes) {
        int end = Math.min(bytes.length, TEXT_BYTES);
        while (end < bytes.length && end > 0 && (bytes[end] & 0xC0) == 0x80) {
            end--;
        }
        return end;
    }
}
