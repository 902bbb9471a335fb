package io.karge.driver.hyc;

import io.karge.driver.modbus.ModbusLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Registers as they were read, addressed as in the map; numbers are big-endian, high word first. */
final class Registers {
    private final int start;
    private final int[] values;

    /** Reads input registers. */
    static Registers input(ModbusLink link, int start, int count) throws IOException {
        return new Registers(start, link.readInput(start, count));
    }

    Registers(int start, int[] values) {
        this.start = start;
        this.values = values.clone();
    }

    int u16(int address) {
        return values[address - start];
    }

    long u32(int address) {
        return (long) u16(address) << 16 | u16(address + 1);
    }

    long i64(int address) {
        return u32(address) << 32 | u32(address + 2);
    }

    /** A number that must fit an int; larger ones are capped. */
    int u32AsInt(int address) {
        return (int) Math.min(Integer.MAX_VALUE, u32(address));
    }

    byte[] bytes(int address, int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            int register = u16(address + i / 2);
            bytes[i] = (byte) (i % 2 == 0 ? register >> 8 : register);
        }
        return bytes;
    }

    /** ASCII text, null padded. */
    String ascii(int address, int length) {
        String text = new String(bytes(address, length), StandardCharsets.US_ASCII);
        int end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).trim();
    }

    /** Upper-case hexadecimal, two digits per byte. */
    String hex(int address, int length) {
        return HexFormat.of().withUpperCase().formatHex(bytes(address, length));
    }
}
