package io.karge.testsystem;

import io.karge.shell.table.BundleCommands;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Brings the commands of this bundle into the shell, while the test system is there. */
@Component(
        service = {},
        immediate = true)
public final class CsmsCommands extends BundleCommands {
    @Activate
    public CsmsCommands(BundleContext context, @Reference SessionFactory sessions, @Reference TestSystem testSystem) {
        super(context, sessions);
    }

    @Deactivate
    void end() {
        close();
    }
}
