package io.karge.shell.table.commands;

import io.karge.shell.table.BundleCommands;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;

/** The commands of a bundle. */
public final class TestCommands extends BundleCommands {
    public TestCommands(BundleContext context, SessionFactory sessions) {
        super(context, sessions);
    }

    public void end() {
        close();
    }
}
