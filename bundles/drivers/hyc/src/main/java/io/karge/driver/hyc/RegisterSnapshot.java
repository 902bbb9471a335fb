package io.karge.driver.hyc;

import static io.karge.driver.hyc.ImplausibleException.check;

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.driver.EvseState;
import io.karge.driver.FirmwareState;
import io.karge.driver.HardwareEvent.FirmwareProgress;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.TokenType;
import io.karge.driver.modbus.ModbusLink;
import io.karge.driver.modbus.ModbusRefusedException;
import io.karge.driver.polling.Picture;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The whole cabinet as it was read in one poll.
 *
 * @param shared what the cabinet's own registers say for all connectors
 * @param card the card presented last
 * @param update how far the firmware update is
 * @param connectors one for each EVSE of the model, in their order
 */
record RegisterSnapshot(
        CabinetState cabinet, HycEvse.Cabinet shared, Card card, Update update, List<HycEvse> connectors)
        implements Picture {
    private static final int STATION_REGISTERS = 53;
    private static final int BLOCK = 1000;
    private static final int BLOCK_REGISTERS = 33;
    private static final int AVAILABLE = 0;
    private static final int UNAVAILABLE = 8;
    private static final int FAULTED = 10;

    /** By the code of register 1003. */
    private static final List<BootReason> BOOT_REASONS =
            List.of(BootReason.POWER_UP, BootReason.REQUESTED_RESET, BootReason.WATCHDOG, BootReason.FIRMWARE_UPDATE);

    /** By the code of register 1030. */
    private static final List<FirmwareState> UPDATE_STATES = List.of(
            FirmwareState.IDLE,
            FirmwareState.RECEIVING,
            FirmwareState.VERIFIED,
            FirmwareState.INSTALLING,
            FirmwareState.INSTALLED,
            FirmwareState.FAILED);

    RegisterSnapshot {
        connectors = List.copyOf(connectors);
    }

    /**
     * A card at the reader.
     *
     * @param sequence grows by one for each card
     * @param uid null when the registers hold no hexadecimal number
     * @param type null when the registers hold no known type
     * @param evseId the EVSE chosen on the display, 0 if none
     */
    record Card(
            int sequence, @Nullable String uid, @Nullable TokenType type, int evseId) {}

    /** A firmware update. */
    record Update(
            FirmwareState state, int percent, @Nullable String failure) {}

    /**
     * Reads the cabinet.
     *
     * @param before the snapshot read before this one, null when there is none; a meter does not fall below it
     * @throws ImplausibleException when the registers make no sense
     */
    static RegisterSnapshot read(
            ModbusLink link, StationModel model, @Nullable RegisterSnapshot before, TimeSource time)
            throws IOException {
        Registers station = Registers.input(link, 0, STATION_REGISTERS);
        Registers block = Registers.input(link, BLOCK, BLOCK_REGISTERS);
        HycFirmware firmware = new HycFirmware(station.u16(46), station.u16(47), station.u16(48));
        HycEvse.Cabinet shared = cabinet(station, firmware);
        CabinetState cabinet = cabinet(station, block, firmware);
        Card card = card(block, model);
        Update update = update(block);
        int present = check("number of connectors (register 2)", station.u16(2), 1, 4);
        List<HycEvse> connectors = new ArrayList<>();
        for (EvseModel evse : model.evses()) {
            HycEvse known = before == null ? null : before.connector(evse.evseId());
            connectors.add(
                    evse.evseId() <= present
                            ? connector(link, evse, shared, known, time)
                            : HycEvse.missing(evse, time.wallClock()));
        }
        return new RegisterSnapshot(cabinet, shared, card, update, connectors);
    }

    /** The same with one connector read anew, in one request. */
    RegisterSnapshot reread(ModbusLink link, EvseModel evse, TimeSource time) throws IOException {
        List<HycEvse> reread = new ArrayList<>(connectors);
        reread.set(evse.evseId() - 1, connector(link, evse, shared, connector(evse.evseId()), time));
        return new RegisterSnapshot(cabinet, shared, card, update, reread);
    }

    HycEvse connector(int evseId) {
        return connectors.get(evseId - 1);
    }

    @Override
    public List<EvseState> evses() {
        return connectors.stream().map(HycEvse::state).toList();
    }

    FirmwareProgress firmwareProgress(Instant at) {
        return new FirmwareProgress(at, update.state, update.percent, update.failure);
    }

    Stream<Oddity> oddities() {
        Stream<Oddity> odd = connectors.stream().flatMap(evse -> evse.oddities().stream());
        boolean unreadable = card.sequence != 0 && (card.uid == null || card.type == null);
        return unreadable ? Stream.concat(odd, Stream.of(new Oddity(0, "the card at the reader is unreadable"))) : odd;
    }

    private static HycEvse connector(
            ModbusLink link, EvseModel evse, HycEvse.Cabinet shared, @Nullable HycEvse known, TimeSource time)
            throws IOException {
        try {
            Registers registers = Registers.input(link, HycEvse.base(evse.evseId()), HycEvse.REGISTERS);
            return HycEvse.decode(evse, registers, shared, known, time.wallClock());
        } catch (ModbusRefusedException e) {
            if (e.isMissingRegister()) {
                return HycEvse.missing(evse, time.wallClock());
            }
            throw e;
        }
    }

    private static HycEvse.Cabinet cabinet(Registers station, HycFirmware firmware) throws ImplausibleException {
        int state = station.u16(3);
        if (!Set.of(AVAILABLE, UNAVAILABLE, FAULTED).contains(state)) {
            throw new ImplausibleException("station state (register 3)", state, "0, 8 and 10");
        }
        return new HycEvse.Cabinet(firmware, state != UNAVAILABLE, state == FAULTED);
    }

    private static CabinetState cabinet(Registers station, Registers block, HycFirmware firmware)
            throws ImplausibleException {
        check("interface version (register 1000)", block.u16(1000), 1, 1);
        int reason = check("boot reason (register 1003)", block.u16(1003), 0, BOOT_REASONS.size() - 1);
        return new CabinetState(station.ascii(6, 24), firmware.toString(), block.u32(1001), BOOT_REASONS.get(reason));
    }

    private static Card card(Registers block, StationModel model) {
        String uid = block.ascii(1005, 20);
        int type = block.u16(1015);
        int evseId = block.u16(1016);
        return new Card(
                block.u16(1004),
                uid.matches("[0-9A-Fa-f]+") ? uid.toUpperCase(Locale.ROOT) : null,
                type == 1 ? TokenType.ISO14443 : type == 2 ? TokenType.ISO15693 : null,
                model.hasEvse(evseId) ? evseId : 0);
    }

    private static Update update(Registers block) throws ImplausibleException {
        int state = check("firmware update state (register 1030)", block.u16(1030), 0, UPDATE_STATES.size() - 1);
        int percent = check("firmware update progress (register 1031)", block.u16(1031), 0, 100);
        int failure = check("firmware failure (register 1032)", block.u16(1032), 0, 2);
        FirmwareState update = UPDATE_STATES.get(state);
        if (update != FirmwareState.FAILED) {
            return new Update(update, percent, null);
        }
        return new Update(failure == 1 ? FirmwareState.VERIFICATION_FAILED : update, percent, failure(failure));
    }

    private static String failure(int code) {
        return switch (code) {
            case 1 -> "verification failed";
            case 2 -> "installation failed";
            default -> "failed for an unknown reason";
        };
    }
}
