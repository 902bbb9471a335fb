package io.karge.driver.hyc;

import static io.karge.driver.hyc.ImplausibleException.check;

import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.MeterReading;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.VehicleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One EVSE as its registers tell it.
 *
 * @param stopSequence grows by one each time the stop button is pressed
 * @param meterSerial tells one meter from another
 * @param oddities what was read around
 */
record HycEvse(
        EvseState state, int maxPowerW, int minPowerW, int stopSequence, long meterSerial, List<Oddity> oddities) {
    /** How many registers a connector has, part 1 and part 2. */
    static final int REGISTERS = 59;

    private static final long HIGHEST_ENERGY_WH = 1_000_000_000_000L;
    private static final int HIGHEST_SOC = 10_000;
    private static final Map<Integer, String> CONNECTOR_TYPES =
            Map.of(1, "cCCS2", 2, "cCCS1", 3, "cG105", 5, "cGBT", 7, "cTesla");

    HycEvse {
        oddities = List.copyOf(oddities);
    }

    /** Where the registers of an EVSE begin; the station's own begin at 0. */
    static int base(int evseId) {
        return evseId * 100;
    }

    /** An EVSE that the model has and the cabinet has not. */
    static HycEvse missing(EvseModel model, Instant at) {
        Fault fault = new Fault("InternalError", "the cabinet has no connector " + model.evseId());
        return new HycEvse(
                new EvseState(
                        model.evseId(),
                        false,
                        VehicleState.ABSENT,
                        false,
                        false,
                        Set.of(fault),
                        new MeterReading(at, 0, 0, 0, 0, 0, 0, null),
                        null),
                0,
                0,
                0,
                0,
                List.of(new Oddity(model.evseId(), "the cabinet has no such connector")));
    }

    /**
     * Reads an EVSE.
     *
     * @param before the EVSE as it was read last; its energy is kept where the register falls
     * @throws ImplausibleException when a register that can only be 0 or 1 is something else
     */
    static HycEvse decode(EvseModel model, Registers registers, Cabinet cabinet, @Nullable HycEvse before, Instant at)
            throws ImplausibleException {
        int evseId = model.evseId();
        int base = base(evseId);
        List<Oddity> oddities = new ArrayList<>();
        boolean pluggedIn = flag("cable", registers, base + 50);
        boolean closed = flag("contactors", registers, base + 51);
        flag("lock", registers, base + 52);
        int code = registers.u16(base);
        ConnectorState state = ConnectorState.of(code);
        if (state == null) {
            oddities.add(new Oddity(evseId, "connector state " + code + " does not exist"));
            state = closed ? ConnectorState.CHARGING : ConnectorState.PREPARING_EV_READY;
        }
        if (!pluggedIn && (closed || state == ConnectorState.CHARGING)) {
            oddities.add(new Oddity(evseId, (closed ? "contactors closed" : "charging") + " without a cable"));
        }
        connectorType(model, registers.u16(base + 9), cabinet.firmware(), oddities);
        Set<Fault> faults =
                HycFaults.decode(registers.u16(base + 53), state == ConnectorState.FAULTED || cabinet.faulted());
        MeterReading meter = meter(model, registers, cabinet.firmware(), before, at, oddities);
        return new HycEvse(
                new EvseState(
                        evseId,
                        pluggedIn,
                        pluggedIn ? state.vehicle() : VehicleState.ABSENT,
                        closed,
                        state.operative() && cabinet.available(),
                        faults,
                        meter,
                        pluggedIn ? evccId(registers.hex(base + 18, 8)) : null),
                registers.u32AsInt(base + 10),
                registers.u32AsInt(base + 12),
                registers.u16(base + 54),
                registers.u32(base + 55),
                oddities);
    }

    /** The product file is right about the connector; what the cabinet says is only worth a remark. */
    private static void connectorType(EvseModel model, int code, HycFirmware firmware, List<Oddity> oddities) {
        String type = model.connectors().get(0).type();
        String told = firmware.namesConnectors() ? CONNECTOR_TYPES.get(code) : null;
        if (told != null && !told.equals(type)) {
            oddities.add(new Oddity(model.evseId(), "the cabinet calls the connector " + told + ", it is " + type));
        }
    }

    private static MeterReading meter(
            EvseModel model,
            Registers registers,
            HycFirmware firmware,
            @Nullable HycEvse before,
            Instant at,
            List<Oddity> oddities) {
        int base = base(model.evseId());
        int voltageMv = (int) Math.min(Integer.MAX_VALUE, registers.u32(base + 1) * 10);
        int rawCurrent = registers.u16(base + 3);
        int currentMa = firmware.currentMa(rawCurrent);
        int powerW = registers.u32AsInt(base + 4);
        if (!firmware.measuresPower()) {
            powerW = (int) Math.min(Integer.MAX_VALUE, (long) voltageMv * currentMa / 1_000_000);
        } else if (firmware.isSaturated(rawCurrent) && voltageMv > 0) {
            currentMa = (int) Math.max(currentMa, powerW * 1_000_000L / voltageMv);
        }
        int soc = registers.u16(base + 8);
        if (soc > HIGHEST_SOC) {
            oddities.add(new Oddity(model.evseId(), "state of charge " + soc + " is above 100 %"));
        }
        return new MeterReading(
                at,
                energy(model.evseId(), registers, before, oddities),
                powerW,
                voltageMv,
                currentMa,
                registers.u32AsInt(base + 10),
                (int) Math.min(Integer.MAX_VALUE, registers.u32(base + 57) * 10),
                soc == 0 || soc > HIGHEST_SOC ? null : (Integer) (soc / 100));
    }

    private static long energy(int evseId, Registers registers, @Nullable HycEvse before, List<Oddity> oddities) {
        long energyWh = registers.i64(base(evseId) + 32);
        boolean sameMeter = before != null && before.meterSerial == registers.u32(base(evseId) + 55);
        long known = before == null ? 0 : before.state.meter().energyWh();
        if (energyWh < 0 || energyWh > HIGHEST_ENERGY_WH) {
            oddities.add(new Oddity(evseId, "total energy " + energyWh + " Wh is impossible"));
            return known;
        }
        if (sameMeter && energyWh < known) {
            oddities.add(new Oddity(evseId, "total energy fell from " + known + " Wh"));
            return known;
        }
        return energyWh;
    }

    /** The 8 bytes hold an EVCC id of 6 bytes, at either end, or a longer id; all zero when there is none. */
    private static @Nullable String evccId(String hex) {
        if (hex.matches("0+")) {
            return null;
        }
        if (hex.startsWith("0000")) {
            return hex.substring(4);
        }
        return hex.endsWith("0000") ? hex.substring(0, 12) : hex;
    }

    private static boolean flag(String name, Registers registers, int address) throws ImplausibleException {
        return check(name + " (register " + address + ")", registers.u16(address), 0, 1) == 1;
    }

    /** What the station's own registers say that matters to each EVSE. */
    record Cabinet(HycFirmware firmware, boolean available, boolean faulted) {}
}
