package io.karge.configuration.internal;

import io.karge.configuration.CfgFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Optional;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.Configuration.ConfigurationAttribute;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what the configuration admin remembers of files that are not there any more. File Install notices a deletion
 * only while it runs: what was deleted or renamed while the container was down, or right before it was killed, came back
 * at every start. This bundle starts after both and before all that take configurations in use, so that these find what
 * lies in etc/ and nothing else.
 *
 * <p>For that File Install has to have read the files by then, and it reads them in its own start only if the
 * configuration admin was there before. Karaf starts it earlier, so its start level is raised; that holds from the next
 * start on. At the first one nothing is remembered.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class LeftConfigurations implements BundleActivator {
    private static final Logger LOG = LoggerFactory.getLogger(LeftConfigurations.class);
    private static final String FILE_INSTALL = "org.apache.felix.fileinstall";

    @Override
    public void start(BundleContext context) throws IOException, InvalidSyntaxException {
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        if (reference == null) {
            LOG.error(
                    "there is no configuration admin below start level {}: configurations of files that were deleted"
                            + " while the container was down come back",
                    level(context.getBundle()));
            return;
        }
        startFileInstallAfter(reference.getBundle(), context);
        try {
            delete(context.getService(reference));
        } finally {
            context.ungetService(reference);
        }
    }

    @Override
    public void stop(BundleContext context) {
        // What was deleted stays deleted.
    }

    private static void startFileInstallAfter(Bundle configurationAdmin, BundleContext context) {
        int level = level(configurationAdmin) + 1;
        for (Bundle bundle : context.getBundles()) {
            if (FILE_INSTALL.equals(bundle.getSymbolicName()) && level(bundle) < level) {
                bundle.adapt(BundleStartLevel.class).setStartLevel(level);
            }
        }
    }

    private static int level(Bundle bundle) {
        return bundle.adapt(BundleStartLevel.class).getStartLevel();
    }

    private static void delete(ConfigurationAdmin admin) throws IOException, InvalidSyntaxException {
        Configuration[] all = admin.listConfigurations("(" + CfgFile.FILENAME + "=*)");
        if (all == null) {
            return;
        }
        for (Configuration configuration : all) {
            Optional<Path> gone = missing(configuration.getProperties());
            if (gone.isPresent()) {
                delete(configuration, gone.get());
            }
        }
    }

    /** One that stays must not keep the others. */
    private static void delete(Configuration configuration, Path gone) {
        String pid = configuration.getPid();
        try {
            configuration.removeAttributes(ConfigurationAttribute.READ_ONLY); // as that of a read-only file has
            configuration.delete();
            LOG.info("{} is gone, and so is its configuration {}", gone, pid);
        } catch (IOException | IllegalStateException e) {
            LOG.error(
                    "{} is gone, but its configuration {} cannot be deleted; it is used until it can be", gone, pid, e);
        }
    }

    /** The file that a configuration was read from, if it is not there any more. */
    static Optional<Path> missing(Dictionary<String, ?> properties) {
        Object file = properties.get(CfgFile.FILENAME);
        Optional<Path> path = CfgFile.path(file);
        if (file != null && path.isEmpty()) {
            LOG.warn("{} names no file", file);
        }
        return path.filter(Files::notExists);
    }
}
