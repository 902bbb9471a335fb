package io.karge.simulator;

import io.karge.shell.table.BundleCommands;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Brings the commands of this bundle into the shell, while the simulators are there. */
@Component(
        service = {},
        immediate = true)
public final class SimulatorCommands extends BundleCommands {
    @Activate
    public SimulatorCommands(
            BundleContext context, @Reference SessionFactory sessions, @Reference Simulators simulators) {
        super(context, sessions);
    }

    @Deactivate
    void end() {
        close();
    }
}
