package io.karge.runtime.internal.config;

import io.karge.runtime.StationConfig;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which cfg files count, of those that want the same station or the same hardware: the one that ran with it, else the
 * one that came first.
 *
 * @param accepted in no order that means anything
 * @param undecided those that wait until it is known who ran
 */
record Claims(List<Claim> accepted, List<Refusal> refused, List<Claim> undecided) {

    /**
     * What a file wants.
     *
     * @param file its name
     * @param hardware as its driver names it, or whatever is known without
     */
    record Claim(String file, StationConfig config, String hardware) {}

    /** A file that does not count, and why. */
    record Refusal(Claim claim, String why) {}

    Claims {
        accepted = List.copyOf(accepted);
        refused = List.copyOf(refused);
        undecided = List.copyOf(undecided);
    }

    /**
     * Decides.
     *
     * @param claims in the order in which they came
     * @param ran what ran last, by station
     * @param complete whether that is all that ran; else who has a rival, and did not run, waits
     */
    static Claims decide(List<Claim> claims, Map<String, Ran> ran, boolean complete) {
        Memory memory = new Memory(ran);
        Set<Claim> rivals = complete ? Set.of() : rivals(claims);
        List<Claim> byRank = new ArrayList<>(claims);
        byRank.sort(Comparator.comparingInt(memory::rank));
        Taken taken = new Taken();
        List<Claim> accepted = new ArrayList<>();
        List<Refusal> refused = new ArrayList<>();
        List<Claim> undecided = new ArrayList<>();
        for (Claim claim : byRank) {
            String why = taken.obstacle(claim);
            if (why != null) {
                refused.add(new Refusal(claim, why));
            } else if (rivals.contains(claim) && memory.rank(claim) > 0) {
                undecided.add(claim);
            } else {
                taken.add(claim);
                accepted.add(claim);
            }
        }
        return new Claims(accepted, refused, undecided);
    }

    /** Whether the claim could be accepted beside those that are. */
    boolean allows(Claim claim) {
        Taken taken = new Taken();
        accepted.forEach(taken::add);
        return taken.obstacle(claim) == null;
    }

    private static Set<Claim> rivals(List<Claim> claims) {
        Map<String, Claim> stations = new HashMap<>();
        Map<String, Claim> hardware = new HashMap<>();
        Set<Claim> rivals = new HashSet<>();
        for (Claim claim : claims) {
            for (Claim other : new Claim[] {
                stations.putIfAbsent(claim.config().stationId(), claim), hardware.putIfAbsent(claim.hardware(), claim)
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
        private final Map<String, Ran> stations;
        private final Set<List<String>> hardware = new HashSet<>();

        Memory(Map<String, Ran> ran) {
            stations = ran;
            ran.values().forEach(before -> hardware.add(List.of(before.file(), before.hardware())));
        }

        /** The less, the more it is the one that ran: all of it, part of it, nothing. */
        int rank(Claim claim) {
            Ran before = stations.get(claim.config().stationId());
            if (before != null && before.file().equals(claim.file())) {
                return before.hardware().equals(claim.hardware()) ? 0 : 1;
            }
            return hardware.contains(List.of(claim.file(), claim.hardware())) ? 1 : 2;
        }
    }

    /** The stations and the hardware that have their files. */
    private static final class Taken {
        private final Map<String, Claim> stations = new HashMap<>();
        private final Map<String, Claim> hardware = new HashMap<>();

        void add(Claim claim) {
            stations.put(claim.config().stationId(), claim);
            hardware.put(claim.hardware(), claim);
        }

        @Nullable
        String obstacle(Claim claim) {
            Claim station = stations.get(claim.config().stationId());
            if (station != null) {
                return "stationId '" + claim.config().stationId() + "' is that of " + station.file();
            }
            Claim driven = hardware.get(claim.hardware());
            return driven == null
                    ? null
                    : "driverUri leads to " + claim.hardware() + ", which " + driven.file() + " drives as station "
                            + driven.config().stationId();
        }
    }
}
