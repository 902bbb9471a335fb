package io.karge.simulator;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One simulated cabinet per cfg: registers a {@link SimulatedStation} for as long as the cfg is there. A changed cfg is
 * a cabinet that loses power and comes back. A cfg that cannot be used is refused in the log; the others keep running.
 */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.karge.simulator.SimulatedStation\"",
        effective = "active")
@Component(
        configurationPid = "io.karge.simulator",
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        service = {})
@Designate(ocd = SimulatorConfig.class, factory = true)
public final class Simulator {
    private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);

    private final SimulatorRuntime runtime;
    private final @Nullable SimulatedStation station;
    private final @Nullable ServiceRegistration<SimulatedStation> registration;

    @Activate
    public Simulator(
            SimulatorConfig config,
            Map<String, Object> properties,
            BundleContext context,
            @Reference SimulatorRuntime runtime) {
        this.runtime = runtime;
        this.station = start(config, properties);
        this.registration = station == null
                ? null
                : context.registerService(
                        SimulatedStation.class, station, FrameworkUtil.asDictionary(Map.of("name", station.name())));
    }

    private @Nullable SimulatedStation start(SimulatorConfig config, Map<String, Object> properties) {
        try {
            SimulatedStation started = runtime.start(config);
            LOG.info(
                    "simulator={} model={} listens on {}:{}",
                    started.name(),
                    config.model(),
                    config.host(),
                    started.port());
            return started;
        } catch (IllegalArgumentException e) {
            LOG.error("simulator refused, nothing was started: {} (in {})", e.getMessage(), source(properties));
            return null;
        }
    }

    private static Object source(Map<String, Object> properties) {
        Object file = properties.get("felix.fileinstall.filename");
        return file == null ? properties.getOrDefault("service.pid", "io.karge.simulator") : file;
    }

    @Deactivate
    void deactivate() {
        if (registration != null) {
            registration.unregister();
        }
        if (station != null) {
            runtime.stop(station);
            LOG.info("simulator={} removed", station.name());
        }
    }
}
