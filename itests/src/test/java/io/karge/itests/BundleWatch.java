package io.karge.itests;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** Watches which bundles are stopped or refreshed although nobody installed, updated or removed them. */
final class BundleWatch implements SynchronousBundleListener, AutoCloseable {
    private static final int CHANGED = BundleEvent.INSTALLED | BundleEvent.UPDATED | BundleEvent.UNINSTALLED;
    private static final int DISTURBED = BundleEvent.STOPPING | BundleEvent.UNRESOLVED;

    private final BundleContext context;
    private final Set<Bundle> changed = ConcurrentHashMap.newKeySet();
    private final Set<Bundle> disturbed = ConcurrentHashMap.newKeySet();

    BundleWatch(BundleContext context) {
        this.context = context;
        context.addBundleListener(this);
    }

    @Override
    public void bundleChanged(BundleEvent event) {
        if ((event.getType() & CHANGED) != 0) {
            changed.add(event.getBundle());
        }
        if ((event.getType() & DISTURBED) != 0) {
            disturbed.add(event.getBundle());
        }
    }

    /** Symbolic names of the bundles that were disturbed for the sake of others. */
    Set<String> touched() {
        Set<String> names = new TreeSet<>();
        disturbed.stream()
                .filter(bundle -> !changed.contains(bundle))
                .forEach(bundle -> names.add(bundle.getSymbolicName()));
        return names;
    }

    @Override
    public void close() {
        context.removeBundleListener(this);
    }
}
