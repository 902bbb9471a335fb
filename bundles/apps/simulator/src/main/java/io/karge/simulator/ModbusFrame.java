package io.karge.simulator;

import static io.karge.simulator.ModbusExceptionResponse.ILLEGAL_DATA_VALUE;
import static io.karge.simulator.ModbusExceptionResponse.ILLEGAL_FUNCTION;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * Modbus TCP on bytes: what a request asks for and how its answer is written (Modbus Messaging on TCP/IP V1.0b, Modbus
 * Application Protocol V1.1b3). Serves functions 3, 4 and 16, which is what the cabinet knows.
 */
final class ModbusFrame {
    /** Transaction id, protocol id, length of what follows, unit id. */
    static final int HEADER = 7;

    static final int MAX_LENGTH = HEADER + 253;
    private static final int LENGTH_OFFSET = 4;
    private static final int EXCEPTION = 0x80;
    private static final int READ_HOLDING = 3;
    private static final int READ_INPUT = 4;
    private static final int WRITE_MULTIPLE = 16;

    private ModbusFrame() {}

    /**
     * How long the frame is that these bytes begin; 0 when there are too few to say, -1 when they are no Modbus TCP.
     */
    static int length(ByteBuffer received) {
        if (received.remaining() < HEADER) {
            return 0;
        }
        int start = received.position();
        int protocol = received.getShort(start + 2);
        int following = received.getShort(start + LENGTH_OFFSET) & 0xFFFF;
        boolean plausible = protocol == 0 && following >= 2 && following <= 254;
        return plausible ? HEADER - 1 + following : -1;
    }

    static int unitId(byte[] request) {
        return request[HEADER - 1] & 0xFF;
    }

    /** Whether the request reads input registers; then {@link #address} and {@link #count} say which. */
    static boolean isReadInput(byte[] request) {
        return request.length >= HEADER + 5 && request[HEADER] == READ_INPUT;
    }

    static int address(byte[] request) {
        return ByteBuffer.wrap(request).getShort(HEADER + 1) & 0xFFFF;
    }

    static int count(byte[] request) {
        return ByteBuffer.wrap(request).getShort(HEADER + 3) & 0xFFFF;
    }

    /** Serves a request and gives the frame to answer with; what the registers refuse becomes an exception answer. */
    static byte[] serve(byte[] request, HyperchargerRegisters registers) {
        try {
            ByteBuffer pdu = ByteBuffer.wrap(request, HEADER + 1, request.length - HEADER - 1);
            return switch (request[HEADER]) {
                case READ_INPUT -> values(request, registers.readInput(u16(pdu), u16(pdu)));
                case READ_HOLDING -> values(request, registers.readHolding(u16(pdu), u16(pdu)));
                case WRITE_MULTIPLE -> {
                    int address = u16(pdu);
                    int count = u16(pdu);
                    registers.writeHolding(address, toWrite(pdu, count));
                    yield written(request, address, count);
                }
                default -> exception(request, ILLEGAL_FUNCTION);
            };
        } catch (ModbusExceptionResponse e) {
            return exception(request, e.code());
        } catch (BufferUnderflowException e) {
            return exception(request, ILLEGAL_DATA_VALUE);
        }
    }

    static byte[] exception(byte[] request, int code) {
        byte[] frame = new byte[HEADER + 2];
        begin(frame, request).put((byte) code);
        frame[HEADER] |= (byte) EXCEPTION;
        return frame;
    }

    private static byte[] written(byte[] request, int address, int count) {
        byte[] frame = new byte[HEADER + 5];
        begin(frame, request).putShort((short) address).putShort((short) count);
        return frame;
    }

    /** Bytes in the right place that are no answer to anything. */
    static byte[] garbage(byte[] request) {
        byte[] noise = new byte[request.length];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (request[i] ^ 0xA5);
        }
        return noise;
    }

    private static int[] toWrite(ByteBuffer pdu, int count) {
        int bytes = pdu.get() & 0xFF;
        if (bytes != 2 * count || pdu.remaining() != bytes) {
            throw new ModbusExceptionResponse(
                    ILLEGAL_DATA_VALUE, "byte count " + bytes + " for " + count + " registers");
        }
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = u16(pdu);
        }
        return values;
    }

    private static int u16(ByteBuffer pdu) {
        return pdu.getShort() & 0xFFFF;
    }

    private static byte[] values(byte[] request, int[] values) {
        byte[] frame = new byte[HEADER + 2 + 2 * values.length];
        ByteBuffer data = begin(frame, request).put((byte) (2 * values.length));
        for (int value : values) {
            data.putShort((short) value);
        }
        return frame;
    }

    /** Writes the request's header and function into an answer; what it gives is where the data goes. */
    private static ByteBuffer begin(byte[] frame, byte[] request) {
        return ByteBuffer.wrap(frame)
                .put(request, 0, LENGTH_OFFSET)
                .putShort((short) (frame.length - HEADER + 1))
                .put(request[HEADER - 1])
                .put(request[HEADER]);
    }
}
