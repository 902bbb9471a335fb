package io.karge.runtime.internal;

import io.karge.failure.TimeWords;
import io.karge.runtime.internal.UnfitDrivers.Unfit;
import io.karge.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * Finds the bundles of drivers whose start does not come to an end: an activator, or a component that is to be made with the
 * bundle, runs on the thread of the container that starts bundles (OSGi Compendium, 112.5.2), and nothing can be started or
 * deployed behind it. On the thread of {@link UnfitDrivers}.
 */
final class HangingStarts implements Supplier<List<Unfit>> {
    private static final Duration LONGEST = DriverFence.LONGEST_CALL;
    private static final String REMEDY =
            "Remove the driver's file from deploy/ and restart the gateway: nothing else is"
                    + " started or deployed until then. Show its maker the stack of the thread (threads in the console, or jstack):"
                    + " a component without immediate=true is made on a thread of its own, and holds up nothing";

    private final DriverApi api;
    private final DriverBundles.Container container;
    private final ServiceComponentRuntime components;
    private final TimeSource time;
    private Map<Start, Since> starting = Map.of();

    /** What is under way. */
    private record Start(String bundle, long id, String what) {
        Unfit unfit(Since since) {
            return new Unfit(
                    bundle + " " + what,
                    id,
                    "The bundle " + bundle + " hangs as it starts",
                    what + " has not returned since " + TimeWords.of(since.at()),
                    REMEDY);
        }
    }

    private record Since(long nanos, Instant at) {}

    HangingStarts(
            DriverApi api, DriverBundles.Container container, ServiceComponentRuntime components, TimeSource time) {
        this.api = api;
        this.container = container;
        this.components = components;
        this.time = time;
    }

    @Override
    public List<Unfit> get() {
        Since now = new Since(time.nanoTime(), time.wallClock());
        Map<Start, Since> still = new LinkedHashMap<>();
        Stream.concat(activators(), immediate()).forEach(start -> still.put(start, starting.getOrDefault(start, now)));
        starting = still;
        return still.entrySet().stream()
                .filter(start -> now.nanos() - start.getValue().nanos() >= LONGEST.toNanos())
                .map(start -> start.getKey().unfit(start.getValue()))
                .toList();
    }

    private Stream<Start> activators() {
        return container.bundles().stream()
                .filter(bundle -> bundle.state() == DriverBundles.State.STARTING
                        && api.isUsedBy(bundle.manifest().imports()))
                .map(bundle -> new Start(
                        bundle.manifest().name() + " [" + bundle.id() + "]", bundle.id(), "its BundleActivator"));
    }

    /** One that is not immediate stays satisfied until somebody asks for it. */
    private Stream<Start> immediate() {
        return components.getComponentDescriptionDTOs().stream()
                .filter(component -> component.immediate && DriverComponents.makesDrivers(component))
                .filter(component -> components.getComponentConfigurationDTOs(component).stream()
                        .anyMatch(configuration -> configuration.state == ComponentConfigurationDTO.SATISFIED))
                .map(HangingStarts::made);
    }

    private static Start made(ComponentDescriptionDTO component) {
        return new Start(
                DriverComponents.name(component.bundle),
                component.bundle.id,
                "the constructor of its component " + component.implementationClass + " (immediate=true)");
    }
}
