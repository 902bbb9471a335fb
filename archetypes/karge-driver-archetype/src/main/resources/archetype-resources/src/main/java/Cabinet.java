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
import io.karge.driver.StationModel.Contactor;
import io.karge.driver.StationModel.EvseModel;
import io.karge.driver.StationModel.LimitModel;
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

/**
 * The cabinet's words, as the driver API calls them: of as many EVSEs as {@code model.json} lists, DC or AC, and only what it
 * says that they have. Used on the driver's executor only, but for {@link #close}.
 */
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
            evses.add(evse(evse, answer));
            stops.add(model.stopButton() ? answer.number("stops", 0, Integer.MAX_VALUE) : 0L);
        }
        CabinetState cabinet = new CabinetState(
                station.text("serial"),
                station.text("firmware"),
                model.bootCounter() ? station.number("boots", 0, Integer.MAX_VALUE) : 0,
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
    private String request(HardwareCommand command) {
        if (command instanceof AllowEnergy allow) {
            return "ALLOW " + allow.evseId() + " " + limit(allow.evseId(), allow.limitW(), allow.limitMa());
        } else if (command instanceof StopEnergy stop) {
            return "STOP " + stop.evseId();
        } else if (command instanceof SetLimit limit) {
            return "LIMIT " + limit.evseId() + " " + limit(limit.evseId(), limit.limitW(), limit.limitMa());
        } else if (command instanceof SetAvailability availability) {
            return "SERVICE " + availability.evseId() + " " + (availability.operative() ? 1 : 0);
        } else if (command instanceof Reboot) {
            return "REBOOT";
        }
        return null;
    }

    /** In watts, or in milliamperes per phase where the model says so; {@code -} for none. */
    private String limit(int evseId, Integer limitW, Integer limitMa) {
        boolean amperes = model.hasEvse(evseId) && model.evse(evseId).limit().unit() == LimitModel.Unit.A;
        Integer limit = amperes ? limitMa : limitW;
        return limit == null ? "-" : limit + (amperes ? "mA" : "");
    }

    private EvseState evse(EvseModel evse, Answer answer) throws IOException {
        String fault = answer.optional("fault");
        return new EvseState(
                evse.evseId(),
                answer.flag("cable"),
                answer.word("vehicle", VEHICLES),
                model.contactor() == Contactor.MEASURED && answer.flag("contactors"),
                !model.operative() || answer.flag("service"),
                fault == null ? Set.of() : Set.of(new Fault(fault, "")),
                reading(evse, answer),
                answer.optional("evcc"));
    }

    private MeterReading reading(EvseModel evse, Answer answer) throws IOException {
        String soc = evse.meter().stateOfCharge() ? answer.optional("soc") : null;
        MeterReading reading = new MeterReading(
                time.wallClock(),
                answer.number("energy", 0, HIGHEST_ENERGY_WH),
                answer.quantity("power"),
                answer.quantity("voltage"),
                answer.quantity("current"),
                answer.quantity("offered"),
                answer.quantity("offeredCurrent"),
                soc == null ? null : (Integer) (int) answer.number("soc", 0, 100));
        return evse.meter().perPhase() ? reading.withPhases(phases(evse, answer)) : reading;
    }

    /** AC: {@code v1}, {@code a1} and {@code w1} are those of L1. */
    private static List<MeterReading.Phase> phases(EvseModel evse, Answer answer) throws IOException {
        List<MeterReading.Phase> phases = new ArrayList<>();
        for (int i = 1; i <= evse.connectors().get(0).phases(); i++) {
            phases.add(new MeterReading.Phase(
                    answer.quantity("v" + i), answer.quantity("a" + i), answer.quantity("w" + i)));
        }
        return phases;
    }
}
