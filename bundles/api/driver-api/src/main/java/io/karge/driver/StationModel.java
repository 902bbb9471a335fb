package io.karge.driver;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a station's hardware is: immutable data, read from a driver's {@code model.json} by {@link DriverData}.
 *
 * @param driver the driver id, for example {@code hyc-400-us}
 * @param vendor the maker's name, as BootNotification reports it (at most 50 characters)
 * @param model the model's name, as BootNotification reports it (at most 20 characters)
 * @param hardwareVersions a regular expression of the hardware versions that this model covers
 * @param firmwareVersions a regular expression of the firmware versions that the driver was made for
 * @param evses the EVSEs, numbered 1, 2, 3 ... without a gap
 * @param reader the card reader
 * @param displays how many displays there are
 * @param commands the simple names of the {@link HardwareCommand}s that this hardware can do
 */
public record StationModel(
        String driver,
        String vendor,
        String model,
        String hardwareVersions,
        String firmwareVersions,
        List<EvseModel> evses,
        ReaderModel reader,
        int displays,
        Set<String> commands) {

    public StationModel {
        evses = List.copyOf(evses);
        commands = Set.copyOf(commands);
        require(!driver.isBlank(), "driver is empty");
        require(!vendor.isBlank() && vendor.length() <= 50, "vendor: 1 to 50 characters are needed");
        require(!model.isBlank() && model.length() <= 20, "model: 1 to 20 characters are needed");
        require(!evses.isEmpty(), "evses is empty");
        for (int i = 0; i < evses.size(); i++) {
            require(evses.get(i).evseId() == i + 1, "evses[" + i + "].evseId: they are numbered 1, 2, 3 ...");
        }
        Set<String> unknown = new HashSet<>(commands);
        for (Class<?> command : HardwareCommand.class.getPermittedSubclasses()) {
            unknown.remove(command.getSimpleName());
        }
        for (Class<?> command : HardwareCommand.OfStation.class.getPermittedSubclasses()) {
            unknown.remove(command.getSimpleName());
        }
        require(unknown.isEmpty(), "commands: unknown " + unknown);
    }

    /** The EVSE with this id. */
    public EvseModel evse(int evseId) {
        require(hasEvse(evseId), "there is no EVSE " + evseId + ", the " + model + " has " + evses.size());
        return evses.get(evseId - 1);
    }

    public boolean hasEvse(int evseId) {
        return evseId >= 1 && evseId <= evses.size();
    }

    /**
     * What a driver answers to a command that never reaches its hardware: one that the model does not list, or for an EVSE
     * that it does not have. Empty when the hardware is to decide.
     */
    public Optional<CommandResult> refusal(HardwareCommand command) {
        int evseId = command.evseId();
        if (!commands.contains(command.getClass().getSimpleName())) {
            return Optional.of(new CommandResult.NotSupported());
        }
        boolean needsEvse = command instanceof HardwareCommand.AllowEnergy
                || command instanceof HardwareCommand.StopEnergy
                || command instanceof HardwareCommand.ReadMeter
                || command instanceof HardwareCommand.UnlockConnector;
        return (evseId == 0 ? !needsEvse : hasEvse(evseId))
                ? Optional.empty()
                : Optional.of(new CommandResult.Rejected(
                        "there is no EVSE " + evseId + ", the " + model + " has 1 to " + evses.size()));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /**
     * One EVSE.
     *
     * @param maxPowerW what it can give at most
     * @param minPowerW the lowest power at which a session can be kept
     */
    public record EvseModel(
            int evseId, int maxPowerW, int minPowerW, List<ConnectorModel> connectors, MeterModel meter) {
        public EvseModel {
            connectors = List.copyOf(connectors);
            require(maxPowerW > 0 && minPowerW >= 0 && minPowerW <= maxPowerW, "evse " + evseId + ": power limits");
            for (int i = 0; i < connectors.size(); i++) {
                require(
                        connectors.get(i).connectorId() == i + 1,
                        "evse " + evseId + ": connectors are numbered 1, 2, 3 ...");
            }
        }
    }

    /**
     * One connector.
     *
     * @param type a value of the standard's ConnectorEnumType, for example {@code cCCS2}
     * @param fixedCable whether the cable belongs to the station
     * @param lock whether the station itself locks the plug
     * @param phases the number of AC phases, 0 for DC
     */
    public record ConnectorModel(
            int connectorId,
            String type,
            boolean fixedCable,
            boolean lock,
            int phases,
            int maxCurrentA,
            int maxVoltageV) {}

    /** The EVSE's meter and what it can measure. */
    public record MeterModel(boolean energy, boolean power, boolean current, boolean voltage, boolean stateOfCharge) {}

    /** The card reader: {@code shared} is one reader for all EVSEs. */
    public record ReaderModel(boolean shared, List<TokenType> types) {
        public ReaderModel {
            types = List.copyOf(types);
        }
    }
}
