package ${package};

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
import io.karge.driver.CommandResult;
import io.karge.driver.CommandResult.Accepted;
import io.karge.driver.CommandResult.NotSupported;
import io.karge.driver.CommandResult.Rejected;
import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import io.karge.driver.HardwareCommand;
import io.karge.driver.HardwareCommand.AllowEnergy;
import io.karge.driver.HardwareCommand.Reboot;
import io.karge.driver.HardwareCommand.SetAvailability;
import io.karge.driver.HardwareCommand.SetLimit;
import io.karge.driver.HardwareCommand.StopEnergy;
import io.karge.driver.HardwareEvent;
import io.karge.driver.HardwareEvent.StopRequested;
import io.karge.driver.HardwareEvent.TokenPresented;
import io.karge.driver.MeterReading;
import io.karge.driver.StationModel;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.TokenType;
import io.karge.driver.VehicleState;
import io.karge.driver.polling.Picture;
import io.karge.driver.polling.PolledHardware;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cabinet's words, as the driver API calls them. Used on the driver's executor only, but for {@link #close}. */
final class Cabinet implements PolledHardware {
    private static final Map<String, VehicleState> VEHICLES = Map.of(
            "none", VehicleState.ABSENT,
            "waiting", VehicleState.WAITING,
            "charging", VehicleState.CHARGING,
            "full", VehicleState.SUSPENDED_BY_VEHICLE,
            "held", VehicleState.SUSPENDED_BY_STATION,
            "done", VehicleState.FINISHING);
    private static final Map<String, BootReason> REASONS = Map.of(
            "power", BootReason.POWER_UP,
            "request", BootReason.REQUESTED_RESET,
            "watchdog", BootReason.WATCHDOG);
    private static final long HIGHEST_ENERGY_WH = 1_000_000_000_000L;

    private final StationModel model;
    private final Wire wire;
    private final TimeSource time;
    private final Map<Integer, Long> stops = new HashMap<>();
    private long cards;

    Cabinet(StationModel model, Wire wire, TimeSource time) {
        this.model = model;
        this.wire = wire;
        this.time = time;
    }

    @Override
    public Picture read() throws IOException {
        List<EvseState> evses = new ArrayList<>();
        List<HardwareEvent> occurrences = new ArrayList<>();
        Answer station = look("STATION");
        card(station, occurrences);
        for (EvseModel evse : model.evses()) {
            Answer answer = look("EVSE " + evse.evseId());
            EvseState state = evse(evse.evseId(), answer);
            evses.add(state);
            stopButton(state, answer.number("stops", 0, Integer.MAX_VALUE), occurrences);
        }
        CabinetState cabinet = new CabinetState(
                station.text("serial"),
                station.text("firmware"),
                station.number("boots", 0, Integer.MAX_VALUE),
                station.word("reason", REASONS));
        return new Picture(cabinet, evses, occurrences);
    }

    @Override
    public CommandResult perform(HardwareCommand command) throws IOException {
        String request = request(command);
        if (request == null) {
            return new NotSupported();
        }
        String refusal = Answer.parse(wire.ask(request)).refusal();
        return refusal == null ? new Accepted() : new Rejected(refusal);
    }

    @Override
    public void close() {
        wire.close();
    }

    private Answer look(String request) throws IOException {
        Answer answer = Answer.parse(wire.ask(request));
        if (answer.refusal() != null) {
            throw new IOException("the cabinet does not answer " + request + ": " + answer.refusal());
        }
        return answer;
    }

    /** The cabinet's command, null when it has none. */
    private static String request(HardwareCommand command) {
        if (command instanceof AllowEnergy allow) {
            return "ALLOW " + allow.evseId() + " " + watts(allow.limitW());
        } else if (command instanceof StopEnergy stop) {
            return "STOP " + stop.evseId();
        } else if (command instanceof SetLimit limit) {
            return "LIMIT " + limit.evseId() + " " + watts(limit.limitW());
        } else if (command instanceof SetAvailability availability) {
            return "SERVICE " + availability.evseId() + " " + (availability.operative() ? 1 : 0);
        } else if (command instanceof Reboot) {
            return "REBOOT";
        }
        return null;
    }

    private static String watts(Integer limitW) {
        return limitW == null ? "-" : limitW.toString();
    }

    /** The cabinet counts the cards that were held to its reader, and knows the last. */
    private void card(Answer station, List<HardwareEvent> occurrences) throws IOException {
        long counted = station.number("cards", 0, Integer.MAX_VALUE);
        String uid = station.optional("uid");
        if (counted != cards && uid != null) {
            int chosen = (int) station.number("chosen", 0, model.evses().size());
            occurrences.add(new TokenPresented(time.wallClock(), chosen, uid, TokenType.ISO14443));
        }
        cards = counted;
    }

    private void stopButton(EvseState state, long counted, List<HardwareEvent> occurrences) {
        Long before = stops.put(state.evseId(), counted);
        if (before != null && before != counted) {
            occurrences.add(new StopRequested(time.wallClock(), state.evseId(), state.meter()));
        }
    }

    private EvseState evse(int evseId, Answer answer) throws IOException {
        Instant at = time.wallClock();
        String fault = answer.optional("fault");
        String soc = answer.optional("soc");
        return new EvseState(
                evseId,
                answer.flag("cable"),
                answer.word("vehicle", VEHICLES),
                answer.flag("contactors"),
                answer.flag("service"),
                fault == null ? Set.of() : Set.of(new Fault(fault, "")),
                new MeterReading(
                        at,
                        answer.number("energy", 0, HIGHEST_ENERGY_WH),
                        answer.quantity("power"),
                        answer.quantity("voltage"),
                        answer.quantity("current"),
                        answer.quantity("offered"),
                        answer.quantity("offeredCurrent"),
                        soc == null ? null : (Integer) (int) answer.number("soc", 0, 100)),
                answer.optional("evcc"));
    }
}
