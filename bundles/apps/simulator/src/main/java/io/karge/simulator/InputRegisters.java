package io.karge.simulator;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;

/**
 * The input registers of a cabinet. What the firmware decides: up to 3.0 the connector's current is in 0.01 A, its
 * session energy in 0.01 kWh and its power that of the DC side (0 before 1.7.2); from 3.1.0 on 1 A, 0.1 kWh and the
 * AC side.
 */
final class InputRegisters {
    /** What the rectifiers lose. */
    static final double AC_TO_DC = 0.95;

    private static final int STATION_LENGTH = 53;
    private static final int CONNECTOR_LENGTH = 59;
    private static final int INTEGRATION = 1000;
    private static final int INTEGRATION_LENGTH = 33;
    private static final int STATE_UNAVAILABLE = 8;
    private static final int STATE_FAULTED = 10;
    private static final int TYPE_CHADEMO = 3;
    private static final Map<String, Integer> CONNECTOR_TYPES = Map.of("cCCS2", 1, "cCCS1", 2, "cTesla", 7);

    private InputRegisters() {}

    /** The block that an address lies in, filled with what holds now; the caller holds the cabinet's lock. */
    static RegisterBlock block(Hypercharger cabinet, int address) {
        int evseId = address / 100;
        if (address >= INTEGRATION && address < INTEGRATION + INTEGRATION_LENGTH) {
            return integration(cabinet);
        }
        if (evseId == 0) {
            return station(cabinet);
        }
        if (cabinet.hasEvse(evseId)) {
            return connector(cabinet, cabinet.evse(evseId));
        }
        throw HyperchargerRegisters.noSuchAddress(address, 1);
    }

    private static RegisterBlock station(Hypercharger cabinet) {
        RegisterBlock block = new RegisterBlock(0, STATION_LENGTH);
        block.u32(0, cabinet.time().wallClock().getEpochSecond());
        block.u16(2, cabinet.evses().size());
        block.u16(3, stationState(cabinet));
        block.u32(4, cabinet.evses().stream().mapToLong(Evse::powerW).sum());
        block.ascii(6, 24, cabinet.nameplate().serialNumber());
        block.u16(18, cabinet.traps().contains(Trap.LIMIT_WATCHDOG) ? 1 : 0);
        block.ascii(30, 32, cabinet.nameplate().stationId());
        block.u16(46, cabinet.firmware().major());
        block.u16(47, cabinet.firmware().minor());
        block.u16(48, cabinet.firmware().patch());
        return block;
    }

    private static int stationState(Hypercharger cabinet) {
        if (cabinet.evses().stream().noneMatch(evse -> evse.faults().isEmpty())) {
            return STATE_FAULTED;
        }
        return cabinet.evses().stream().noneMatch(Evse::isOperative) ? STATE_UNAVAILABLE : 0;
    }

    private static RegisterBlock connector(Hypercharger cabinet, Evse evse) {
        RegisterBlock block = new RegisterBlock(evse.evseId * 100, CONNECTOR_LENGTH);
        Set<Trap> traps = cabinet.traps();
        boolean since31 = !cabinet.firmware().isBefore(3, 1, 0);
        block.u16(0, state(cabinet, evse).code());
        block.u32(1, evse.voltageMv(traps) / 10);
        block.u16(3, since31 ? rounded(evse.currentMa(traps), 1000) : evse.currentMa(traps) / 10);
        block.u32(4, powerW(cabinet.firmware(), evse));
        block.u16(6, evse.chargingSeconds());
        block.u16(7, since31 ? rounded(evse.sessionWh(), 100) : rounded(evse.sessionWh(), 10));
        block.u16(8, Math.round(evse.socPercent() * 100));
        block.u16(9, connectorType(cabinet, evse));
        block.u32(10, Math.min(evse.limitW(), cabinet.setPoints(0).limitW()));
        block.u32(12, HyperchargerModel.MIN_POWER_W);
        block.raw(18, evccId(evse));
        block.ascii(22, 20, evse.idTag());
        block.i64(32, evse.meterWh());
        block.u32(55, meterSerialNumber(cabinet, evse));
        integration(block, evse, traps);
        return block;
    }

    private static void integration(RegisterBlock block, Evse evse, Set<Trap> traps) {
        block.u16(50, evse.isPlugged() ? 1 : 0);
        block.u16(51, evse.areContactorsClosed() ? 1 : 0);
        block.u16(52, 0); // the cable is fixed, the vehicle locks it
        block.u16(53, evse.faults().stream().mapToInt(FaultCode::bit).sum());
        block.u16(54, evse.stopSequence());
        block.u32(57, evse.offeredMa(traps) / 10);
    }

    private static RegisterBlock integration(Hypercharger cabinet) {
        RegisterBlock block = new RegisterBlock(INTEGRATION, INTEGRATION_LENGTH);
        block.u16(0, 1);
        block.u32(1, cabinet.bootCounter());
        block.u16(3, bootReason(cabinet));
        block.u16(4, cabinet.reader().sequence());
        block.ascii(5, 20, cabinet.reader().uid());
        block.u16(15, cabinet.reader().uid().isEmpty() ? 0 : cardType(cabinet));
        block.u16(16, cabinet.reader().evseId());
        block.u16(20, cabinet.commands().sequence());
        block.u16(21, cabinet.commands().result());
        block.u16(30, cabinet.update().state().code());
        block.u16(31, cabinet.update().percent());
        block.u16(32, cabinet.update().failure().code());
        return block;
    }

    private static int bootReason(Hypercharger cabinet) {
        return switch (cabinet.bootReason()) {
            case POWER_UP -> 0;
            case REQUESTED_RESET -> 1;
            case WATCHDOG -> 2;
            case FIRMWARE_UPDATE -> 3;
        };
    }

    private static int cardType(Hypercharger cabinet) {
        return 1 + Reader.TYPES.indexOf(cabinet.reader().type());
    }

    private static ConnectorState state(Hypercharger cabinet, Evse evse) {
        return cabinet.update().state() == FirmwareUpdate.State.INSTALLING
                ? ConnectorState.UNAVAILABLE_FW_UPDATE
                : evse.state(cabinet.time().nanoTime());
    }

    private static long powerW(FirmwareVersion firmware, Evse evse) {
        if (firmware.isBefore(1, 7, 2)) {
            return 0;
        }
        return firmware.isBefore(3, 1, 0) ? evse.powerW() : Math.round(evse.powerW() / AC_TO_DC);
    }

    private static int connectorType(Hypercharger cabinet, Evse evse) {
        if (cabinet.traps().contains(Trap.CONNECTOR_TYPE)) {
            return TYPE_CHADEMO;
        }
        return CONNECTOR_TYPES.getOrDefault(cabinet.model().connectorTypes().get(evse.evseId - 1), 0);
    }

    private static long meterSerialNumber(Hypercharger cabinet, Evse evse) {
        return 10L * Math.floorMod(cabinet.nameplate().name().hashCode(), 100_000_000) + evse.evseId;
    }

    /** Left-aligned and null padded, as the text fields are. */
    private static byte[] evccId(Evse evse) {
        return Arrays.copyOf(HexFormat.of().parseHex(evse.evccId()), 8);
    }

    private static long rounded(long value, long unit) {
        return BigDecimal.valueOf(value)
                .divide(BigDecimal.valueOf(unit), 0, RoundingMode.HALF_UP)
                .longValue();
    }
}
