package io.karge.driver.hyc;

import io.karge.driver.Fault;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The fault bits of a connector. */
final class HycFaults {
    private static final String INTERNAL_ERROR = "InternalError";
    private static final List<String> CODES = List.of(
            "GroundFailure",
            "OverCurrentFailure",
            "OverVoltage",
            "UnderVoltage",
            "HighTemperature",
            "PowerSwitchFailure",
            "ConnectorLockFailure",
            INTERNAL_ERROR,
            "EmergencyStop");

    private HycFaults() {}

    /**
     * The faults that the bits name, lowest bit first. Bits that are not in the map, and a state Faulted without any
     * bit, are internal errors: an unknown fault stops the EVSE as well.
     */
    static Set<Fault> decode(int bits, boolean faulted) {
        Set<Fault> faults = new LinkedHashSet<>();
        for (int bit = 0; bit < CODES.size(); bit++) {
            if ((bits & 1 << bit) != 0) {
                faults.add(new Fault(CODES.get(bit), ""));
            }
        }
        int unknown = bits >> CODES.size() << CODES.size();
        if (unknown != 0) {
            faults.add(new Fault(INTERNAL_ERROR, "unknown fault bits " + unknown));
        }
        if (faulted && faults.isEmpty()) {
            faults.add(new Fault(INTERNAL_ERROR, "the cabinet reports Faulted without saying why"));
        }
        return faults;
    }
}
