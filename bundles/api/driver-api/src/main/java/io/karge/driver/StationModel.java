package io.karge.driver;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
 * @param stopButton whether a stop button is told, as StopRequested
 * @param bootCounter whether {@link CabinetState#bootCounter} changes with each restart; without it no restart is told and
 *     the counter is always the same
 * @param operative whether the hardware tells that an EVSE is out of service; without it every EVSE counts as in service
 *     unless SetAvailability says otherwise
 * @param contactor whether the power path is measured
 * @param faults the faults that the hardware tells one from the other; each code once for each vendor code
 * @param sensors the temperatures and fans that the cabinet tells, each with a name of its own
 * @param maxPowerW what the station can give at most over all EVSEs, which may have to share it
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
        Set<String> commands,
        boolean stopButton,
        boolean bootCounter,
        boolean operative,
        Contactor contactor,
        List<FaultModel> faults,
        List<SensorModel> sensors,
        long maxPowerW) {

    public StationModel {
        evses = List.copyOf(evses);
        commands = Set.copyOf(commands);
        faults = List.copyOf(faults);
        sensors = List.copyOf(sensors);
        require(!driver.isBlank(), "driver is empty");
        require(!vendor.isBlank() && vendor.length() <= 50, "vendor: 1 to 50 characters are needed");
        require(!model.isBlank() && model.length() <= 20, "model: 1 to 20 characters are needed");
        ModelRules.expression("hardwareVersions", hardwareVersions);
        ModelRules.expression("firmwareVersions", firmwareVersions);
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
        require(
                reader.kind() != ReaderModel.Kind.ASKS || commands.contains("AnswerToken"),
                "commands: a reader that asks needs AnswerToken");
        require(new HashSet<>(faults).size() == faults.size(), "faults: one is listed twice");
        Set<String> names = new HashSet<>();
        for (SensorModel sensor : sensors) {
            require(names.add(sensor.name()), "sensors: '" + sensor.name() + "' is listed twice");
            require(
                    sensor.evseId() >= 0 && sensor.evseId() <= evses.size(),
                    "sensors: '" + sensor.name() + "' is at EVSE " + sensor.evseId() + ", there are " + evses.size());
        }
        long all = ofAll(evses);
        long one = evses.stream().mapToLong(EvseModel::maxPowerW).max().orElse(0);
        require(
                maxPowerW >= one && maxPowerW <= all,
                "maxPowerW is " + maxPowerW + ": from " + one + ", what one EVSE can give, to " + all
                        + ", what all together can, is possible");
    }

    /** A station whose cabinet tells no temperatures and fans, and of which every EVSE can give all that it can at once. */
    public StationModel(
            String driver,
            String vendor,
            String model,
            String hardwareVersions,
            String firmwareVersions,
            List<EvseModel> evses,
            ReaderModel reader,
            int displays,
            Set<String> commands,
            boolean stopButton,
            boolean bootCounter,
            boolean operative,
            Contactor contactor,
            List<FaultModel> faults) {
        this(
                driver,
                vendor,
                model,
                hardwareVersions,
                firmwareVersions,
                evses,
                reader,
                displays,
                commands,
                stopButton,
                bootCounter,
                operative,
                contactor,
                faults,
                List.of(),
                ofAll(evses));
    }

    /** A station whose further capabilities are what a model.json means that does not mention them. */
    public StationModel(
            String driver,
            String vendor,
            String model,
            String hardwareVersions,
            String firmwareVersions,
            List<EvseModel> evses,
            ReaderModel reader,
            int displays,
            Set<String> commands) {
        this(
                driver,
                vendor,
                model,
                hardwareVersions,
                firmwareVersions,
                evses,
                reader,
                displays,
                commands,
                true,
                true,
                true,
                Contactor.MEASURED,
                FaultModel.USUAL);
    }

    private static long ofAll(List<EvseModel> evses) {
        return evses.stream().mapToLong(EvseModel::maxPowerW).sum();
    }

    /** The sensor with this name. */
    public Optional<SensorModel> sensor(String name) {
        return sensors.stream().filter(sensor -> sensor.name().equals(name)).findFirst();
    }

    /** The EVSE with this id. */
    public EvseModel evse(int evseId) {
        require(hasEvse(evseId), "there is no EVSE " + evseId + ", the " + model + " has " + evses.size());
        return evses.get(evseId - 1);
    }

    /** The fault with the vendor code that the model lists for it, where it has none of its own and there is one. */
    public Fault known(Fault fault) {
        if (!fault.vendorCode().isEmpty()) {
            return fault;
        }
        List<String> listed = faults.stream()
                .filter(one -> one.code().equals(fault.code()))
                .map(FaultModel::vendorCode)
                .toList();
        return listed.size() == 1 ? new Fault(fault.code(), fault.detail(), listed.get(0), fault.connectorId()) : fault;
    }

    public boolean hasEvse(int evseId) {
        return evseId >= 1 && evseId <= evses.size();
    }

    /** The command with its limit also in what the hardware takes, rounded down; every command passes it on its way down. */
    public HardwareCommand inUnitsOfHardware(HardwareCommand command) {
        if (command instanceof HardwareCommand.AllowEnergy allow && hasEvse(allow.evseId())) {
            return new HardwareCommand.AllowEnergy(
                    allow.evseId(), allow.limitW(), evse(allow.evseId()).limit().limitMa(allow.limitW()));
        } else if (command instanceof HardwareCommand.SetLimit limit && hasEvse(limit.evseId())) {
            return new HardwareCommand.SetLimit(
                    limit.evseId(), limit.limitW(), evse(limit.evseId()).limit().limitMa(limit.limitW()));
        }
        return command;
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
     * @param limit in what the hardware takes a limit
     */
    public record EvseModel(
            int evseId,
            int maxPowerW,
            int minPowerW,
            List<ConnectorModel> connectors,
            MeterModel meter,
            LimitModel limit) {
        public EvseModel {
            connectors = List.copyOf(connectors);
            require(
                    maxPowerW > 0 && minPowerW >= 0 && minPowerW <= maxPowerW,
                    "evse " + evseId + ": maxPowerW is " + maxPowerW + " and minPowerW is " + minPowerW
                            + ": more than 0 is needed for maxPowerW, and from 0 to maxPowerW for minPowerW");
            for (int i = 0; i < connectors.size(); i++) {
                require(
                        connectors.get(i).connectorId() == i + 1,
                        "evse " + evseId + ": connectors are numbered 1, 2, 3 ...");
            }
            boolean phases = connectors.stream().anyMatch(connector -> connector.phases() > 0);
            require(!meter.perPhase() || phases, "evse " + evseId + ".meter.perPhase: no connector has phases");
            require(
                    limit.unit() == LimitModel.Unit.W || phases,
                    "evse " + evseId + ".limit.unit: A is per phase, and no connector has phases");
        }

        /** An EVSE that takes its limits in watts. */
        public EvseModel(int evseId, int maxPowerW, int minPowerW, List<ConnectorModel> connectors, MeterModel meter) {
            this(evseId, maxPowerW, minPowerW, connectors, meter, LimitModel.WATTS);
        }

        public boolean hasConnector(int connectorId) {
            return connectorId >= 1 && connectorId <= connectors.size();
        }
    }

    /**
     * One connector.
     *
     * @param type a value of the standard's ConnectorEnumType, for example {@code cCCS2}, or {@code cGBT}, {@code cChaoJi} or
     *     {@code OppCharge}; no other
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
            int maxVoltageV) {
        public ConnectorModel {
            ModelRules.connectorType(connectorId, type);
            require(phases >= 0 && phases <= 3, "connector " + connectorId + ".phases: 0 for DC, else 1 to 3");
        }
    }

    /**
     * The EVSE's meter and what it can measure.
     *
     * @param exportEnergy whether there is a register of exported energy
     * @param perPhase whether power, current and voltage are told for each phase, besides the whole
     * @param register what the energy register counts
     * @param wrapsAtWh the value at which the energy register begins anew from zero, 0 when it never does
     * @param signed whether readings carry a signed value
     * @param serialNumber whether readings carry the meter's serial number
     * @param sampleIntervalS about how often a reading is told while anything is plugged in
     */
    public record MeterModel(
            boolean energy,
            boolean power,
            boolean current,
            boolean voltage,
            boolean stateOfCharge,
            boolean frequency,
            boolean exportEnergy,
            boolean perPhase,
            Register register,
            long wrapsAtWh,
            boolean signed,
            boolean serialNumber,
            int sampleIntervalS) {
        public MeterModel {
            require(wrapsAtWh >= 0, "meter.wrapsAtWh is " + wrapsAtWh + ": 0 or more is needed");
            require(sampleIntervalS >= 1, "meter.sampleIntervalS is " + sampleIntervalS + ": 1 or more is needed");
        }

        /** A meter of totals that never begins anew and is read once a second. */
        public MeterModel(boolean energy, boolean power, boolean current, boolean voltage, boolean stateOfCharge) {
            this(
                    energy,
                    power,
                    current,
                    voltage,
                    stateOfCharge,
                    false,
                    false,
                    false,
                    Register.CUMULATIVE,
                    0,
                    false,
                    false,
                    1);
        }

        /** Whether the register may fall, so that only the sum of what it rises by means something. */
        public boolean needsSum() {
            return register == Register.SESSION || wrapsAtWh > 0;
        }

        public Duration sampleInterval() {
            return Duration.ofSeconds(sampleIntervalS);
        }

        /** What an energy register counts. */
        public enum Register {
            /** All energy that ever flowed. */
            CUMULATIVE,
            /** The energy of a session: it begins anew with each. */
            SESSION
        }
    }

    /**
     * In what the hardware takes limits of power. The core thinks in watts.
     *
     * @param stepMa the steps of the current
     * @param leastMa the least current at which energy flows; below it there is none
     * @param phases over how many phases the current flows
     * @param phaseVoltageV the voltage of a phase, by which watts become amperes
     */
    public record LimitModel(Unit unit, int stepMa, int leastMa, int phases, int phaseVoltageV) {
        /** The hardware takes watts, in steps of one. */
        public static final LimitModel WATTS = new LimitModel(Unit.W, 1_000, 6_000, 3, 230);

        public LimitModel {
            require(stepMa > 0, "limit.stepMa is " + stepMa + ": more than 0 is needed");
            require(leastMa >= 0, "limit.leastMa is " + leastMa + ": 0 or more is needed");
            require(phases >= 1 && phases <= 3, "limit.phases is " + phases + ": 1 to 3 is needed");
            require(phaseVoltageV > 0, "limit.phaseVoltageV is " + phaseVoltageV + ": more than 0 is needed");
        }

        /**
         * The current per phase that keeps within a limit, rounded down to a step; 0 when it is below the least. Null for
         * no limit, and where the hardware takes watts.
         */
        public @Nullable Integer limitMa(@Nullable Integer limitW) {
            if (limitW == null || unit == Unit.W) {
                return null;
            }
            long exact = limitW * 1000L / ((long) phases * phaseVoltageV);
            long stepped = exact / stepMa * stepMa;
            return stepped < leastMa ? 0 : (int) Math.min(stepped, Integer.MAX_VALUE);
        }

        /** What a limit is given in. */
        public enum Unit {
            W,
            /** Amperes per phase. */
            A
        }
    }

    /** Where the state of the power path comes from. */
    public enum Contactor {
        /** From the hardware, which measures it: PowerPathChanged. */
        MEASURED,
        /** The hardware does not tell it; the core takes VehicleState CHARGING as closed. Drivers leave it open. */
        DERIVED
    }

    /**
     * The card reader.
     *
     * @param shared whether it is one reader for all EVSEs
     * @param types what it can read
     */
    public record ReaderModel(Kind kind, boolean shared, List<TokenType> types) {
        public ReaderModel {
            types = List.copyOf(types);
            require(
                    (kind == Kind.NONE) == types.isEmpty(),
                    "reader.types: "
                            + (types.isEmpty() ? "empty, say kind none if there is no reader" : "there is no reader"));
        }

        /** A reader that reports. */
        public ReaderModel(boolean shared, List<TokenType> types) {
            this(types.isEmpty() ? Kind.NONE : Kind.REPORTS, shared, types);
        }

        /** What a reader does with a card. */
        public enum Kind {
            /** There is none. */
            NONE,
            /** It tells of the card and waits for nothing: whoever presented it sees what becomes of it otherwise. */
            REPORTS,
            /** It tells of the card and waits for the gateway's word. */
            ASKS
        }
    }

    /**
     * A fault that the hardware can tell.
     *
     * @param code the standard's word for it, {@link Fault#OTHER} where there is none
     * @param vendorCode the maker's own, empty when it has none
     */
    public record FaultModel(String code, String vendorCode) {
        /** What is told where a model does not say otherwise. */
        public static final List<FaultModel> USUAL = Stream.of(
                        "GroundFailure",
                        "OverCurrentFailure",
                        "OverVoltage",
                        "UnderVoltage",
                        "HighTemperature",
                        "PowerSwitchFailure",
                        "ConnectorLockFailure",
                        "InternalError",
                        "EmergencyStop")
                .map(code -> new FaultModel(code, ""))
                .toList();

        public FaultModel {
            require(!code.isBlank() && code.length() <= 50, "faults: code '" + code + "': 1 to 50 characters");
        }
    }

    /**
     * A place where the cabinet measures a temperature, or a fan whose speed it tells.
     *
     * @param name an identifier of 1 to 50 characters, such as {@code inlet}
     * @param quantity what it measures
     * @param evseId the EVSE that it belongs to, 0 for the cabinet
     */
    public record SensorModel(String name, Quantity quantity, int evseId) {
        /** What the device model takes for a name (Part 2, identifierString). */
        private static final Pattern NAME = Pattern.compile("[A-Za-z0-9*\\-_=:+|@.]{1,50}");

        public SensorModel {
            require(
                    NAME.matcher(name).matches(),
                    "sensors: name '" + name + "': 1 to 50 letters, digits and * - _ = : + | @ . are needed");
        }

        /** What a sensor measures. */
        public enum Quantity {
            /** In tenths of a degree Celsius. */
            TEMPERATURE,
            /** In revolutions a minute; 0 is a fan that stands. */
            FAN_SPEED
        }
    }
}
