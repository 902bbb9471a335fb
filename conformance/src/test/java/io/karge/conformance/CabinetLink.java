package io.karge.conformance;

import io.karge.driver.hyc.HycLink;
import io.karge.driver.hyc.HycLinkException;
import io.karge.driver.hyc.HycRefusedException;
import io.karge.simulator.Hypercharger;
import io.karge.simulator.HyperchargerRegisters;
import io.karge.simulator.ModbusExceptionResponse;
import java.util.function.Supplier;

/** The driver's way to a simulated cabinet without sockets. */
final class CabinetLink implements HycLink {
    private static final int DEVICE_FAILURE = 4;

    private final Hypercharger cabinet;
    private final HyperchargerRegisters registers;

    CabinetLink(Hypercharger cabinet) {
        this.cabinet = cabinet;
        this.registers = new HyperchargerRegisters(cabinet);
    }

    @Override
    public int[] readInput(int address, int count) throws HycLinkException, HycRefusedException {
        return answer("read input " + address, () -> registers.readInput(address, count));
    }

    @Override
    public int[] readHolding(int address, int count) throws HycLinkException, HycRefusedException {
        return answer("read holding " + address, () -> registers.readHolding(address, count));
    }

    @Override
    public void write(int address, int... values) throws HycLinkException, HycRefusedException {
        answer("write " + address, () -> {
            registers.writeHolding(address, values);
            return values;
        });
    }

    @Override
    public void close() {
        // nothing is open
    }

    private int[] answer(String what, Supplier<int[]> request) throws HycLinkException, HycRefusedException {
        if (!cabinet.isReachable()) {
            throw new HycLinkException("the cabinet is dark", null);
        }
        switch (cabinet.linkMode()) {
            case SILENT -> throw new HycLinkException("no answer within 1 s", null);
            case GARBAGE -> throw new HycLinkException("the answer is no Modbus", null);
            case EXCEPTIONS -> throw new HycRefusedException(what, DEVICE_FAILURE);
            case OK, DOWN -> {}
        }
        try {
            return request.get();
        } catch (ModbusExceptionResponse e) {
            throw new HycRefusedException(what, e.code());
        }
    }
}
