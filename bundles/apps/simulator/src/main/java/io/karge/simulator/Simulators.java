package io.karge.simulator;

import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/** The simulators that run, for the shell. */
@Component(service = Simulators.class)
public final class Simulators {
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    volatile List<SimulatedStation> stations = List.of();

    /** All, by name. */
    public List<SimulatedStation> all() {
        return sorted(stations);
    }

    /**
     * The simulator with this name.
     *
     * @throws NoSuchElementException when there is none; the message lists those there are
     */
    public SimulatedStation get(String name) {
        return find(stations, name);
    }

    static List<SimulatedStation> sorted(List<SimulatedStation> stations) {
        return stations.stream()
                .sorted(Comparator.comparing(SimulatedStation::name))
                .toList();
    }

    static SimulatedStation find(List<SimulatedStation> stations, String name) {
        return stations.stream()
                .filter(station -> station.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new NoSuchElementException("there is no simulator '" + name + "': there are "
                        + sorted(stations).stream().map(SimulatedStation::name).collect(Collectors.joining(", "))));
    }
}
