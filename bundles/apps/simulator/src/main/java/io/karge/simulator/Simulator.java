package io.karge.simulator;

import io.karge.configuration.CfgFile;
import io.karge.configuration.Variables;
import io.karge.failure.FailureWords;
import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationView;
import io.karge.time.TimeSource.Cancellable;
import java.io.IOException;
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
 * a cabinet that loses power and comes back. One that cannot be started is a problem of the gateway and is tried again until it
 * can; the others keep running.
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

    private final SimulatorConfig config;
    private final Map<String, Object> properties;
    private final BundleContext context;
    private final SimulatorRuntime runtime;
    private @Nullable SimulatedStation station;
    /** Why there is no station yet. */
    private StationView.@Nullable Problem problem;
    /** Of the one or the other. */
    private @Nullable ServiceRegistration<?> registration;

    private @Nullable Cancellable next;
    private boolean closed;

    @Activate
    public Simulator(
            SimulatorConfig config,
            Map<String, Object> properties,
            BundleContext context,
            @Reference SimulatorRuntime runtime) {
        this.config = config;
        this.properties = properties;
        this.context = context;
        this.runtime = runtime;
        attempt();
    }

    /** What is in the way may go without the cfg being touched: a full disk, a taken port or name, a host not known yet. */
    private synchronized void attempt() {
        if (closed) {
            return;
        }
        try {
            CfgFile.read(properties, Variables.ofProcess(), SimulatorSettings.KEYS);
            offer(runtime.start(config));
        } catch (IllegalArgumentException e) {
            refuse(" is refused", String.valueOf(e.getMessage()), "Correct the file");
        } catch (IOException e) {
            refuse(
                    " cannot be simulated",
                    FailureWords.ofOwnFile(e),
                    "Make room on the disk, or let the gateway write to store/simulator; of a port that another program"
                            + " has, choose another");
        }
    }

    private void offer(SimulatedStation started) {
        LOG.info(
                "simulator={} model={} listens on {}:{}",
                started.name(),
                config.model(),
                config.host(),
                started.port());
        station = started;
        register(context.registerService(
                SimulatedStation.class, started, FrameworkUtil.asDictionary(Map.of("name", started.name()))));
    }

    private void refuse(String what, String why, String remedy) {
        next = runtime.soon(this::attempt);
        StationView.Problem now = new StationView.Problem(
                runtime.now(),
                CfgFile.name(properties) + what,
                why,
                remedy + "; until then its cabinet is not simulated, which is tried again by itself");
        if (problem != null
                && problem.what().equals(now.what())
                && problem.why().equals(now.why())) {
            return;
        }
        LOG.error("{}: {}. {}", now.what(), now.why(), now.remedy());
        problem = now;
        register(context.registerService(ProblemSource.class, () -> List.of(now), null));
    }

    private void register(ServiceRegistration<?> now) {
        ServiceRegistration<?> before = registration;
        registration = now;
        if (before != null) {
            before.unregister();
        }
    }

    @Deactivate
    synchronized void deactivate() {
        closed = true;
        if (next != null) {
            next.cancel();
        }
        if (registration != null) {
            registration.unregister();
        }
        if (station != null) {
            runtime.stop(station);
            LOG.info("simulator={} removed", station.name());
        }
    }
}
