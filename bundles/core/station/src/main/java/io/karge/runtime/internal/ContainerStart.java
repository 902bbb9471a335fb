package io.karge.runtime.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.util.tracker.ServiceTracker;

/**
 * The start of the container: done when its framework has started every bundle that is installed, and what it installs at
 * its first start (its boot features) is installed. Thread-safe.
 */
final class ContainerStart implements FrameworkListener {
    /** Of the container's features service, by name: it need not be the container that has one. */
    private static final String FEATURES_INSTALLED = "org.apache.karaf.features.BootFinished";

    private final BundleContext context;
    private final Bundle framework;
    private final ServiceTracker<Object, Object> features;
    private final CompletableFuture<Void> bundlesStarted = new CompletableFuture<>();
    private final CompletableFuture<Void> featuresInstalled = new CompletableFuture<>();

    ContainerStart(BundleContext context) {
        this.context = context;
        framework = context.getBundle(Constants.SYSTEM_BUNDLE_ID);
        features = new ServiceTracker<>(context, FEATURES_INSTALLED, null) {
            @Override
            public Object addingService(ServiceReference<Object> reference) {
                featuresInstalled.complete(null);
                return reference;
            }
        };
    }

    /** Begins to watch. */
    void open() {
        context.addFrameworkListener(this);
        features.open(true);
        look(1);
    }

    void close() {
        context.removeFrameworkListener(this);
        features.close();
    }

    CompletionStage<Void> done() {
        return CompletableFuture.allOf(bundlesStarted, featuresInstalled);
    }

    boolean isDone() {
        return bundlesStarted.isDone() && featuresInstalled.isDone();
    }

    @Override
    public void frameworkEvent(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.STARTED || event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
            look(0);
        }
    }

    /** @param above by how much the level is to be above that of bundles: it is being reached, unless it was just told */
    private void look(int above) {
        FrameworkStartLevel level = framework.adapt(FrameworkStartLevel.class);
        if (framework.getState() == Bundle.ACTIVE
                && level.getStartLevel() >= level.getInitialBundleStartLevel() + above) {
            bundlesStarted.complete(null);
        }
    }
}
