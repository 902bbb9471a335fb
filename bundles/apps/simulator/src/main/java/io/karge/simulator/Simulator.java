package io.karge.simulator;

import io.karge.configuration.CfgFile;
import io.karge.configuration.Variables;
import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationView;
import java.util.List;
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
 * a cabinet that loses power and comes back. A cfg that cannot be used is refused, with a problem of the gateway; the others
 * keep running.
 */
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.karge.simulator.SimulatedStation\"",
        effective = "active")
@Capability(
        namespace = "osgi.service",
        attribute = "objectClass:List<String>=\"io.karge.runtime.ProblemSource\"",
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
    private final ServiceRegistration<?> registration;

    @Activate
    public Simulator(
            SimulatorConfig config,
            Map<String, Object> properties,
            BundleContext context,
            @Reference SimulatorRuntime runtime) {
        this.runtime = runtime;
        SimulatedStation started = null;
        String refusal = "";
        try {
            CfgFile.read(properties, Variables.ofProcess(), SimulatorSettings.KEYS);
            started = runtime.start(config);
        } catch (IllegalArgumentException e) {
            refusal = String.valueOf(e.getMessage());
        }
        this.station = started;
        this.registration =
                started == null ? refuse(CfgFile.name(properties), refusal, context) : offer(started, config, context);
    }

    private static ServiceRegistration<?> offer(
            SimulatedStation started, SimulatorConfig config, BundleContext context) {
        LOG.info(
                "simulator={} model={} listens on {}:{}",
                started.name(),
                config.model(),
                config.host(),
                started.port());
        return context.registerService(
                SimulatedStation.class, started, FrameworkUtil.asDictionary(Map.of("name", started.name())));
    }

    private ServiceRegistration<?> refuse(String file, String why, BundleContext context) {
        StationView.Problem problem = new StationView.Problem(
                runtime.now(), file + " is refused", why, "Correct the file; until then its cabinet is not simulated");
        LOG.error("{}: {}. {}", problem.what(), why, problem.remedy());
        return context.registerService(ProblemSource.class, () -> List.of(problem), null);
    }

    @Deactivate
    void deactivate() {
        registration.unregister();
        if (station != null) {
            runtime.stop(station);
            LOG.info("simulator={} removed", station.name());
        }
    }
}
