package ${package};

import io.karge.driver.BootReason;
import io.karge.driver.CabinetState;
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
import io.karge.driver.polling.Outcome;
import io.karge.driver.polling.Picture;
import io.karge.driver.polling.PolledHardware;
import io.karge.time.TimeSource;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The cabinet's words, as the driver API calls them. Used on the driver's executor only, but for {@link #close}. */
final class Cabinet implements PolledHardware<Cabinet.Seen> {
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

    Cabinet(StationModel model, Wire wire, TimeSource time) {
        this.model = model;
        this.wire = wire;
        this.time = time;
    }

    /**
     * What one look at the cabinet shows.
     *
     * @param cards how many were held to the reader
     * @param uid the last of them, null when there was none
     * @param chosen the EVSE that was chosen for it, 0 for none
     * @param stops how often the stop button of each EVSE was pressed
     */
    record Seen(CabinetState cabinet, List<EvseState> evses, long cards, String uid, int chosen, List<Long> stops)
            implements Picture {}

    @Override
    public Seen read(Seen before) throws IOException {
        List<EvseState> evses = new ArrayList<>();
        List<Long> stops = new ArrayList<>();
        Answer station = look("STATION");
        for (EvseModel evse : model.evses()) {
            Answer answer = look("EVSE " + evse.evseId());
            evses.add(evse(evse.evseId(), answer));
            stops.add(answer.number("stops", 0, Integer.MAX_VALUE));
        }
        CabinetState cabinet = new CabinetState(
                station.text("serial"),
                station.text("firmware"),
                station.number("boots", 0, Integer.MAX_VALUE),
                station.word("reason", REASONS));
        return new Seen(
                cabinet,
                List.copyOf(evses),
                station.number("cards", 0, Integer.MAX_VALUE),
                station.optional("uid"),
                (int) station.number("chosen", 0, model.evses().size()),
                List.copyOf(stops));
    }

    /** Cards and stop buttons: the cabinet counts them. */
    @Override
    public List<HardwareEvent> occurrences(Seen before, Seen now, Instant at) {
        List<HardwareEvent> occurrences = new ArrayList<>();
        if (now.cards() != before.cards() && now.uid() != null) {
            occurrences.add(new TokenPresented(at, now.chosen(), now.uid(), TokenType.ISO14443));
        }
        for (EvseState evse : now.evses()) {
            int index = evse.evseId() - 1;
            if (!now.stops().get(index).equals(before.stops().get(index))) {
                occurrences.add(new StopRequested(at, evse.evseId(), evse.meter()));
            }
        }
        return occurrences;
    }

    @Override
    public Outcome perform(HardwareCommand command) throws IOException {
        String request = request(command);
        if (request == null) {
            return Outcome.notSupported();
        }
        String refusal = Answer.parse(wire.ask(request)).refusal();
        return refusal == null ? Outcome.accepted() : Outcome.rejected(refusal);
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
