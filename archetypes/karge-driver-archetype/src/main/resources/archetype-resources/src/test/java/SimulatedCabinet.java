package ${package};

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * A cabinet of the ${vendor} ${model} as its protocol shows it, and what people, vehicles and faults do to it. It knows
 * nothing of the driver, and has as many EVSEs as it is asked for. Callable on any thread.
 */
final class SimulatedCabinet {
    private static final int DEMAND_W = 40_000;
    private static final int DC_V = 400;
    private static final int PHASE_V = 230;

    private final LongSupplier nanoTime;
    private final int phases;
    private final Map<Integer, Evse> evses = new TreeMap<>();
    private long boots = 1;
    private String reason = "power";
    private long cards;
    private String uid = "-";
    private int chosen;
    private boolean deaf;
    private long commands;

    /** @param phases of AC, 0 for DC */
    SimulatedCabinet(int phases, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.phases = phases;
    }

    /** Answers a request; empty when the cabinet is deaf to commands. */
    synchronized String answer(String request) {
        evses.values().forEach(evse -> evse.count(nanoTime.getAsLong()));
        String[] words = request.split(" ");
        if (request.equals("STATION")) {
            return "OK serial=SIM-0001 firmware=1.0.0 boots=" + boots + " reason=" + reason + " cards=" + cards
                    + " uid=" + uid + " chosen=" + chosen;
        } else if (words[0].equals("EVSE") && words.length == 2) {
            return "OK " + evse(Integer.parseInt(words[1])).line();
        }
        commands++;
        return deaf ? "" : command(words);
    }

    private String command(String[] words) {
        if (words[0].equals("REBOOT")) {
            restart("request");
            return "OK";
        }
        int evseId = Integer.parseInt(words[1]);
        List<Evse> meant = evseId == 0 ? List.copyOf(evses.values()) : List.of(evse(evseId));
        switch (words[0]) {
            case "ALLOW" ->
                meant.forEach(evse -> {
                    evse.allowed = true;
                    evse.ended = false;
                    evse.limitW = words[2].equals("-") ? evse.limitW : watts(words[2]);
                });
            case "STOP" -> meant.forEach(Evse::stop);
            case "LIMIT" ->
                meant.forEach(evse -> evse.limitW = watts(words[2]));
            case "SERVICE" -> meant.forEach(evse -> evse.service = words[2].equals("1"));
            default -> {
                return "NO such command";
            }
        }
        return "OK";
    }

    /** A limit in watts, in milliamperes per phase, or none. */
    private int watts(String limit) {
        if (limit.equals("-")) {
            return phases == 0 ? 50_000 : 32 * PHASE_V * phases;
        } else if (limit.endsWith("mA")) {
            return (int) (Long.parseLong(limit.replace("mA", "")) * PHASE_V * phases / 1000);
        }
        return Integer.parseInt(limit);
    }

    private Evse evse(int evseId) {
        return evses.computeIfAbsent(evseId, id -> new Evse(nanoTime.getAsLong()));
    }

    // What happens to it

    synchronized void plugIn(int evseId) {
        change(evseId, evse -> {
            evse.cable = true;
            evse.wantsEnergy = true;
            evse.ended = false;
        });
    }

    synchronized void unplug(int evseId) {
        change(evseId, evse -> {
            evse.cable = false;
            evse.allowed = false;
            evse.ended = false;
        });
    }

    synchronized void vehicleWantsEnergy(int evseId, boolean wants) {
        change(evseId, evse -> evse.wantsEnergy = wants);
    }

    synchronized void presentCard(String cardUid, int evseId) {
        cards++;
        uid = cardUid;
        chosen = evseId;
    }

    synchronized void pressStop(int evseId) {
        change(evseId, evse -> evse.stops++);
    }

    synchronized void groundFailure(int evseId, boolean raised) {
        change(evseId, evse -> evse.fault = raised ? "GroundFailure" : "-");
    }

    /** Counters begin anew, contactors open; only the meters remember. */
    synchronized void restart(String why) {
        boots++;
        reason = why;
        cards = 0;
        uid = "-";
        for (int evseId : List.copyOf(evses.keySet())) {
            change(evseId, evse -> {
                evse.allowed = false;
                evse.ended = false;
                evse.stops = 0;
            });
        }
    }

    synchronized void deaf(boolean isDeaf) {
        deaf = isDeaf;
    }

    synchronized long commandsReceived() {
        return commands;
    }

    private void change(int evseId, Consumer<Evse> change) {
        Evse evse = evse(evseId);
        evse.count(nanoTime.getAsLong());
        change.accept(evse);
    }

    private final class Evse {
        boolean cable;
        boolean wantsEnergy;
        boolean allowed;
        boolean ended;
        boolean service = true;
        String fault = "-";
        int limitW = watts("-");
        int stops;
        private long millijoules;
        private long counted;

        Evse(long nanos) {
            counted = nanos;
        }

        void stop() {
            ended |= allowed;
            allowed = false;
        }

        void count(long nanos) {
            long millis = (nanos - counted) / 1_000_000;
            millijoules += millis * powerW();
            counted += millis * 1_000_000;
        }

        String line() {
            int offeredW = contactors() ? limitW : 0;
            return "cable=" + bit(cable) + " vehicle=" + vehicle() + " contactors=" + bit(contactors()) + " service="
                    + bit(service) + " fault=" + fault + " energy=" + millijoules / 3_600_000 + " power=" + powerW()
                    + " voltage=" + (contactors() ? voltageV() * 1000 : 0) + " current=" + milliampere(powerW())
                    + " offered=" + offeredW + " offeredCurrent=" + milliampere(offeredW) + " soc="
                    + (cable ? "42" : "-") + " evcc=" + (cable ? "0001020304AB" : "-") + " stops=" + stops
                    + eachPhase();
        }

        private String eachPhase() {
            StringBuilder line = new StringBuilder();
            for (int i = 1; i <= phases; i++) {
                line.append(" v" + i + "=" + (contactors() ? PHASE_V * 1000 : 0));
                line.append(" a" + i + "=" + milliampere(powerW()) + " w" + i + "=" + powerW() / phases);
            }
            return line.toString();
        }

        private int voltageV() {
            return phases == 0 ? DC_V : PHASE_V;
        }

        private boolean contactors() {
            return cable && allowed && service && fault.equals("-");
        }

        private int powerW() {
            return contactors() && wantsEnergy ? Math.min(DEMAND_W, limitW) : 0;
        }

        private String vehicle() {
            if (!cable) {
                return "none";
            } else if (!allowed) {
                return ended ? "done" : "waiting";
            } else if (!contactors()) {
                return "held";
            }
            return wantsEnergy ? "charging" : "full";
        }

        /** Of each phase. */
        private int milliampere(int watts) {
            return watts * 1000 / (voltageV() * Math.max(1, phases));
        }

        private int bit(boolean set) {
            return set ? 1 : 0;
        }
    }
}
