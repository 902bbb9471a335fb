package io.karge.conformance;

import io.karge.driver.modbus.ModbusLink;
import io.karge.driver.modbus.ModbusRefusedException;
import io.karge.simulator.Hypercharger;
import io.karge.simulator.HyperchargerRegisters;
import io.karge.simulator.ModbusExceptionResponse;
import java.io.IOException;
import java.util.function.Supplier;

/** The driver's way to a simulated cabinet without sockets. */
final class CabinetLink implements ModbusLink {
    private static final int DEVICE_FAILURE = 4;

    private final Hypercharger cabinet;
    private final HyperchargerRegisters registers;

    CabinetLink(Hypercharger cabinet) {
        this.cabinet = cabinet;
        this.registers = new HyperchargerRegisters(cabinet);
    }

    @Override
    public int[] readInput(int address, int count) throws IOException {
        return answer("read input " + address, () -> registers.readInput(address, count));
    }

    @Override
    public int[] readHolding(int address, int count) throws IOException {
        return answer("read holding " + address, () -> registers.readHolding(address, count));
    }

    @Override
    public void write(int address, int... values) throws IOException {
        answer("write " + address, () -> {
            registers.writeHolding(address, values);
            return values;
        });
    }

    @Override
    public void close() {
        // nothing is open
    }

    private int[] answer(String what, Supplier<int[]> request) throws IOException {
        if (!cabinet.isReachable()) {
            throw new IOException("the cabinet is dark");
        }
        switch (cabinet.linkMode()) {
            case SILENT -> throw new IOException("no answer within 1 s");
            case GARBAGE -> throw new IOException("the answer is no Modbus");
            case EXCEPTIONS -> throw new ModbusRefusedException(what, DEVICE_FAILURE);
            case OK, DOWN -> {}
        }
        try {
            return request.get();
        } catch (ModbusExceptionResponse e) {
            throw new ModbusRefusedException(what, e.code());
        }
    }
}
