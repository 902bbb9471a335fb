package io.karge.shell;

import io.karge.routes.RouteTable;
import io.karge.runtime.Gateway;
import io.karge.security.MasterKey;
import io.karge.shell.table.BundleCommands;
import io.karge.storage.Store;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Brings the commands of this bundle into the shell, while the gateway, its routes, its store and the key of its secrets are there. */
@Component(
        service = {},
        immediate = true)
public final class ShellCommands extends BundleCommands {
    @Activate
    public ShellCommands(
            BundleContext context,
            @Reference SessionFactory sessions,
            @Reference Gateway gateway,
            @Reference RouteTable routes,
            @Reference Store store,
            @Reference MasterKey masterKey) {
        super(context, sessions);
    }

    @Deactivate
    void end() {
        close();
    }
}
