package io.karge.runtime.internal.config;

import io.karge.runtime.StationConfig;
import io.karge.security.AuditText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which cfg files count, of those that want the same station or the same hardware: the one that ran with it, else the
 * one that came first. Hardware on which the transactions of a station run is nobody else's, also while no file of that
 * station counts.
 *
 * @param accepted in no order that means anything
 * @param undecided those that wait until it is known who ran, or whether transactions hold their hardware
 * @param past with which it was decided
 */
record Claims(List<Claim> accepted, List<Refusal> refused, List<Claim> undecided, Past past) {

    /**
     * What a file wants.
     *
     * @param file its name
     * @param hardware as its driver names it, or whatever is known without
     */
    record Claim(String file, StationConfig config, String hardware) {}

    /** A file that does not count, why, and what can be done. */
    record Refusal(Claim claim, String why, String remedy) {}

    /** Whether the transactions of a station that no file describes hold its hardware. */
    enum Hold {
        UNKNOWN,
        HOLDS,
        FREE
    }

    /**
     * What is known of those that ran.
     *
     * @param ran with what, by station
     * @param complete whether these are all; else who has a rival, and did not run, waits
     * @param hold of a station that ran
     */
    record Past(Map<String, Ran> ran, boolean complete, Function<String, Hold> hold) {

        /** Whether the station has driven the hardware, whatever the name of its file was. */
        boolean ranWithIt(Claim claim) {
            Ran before = ran.get(claim.config().stationId());
            return before != null && before.hardware().equals(claim.hardware());
        }

        /** Whether the station would leave hardware on which its transactions run, or may run, for other hardware. */
        boolean leavesHardware(Claim claim) {
            Ran before = ran.get(claim.config().stationId());
            return before != null
                    && !ranWithIt(claim)
                    && !before.driverUri().equals(claim.config().driverUri().toString())
                    && hold.apply(claim.config().stationId()) != Hold.FREE;
        }

        /** Where the hardware is that the station ran with, for people. */
        private String address(Claim claim) {
            Ran before = ran.get(claim.config().stationId());
            return before == null ? "" : AuditText.address(before.driverUri());
        }

        /** Another station whose transactions run, or may run, on the hardware though no file of it counts. */
        Optional<String> holder(Claim claim, Set<Claim> accepted) {
            Set<String> others =
                    accepted.stream().map(other -> other.config().stationId()).collect(Collectors.toSet());
            others.add(claim.config().stationId());
            return ranWithIt(claim)
                    ? Optional.empty()
                    : ran.entrySet().stream()
                            .filter(before -> before.getValue().hardware().equals(claim.hardware()))
                            .map(Map.Entry::getKey)
                            .filter(stationId -> !others.contains(stationId) && hold.apply(stationId) != Hold.FREE)
                            .min(Comparator.comparing(hold).reversed());
        }
    }

    Claims {
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
        undecided = List.copyOf(undecided);
    }

    /**
     * Decides.
     *
     * @param claims in the order in which they came
     */
    static Claims decide(List<Claim> claims, Past past) {
        return new Decision(past).of(claims);
    }

    /** Whether the claim could be accepted beside those that are. */
    boolean allows(Claim claim) {
        Taken taken = new Taken();
        accepted.forEach(taken::add);
        return taken.obstacle(claim) == null
                && past.holder(claim, Set.copyOf(accepted)).isEmpty();
    }

    /** The stations that have their file. */
    Set<String> stationIds() {
        return accepted.stream().map(claim -> claim.config().stationId()).collect(Collectors.toSet());
    }

    private static final class Decision {
        private final Past past;
        private final Memory memory;
        private final Set<Claim> accepted = new HashSet<>();
        private final List<Refusal> refused = new ArrayList<>();
        private final List<Claim> undecided = new ArrayList<>();

        Decision(Past past) {
            this.past = past;
            this.memory = new Memory(past);
        }

        Claims of(List<Claim> claims) {
            Set<Claim> rivals = past.complete() ? Set.of() : rivals(claims);
            List<Claim> byRank = new ArrayList<>(claims);
            byRank.sort(Comparator.comparingInt(memory::rank));
            Set<Claim> first = new HashSet<>(byRank);
            first.removeAll(obstructed(byRank));
            first.removeIf(past::leavesHardware);
            Taken taken = new Taken();
            for (Claim claim : byRank) {
                String why = taken.obstacle(claim);
                if (why != null) {
                    refused.add(new Refusal(
                            claim,
                            why,
                            "Give each station an identity and hardware of its own, or remove one of the files; this one"
                                    + " is used when the other does not stand in its way"));
                } else if (rivals.contains(claim) && !past.ranWithIt(claim)) {
                    undecided.add(claim);
                } else if (!leftToHolder(claim, first)) {
                    taken.add(claim);
                    accepted.add(claim);
                }
            }
            return new Claims(List.copyOf(accepted), refused, undecided, past);
        }

        /** Those that others are before, whatever transactions hold. */
        private static Set<Claim> obstructed(List<Claim> byRank) {
            Taken taken = new Taken();
            Set<Claim> obstructed = new HashSet<>();
            for (Claim claim : byRank) {
                if (taken.obstacle(claim) == null) {
                    taken.add(claim);
                } else {
                    obstructed.add(claim);
                }
            }
            return obstructed;
        }

        private boolean leftToHolder(Claim claim, Set<Claim> first) {
            if (past.leavesHardware(claim)) {
                return left(
                        claim,
                        claim.config().stationId(),
                        "driverUri leads to " + AuditText.address(uri(claim))
                                + ", and transactions of the station run on "
                                + past.address(claim),
                        "Put driverUri back, or let the transactions end first: by card, from the CSMS or at the stop"
                                + " button; this is used then");
            }
            return past.holder(claim, first)
                    .map(holder -> left(
                            claim,
                            holder,
                            "driverUri leads to " + AuditText.address(uri(claim)) + ", and transactions of station "
                                    + holder + " run on it",
                            "Let a cfg of station " + holder + " count again (put it back, or correct it), so that its"
                                    + " transactions can end; or give them up with station:discard --force " + holder))
                    .orElse(false);
        }

        private boolean left(Claim claim, String holder, String why, String remedy) {
            if (past.hold().apply(holder) == Hold.UNKNOWN) {
                undecided.add(claim);
            } else {
                refused.add(new Refusal(claim, why, remedy));
            }
            return true;
        }
    }

    /** Identities are identifierStrings, in which capitals make no difference (Part 4, 3.1.1; Part 2, 2.1.4). */
    private static String identity(Claim claim) {
        return claim.config().stationId().toLowerCase(Locale.ROOT);
    }

    private static String uri(Claim claim) {
        return claim.config().driverUri().toString();
    }

    private static Set<Claim> rivals(List<Claim> claims) {
        Map<String, Claim> stations = new HashMap<>();
        Map<String, Claim> hardware = new HashMap<>();
        Set<Claim> rivals = new HashSet<>();
        for (Claim claim : claims) {
            for (Claim other : new Claim[] {
                stations.putIfAbsent(identity(claim), claim), hardware.putIfAbsent(claim.hardware(), claim)
            }) {
                if (other != null) {
                    rivals.add(other);
                    rivals.add(claim);
                }
            }
        }
        return rivals;
    }

    /** What is known of those that ran. */
    private static final class Memory {
        private final Past past;
        private final Set<List<String>> hardware = new HashSet<>();

        Memory(Past past) {
            this.past = past;
            past.ran().values().forEach(before -> hardware.add(List.of(before.file(), before.hardware())));
        }

        /** The less, the more it is what ran: the station with its hardware, one of both in the same file, nothing. */
        int rank(Claim claim) {
            Ran before = past.ran().get(claim.config().stationId());
            boolean sameFile = before != null && before.file().equals(claim.file());
            if (past.ranWithIt(claim)) {
                return sameFile ? 0 : 1;
            }
            return sameFile || hardware.contains(List.of(claim.file(), claim.hardware())) ? 2 : 3;
        }
    }

    /** The stations and the hardware that have their files. */
    private static final class Taken {
        private final Map<String, Claim> stations = new HashMap<>();
        private final Map<String, Claim> hardware = new HashMap<>();

        void add(Claim claim) {
            stations.put(identity(claim), claim);
            hardware.put(claim.hardware(), claim);
        }

        @Nullable
        String obstacle(Claim claim) {
            Claim station = stations.get(identity(claim));
            if (station != null) {
                return taken(claim.config().stationId(), station);
            }
            Claim driven = hardware.get(claim.hardware());
            return driven == null ? null : driven(uri(claim), driven);
        }

        private static String taken(String stationId, Claim by) {
            String other = by.config().stationId();
            return "stationId '" + stationId + "' is that of " + by.file()
                    + (other.equals(stationId)
                            ? ""
                            : ", which writes it '" + other + "': capitals make no other identity");
        }

        /** In the words of the files: how the driver names the hardware stands in neither. */
        private static String driven(String driverUri, Claim by) {
            return "driverUri leads to " + AuditText.address(driverUri) + ", which " + by.file() + " drives as station "
                    + by.config().stationId()
                    + (uri(by).equals(driverUri) ? "" : ", there as " + AuditText.address(uri(by)));
        }
    }
}
