package io.karge.block.availability;

import io.karge.driver.Fault;
import io.karge.station.BlockState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which faults of an EVSE the CSMS knows, over restarts too: what was cleared while the gateway was away is told as cleared.
 */
final class ToldFaults {
    private static final String PREFIX = "faults/";

    private final BlockState state;
    private final Map<Integer, Set<Fault>> underWay = new HashMap<>();

    ToldFaults(BlockState state) {
        this.state = state;
    }

    /** Stored: what was told of an EVSE. */
    record Told(List<One> faults) {
        Told {
            faults = List.copyOf(faults);
        }
    }

    /** Stored: a fault. */
    record One(String code, String detail, String vendorCode, int connectorId) {
        static One of(Fault fault) {
            return new One(fault.code(), fault.detail(), fault.vendorCode(), fault.connectorId());
        }

        Fault fault() {
            return new Fault(code, detail, vendorCode, connectorId);
        }
    }

    /** What the CSMS knows, or is being told. */
    Set<Fault> of(int evseId) {
        Set<Fault> telling = underWay.get(evseId);
        return telling != null ? telling : known(evseId);
    }

    private Set<Fault> known(int evseId) {
        return state.get(PREFIX + evseId, Told.class).map(Told::faults).orElse(List.of()).stream()
                .map(One::fault)
                .collect(Collectors.toUnmodifiableSet());
    }

    void telling(int evseId, Set<Fault> faults) {
        underWay.put(evseId, Set.copyOf(faults));
    }

    /** The CSMS has answered, or has not been reached: then it knows what it knew, unless more is under way. */
    void told(int evseId, Set<Fault> faults, boolean arrived) {
        if (faults.equals(underWay.get(evseId))) {
            underWay.remove(evseId);
        }
        if (arrived && faults.isEmpty()) {
            state.remove(PREFIX + evseId);
        } else if (arrived) {
            state.put(PREFIX + evseId, new Told(faults.stream().map(One::of).toList()));
        }
    }
}
