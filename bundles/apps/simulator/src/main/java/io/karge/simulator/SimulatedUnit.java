package io.karge.simulator;

import java.util.LinkedHashSet;
import java.util.Set;

/** A cabinet at the end of its Modbus cable: link modes and the treatment of a second master are applied here. */
final class SimulatedUnit implements ModbusUnit {
    private static final int UNIT_ID = 1;
    private static final byte[] SILENCE = {};

    private final Hypercharger cabinet;
    private final HyperchargerRegisters registers;
    private final PollWatch polls;
    private final Set<Object> masters = new LinkedHashSet<>();

    SimulatedUnit(Hypercharger cabinet, PollWatch polls) {
        this.cabinet = cabinet;
        this.registers = new HyperchargerRegisters(cabinet);
        this.polls = polls;
    }

    @Override
    public void connected(Object master) {
        masters.add(master);
        polls.connected(master);
    }

    @Override
    public void disconnected(Object master) {
        masters.remove(master);
        polls.disconnected(master);
    }

    @Override
    public byte[] answer(Object master, byte[] request) {
        return switch (cabinet.linkMode()) {
            case OK -> serve(master, request);
            case DOWN, SILENT -> SILENCE;
            case EXCEPTIONS -> ModbusFrame.exception(request, ModbusExceptionResponse.DEVICE_FAILURE);
            case GARBAGE -> ModbusFrame.garbage(request);
        };
    }

    private byte[] serve(Object master, byte[] request) {
        if (ModbusFrame.unitId(request) != UNIT_ID) {
            return ModbusFrame.exception(request, ModbusExceptionResponse.NO_SUCH_UNIT);
        }
        if (isTurnedAway(master)) {
            return ModbusFrame.exception(request, ModbusExceptionResponse.DEVICE_BUSY);
        }
        polls.requested(master);
        byte[] answer = ModbusFrame.serve(request, registers);
        if (ModbusFrame.isReadInput(request)) {
            polls.answered(master, ModbusFrame.address(request), ModbusFrame.count(request));
        }
        return answer;
    }

    private boolean isTurnedAway(Object master) {
        return cabinet.hasTrap(Trap.SINGLE_MASTER) && !masters.iterator().next().equals(master);
    }
}
