package io.karge.simulator;

import static io.karge.simulator.ModbusExceptionResponse.ILLEGAL_DATA_ADDRESS;
import static io.karge.simulator.ModbusExceptionResponse.ILLEGAL_DATA_VALUE;

import java.nio.charset.StandardCharsets;

/**
 * A {@link Hypercharger} as a Modbus master sees it: the load-management map and the integration block. Addresses are
 * zero-based PDU addresses, registers unsigned 16-bit values. A request is answered from one consistent state or
 * refused whole with a {@link ModbusExceptionResponse}. Callable on any thread. Link mode and loss of power are not
 * applied here: they concern the connection.
 */
public final class HyperchargerRegisters {
    static final int COMMAND = 1100;
    static final int COMMAND_LENGTH = 25;

    private static final int MAX_READ = 125;
    private static final int MAX_WRITE = 123;
    private static final int COMMAND_HEAD = 5;
    private static final int LIMIT_LENGTH = 4;

    private final Hypercharger cabinet;
    private final int[] command = new int[COMMAND_LENGTH];

    public HyperchargerRegisters(Hypercharger cabinet) {
        this.cabinet = cabinet;
    }

    /** Function 4. */
    public int[] readInput(int address, int count) {
        checkCount(count, MAX_READ);
        synchronized (cabinet) {
            return readFrom(InputRegisters.block(cabinet, address), address, count);
        }
    }

    /** Function 3. */
    public int[] readHolding(int address, int count) {
        checkCount(count, MAX_READ);
        synchronized (cabinet) {
            return readFrom(holding(address), address, count);
        }
    }

    /**
     * Function 16. A limit is written as two registers, a reactive set point as two, or both as four; a command in one
     * request from 1100 on, at least up to its argument.
     */
    public void writeHolding(int address, int[] values) {
        checkCount(values.length, MAX_WRITE);
        if (address >= COMMAND && address < COMMAND + COMMAND_LENGTH) {
            writeCommand(address, values);
        } else {
            writeSetPoints(address, values);
        }
    }

    private RegisterBlock holding(int address) {
        if (address >= COMMAND) {
            RegisterBlock block = new RegisterBlock(COMMAND, COMMAND_LENGTH);
            for (int i = 0; i < command.length; i++) {
                block.u16(i, command[i]);
            }
            return block;
        }
        int evseId = connectorOf(address);
        RegisterBlock block = new RegisterBlock(evseId * 100, LIMIT_LENGTH);
        block.u32(0, cabinet.setPoints(evseId).limitW());
        block.u32(2, cabinet.setPoints(evseId).reactiveVar());
        return block;
    }

    private void writeSetPoints(int address, int[] values) {
        int evseId = connectorOf(address);
        int offset = address - evseId * 100;
        boolean whole = offset % 2 == 0 && values.length % 2 == 0;
        if (offset + values.length > LIMIT_LENGTH) {
            throw noSuchAddress(address, values.length);
        }
        if (!whole) {
            throw new ModbusExceptionResponse(ILLEGAL_DATA_VALUE, "half of a 32-bit value at " + address);
        }
        cabinet.step(() -> {
            for (int i = 0; i < values.length; i += 2) {
                writeSetPoint(cabinet.setPoints(evseId), offset + i, (values[i] << 16) | values[i + 1]);
            }
        });
    }

    private void writeSetPoint(SetPoints setPoints, int offset, int value) {
        if (offset == 0) {
            int limitW = value < 0 ? Integer.MAX_VALUE : value; // the register is unsigned
            setPoints.writeLimit(limitW, cabinet.traps(), cabinet.time().nanoTime());
        } else {
            setPoints.writeReactive(value);
        }
    }

    private void writeCommand(int address, int[] values) {
        if (address + values.length > COMMAND + COMMAND_LENGTH) {
            throw noSuchAddress(address, values.length);
        }
        if (address != COMMAND || values.length < COMMAND_HEAD) {
            throw new ModbusExceptionResponse(ILLEGAL_DATA_VALUE, "a command is written in one request from 1100 on");
        }
        cabinet.step(() -> {
            System.arraycopy(values, 0, command, 0, values.length);
            cabinet.commands()
                    .execute(
                            command[0],
                            command[1],
                            command[2],
                            ((long) command[3] << 16) | command[4],
                            text(values.length));
        });
    }

    private String text(int written) {
        byte[] bytes = new byte[2 * (COMMAND_LENGTH - COMMAND_HEAD)];
        int length = 0;
        for (int i = COMMAND_HEAD; i < written; i++) {
            bytes[length++] = (byte) (command[i] >> 8);
            bytes[length++] = (byte) command[i];
        }
        String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
        int end = text.indexOf(0);
        return end < 0 ? text : text.substring(0, end);
    }

    private int connectorOf(int address) {
        int evseId = address / 100;
        if (evseId != 0 && !cabinet.hasEvse(evseId)) {
            throw noSuchAddress(address, 1);
        }
        return evseId;
    }

    private static int[] readFrom(RegisterBlock block, int address, int count) {
        if (!block.covers(address, count)) {
            throw noSuchAddress(address, count);
        }
        return block.read(address, count);
    }

    static ModbusExceptionResponse noSuchAddress(int address, int count) {
        return new ModbusExceptionResponse(ILLEGAL_DATA_ADDRESS, "no registers " + address + " +" + count);
    }

    private static void checkCount(int count, int max) {
        if (count < 1 || count > max) {
            throw new ModbusExceptionResponse(ILLEGAL_DATA_VALUE, count + " registers, 1 to " + max + " are possible");
        }
    }
}
