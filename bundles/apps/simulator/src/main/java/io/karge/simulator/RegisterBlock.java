package io.karge.simulator;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Consecutive registers; values wider than one register are big-endian, high word first. */
final class RegisterBlock {
    private final int start;
    private final int[] words;

    RegisterBlock(int start, int count) {
        this.start = start;
        this.words = new int[count];
    }

    boolean covers(int address, int count) {
        return address >= start && address + count <= start + words.length;
    }

    int[] read(int address, int count) {
        return Arrays.copyOfRange(words, address - start, address - start + count);
    }

    /** An unsigned value; one that does not fit is saturated, as a measuring device does. */
    void u16(int offset, long value) {
        words[offset] = (int) Math.max(0, Math.min(value, 0xFFFF));
    }

    void u32(int offset, long value) {
        words[offset] = (int) ((value >>> 16) & 0xFFFF);
        words[offset + 1] = (int) (value & 0xFFFF);
    }

    void i64(int offset, long value) {
        u32(offset, value >>> 32);
        u32(offset + 2, value);
    }

    /** Two characters per register, null padded, cut off where the field ends. */
    void ascii(int offset, int bytes, String text) {
        raw(offset, Arrays.copyOf(text.getBytes(StandardCharsets.US_ASCII), bytes));
    }

    void raw(int offset, byte[] bytes) {
        for (int i = 0; i < bytes.length; i += 2) {
            words[offset + i / 2] = ((bytes[i] & 0xFF) << 8) | (bytes[i + 1] & 0xFF);
        }
    }
}
