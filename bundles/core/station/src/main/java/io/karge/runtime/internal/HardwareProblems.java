package io.karge.runtime.internal;

import io.karge.driver.EvseState;
import io.karge.driver.Fault;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What of a station's hardware needs somebody: it stays away, or it reports faults. On the loop only. */
final class HardwareProblems {
    private static final String AWAY = "away";

    private final ProblemList.Part problems;

    HardwareProblems(ProblemList problems) {
        this.problems = problems.part("hardware");
    }

    /**
     * Why hardware is not there.
     *
     * @param remedy null when a problem of its own tells it already
     * @param wanted whether somebody has done it on purpose, or it is only beginning: nothing to warn of
     */
    record Absence(String what, String why, @Nullable String remedy, boolean wanted) {
        private static final String MISSING = "The hardware is missing";
        private static final String NOT_RUNNING = "of a bundle that is here and does not run karge:problems says why";

        static Absence notInstalled(String driver) {
            return new Absence(
                    MISSING,
                    "the driver '" + driver + "' is not installed",
                    "Install it, or correct driver in the station's cfg; " + NOT_RUNNING,
                    false);
        }

        static Absence removed(String driver) {
            return new Absence(
                    MISSING,
                    "the driver '" + driver + "' was removed",
                    "Install it again, or another version of it; " + NOT_RUNNING,
                    true);
        }

        static Absence notStarted() {
            return new Absence(MISSING, "the driver cannot start", null, false);
        }

        /** A driver does not return from being made, which a problem of its own says. */
        static Absence hangs() {
            return new Absence(MISSING, "the driver hangs", null, false);
        }

        /** A driver was stopped, as it was told to be. */
        static Absence stopped(String why) {
            return new Absence(MISSING, why, "Nothing: its driver begins anew by itself", true);
        }

        /** A driver has begun and had no time yet to reach its hardware. */
        static Absence reaching() {
            return new Absence(
                    "The hardware is not there yet", "the driver has just begun", "Nothing: it is looking", true);
        }

        static Absence drivenBy(String other, String hardware) {
            return new Absence(
                    MISSING,
                    "station " + other + " drives " + hardware,
                    "Give each station hardware of its own with driverUri; this one gets it when " + other
                            + " has let go of it",
                    false);
        }

        static Absence unreached(String why) {
            return new Absence(
                    "The hardware is away",
                    why,
                    "Check the cabinet's power and network, and driverUri in the station's cfg; the driver keeps"
                            + " trying",
                    false);
        }
    }

    /** It has been away for the grace period. */
    void away(Absence absence) {
        if (absence.remedy() == null) {
            problems.clear(AWAY);
        } else if (absence.wanted()) {
            problems.note(AWAY, absence.what(), absence.why(), absence.remedy());
        } else {
            problems.raise(AWAY, absence.what(), absence.why(), absence.remedy());
        }
    }

    void back() {
        problems.clear(AWAY);
    }

    /** An EVSE is not as before: its faults come and go. */
    void changed(EvseState before, EvseState now) {
        Set<String> keys = keys(now);
        keys(before).stream().filter(key -> !keys.contains(key)).forEach(problems::clear);
        for (Fault fault : now.faults()) {
            problems.raise(
                    key(now, fault),
                    where(now, fault) + " has a fault",
                    fault.detail().isBlank() ? code(fault) : code(fault) + ", " + fault.detail(),
                    "Have the cabinet looked at; the EVSE is back in service when the cabinet clears the fault");
        }
    }

    /** The hardware is another one: nothing is known of it. */
    void forget() {
        problems.clearAll();
    }

    private static Set<String> keys(EvseState evse) {
        return evse.faults().stream().map(fault -> key(evse, fault)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static String where(EvseState evse, Fault fault) {
        return fault.connectorId() == 0
                ? "EVSE " + evse.evseId()
                : "Connector " + fault.connectorId() + " of EVSE " + evse.evseId();
    }

    /** The standard's code, with the maker's where there is one. */
    private static String code(Fault fault) {
        return fault.vendorCode().isEmpty() ? fault.code() : fault.code() + " (" + fault.vendorCode() + ")";
    }

    private static String key(EvseState evse, Fault fault) {
        String connector = fault.connectorId() == 0 ? "" : "." + fault.connectorId();
        return "fault." + evse.evseId() + connector + "." + code(fault);
    }
}
