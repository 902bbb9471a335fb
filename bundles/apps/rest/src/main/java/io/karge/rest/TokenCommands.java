package io.karge.rest;

import io.karge.shell.table.BundleCommands;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Brings the commands of this bundle into the shell. */
@Component(
        service = {},
        immediate = true)
public final class TokenCommands extends BundleCommands {
    @Activate
    public TokenCommands(BundleContext context, @Reference SessionFactory sessions) {
        super(context, sessions);
    }

    @Deactivate
    void end() {
        close();
    }
}
