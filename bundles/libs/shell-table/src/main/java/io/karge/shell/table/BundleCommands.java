package io.karge.shell.table;

import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/**
 * The shell commands of a bundle, in the shell from when this is made until it is closed: all classes of the subclass's
 * package whose names end in {@code Command} and that have the container's annotation. It stands in for the container's own
 * registration ({@code Karaf-Commands}), which takes options before the arguments only. A bundle's subclass is a component
 * whose references say without what its commands are not there.
 */
public abstract class BundleCommands {
    private final SessionFactory sessions;
    private final List<Command> commands;

    protected BundleCommands(BundleContext context, SessionFactory sessions) {
        this.sessions = sessions;
        String folder = getClass().getPackageName().replace('.', '/');
        this.commands = context
                .getBundle()
                .adapt(BundleWiring.class)
                .listResources(folder, "*Command.class", BundleWiring.LISTRESOURCES_LOCAL)
                .stream()
                .map(resource -> type(context, resource))
                .filter(type -> type.isAnnotationPresent(org.apache.karaf.shell.api.action.Command.class))
                .<Command>map(type -> new BundleCommand(context, type.asSubclass(Action.class)))
                .toList();
        commands.forEach(sessions.getRegistry()::register);
    }

    private static Class<?> type(BundleContext context, String resource) {
        try {
            return context.getBundle().loadClass(resource.replace('/', '.').replaceFirst("\\.class$", ""));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(resource + " is in the bundle and cannot be loaded", e);
        }
    }

    /** They are in the shell no more. */
    protected final void close() {
        commands.forEach(sessions.getRegistry()::unregister);
    }
}
