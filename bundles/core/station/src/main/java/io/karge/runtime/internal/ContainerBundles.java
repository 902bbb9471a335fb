package io.karge.runtime.internal;

import io.karge.driver.StationDriverFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWiring;

/** The bundles of the container and the packages that they export. Any thread. */
final class ContainerBundles implements DriverBundles.Container, UninstalledKars.Container {
    private static final Map<Integer, String> STATES = Map.of(
            Bundle.UNINSTALLED, "uninstalled",
            Bundle.INSTALLED, "installed, not resolved",
            Bundle.RESOLVED, "resolved, not started",
            Bundle.STARTING, "starting",
            Bundle.STOPPING, "stopping",
            Bundle.ACTIVE, "active");

    private final BundleContext container;
    private final Supplier<List<BundleManifest>> unpacked;

    /**
     * @param unpacked the bundles that the container has unpacked of .kar files
     */
    ContainerBundles(BundleContext container, Supplier<List<BundleManifest>> unpacked) {
        this.container = container;
        this.unpacked = unpacked;
    }

    /** The packages of the bundle that gives this one the driver API. */
    DriverApi driverApi() {
        Map<String, Version> packages = new HashMap<>();
        Bundle api = FrameworkUtil.getBundle(StationDriverFactory.class);
        exports(api == null ? container.getBundle() : api)
                .forEach(exported -> packages.put(name(exported), version(exported)));
        return new DriverApi(packages);
    }

    @Override
    public Map<String, List<Version>> packages() {
        Map<String, List<Version>> packages = new HashMap<>();
        Arrays.stream(container.getBundles())
                .flatMap(bundle -> exports(bundle).stream())
                .forEach(exported -> packages.computeIfAbsent(name(exported), any -> new ArrayList<>())
                        .add(version(exported)));
        return packages;
    }

    @Override
    public List<DriverBundles.Installed> bundles() {
        return Arrays.stream(container.getBundles())
                .flatMap(bundle -> Optional.ofNullable(manifest(bundle)).stream()
                        .map(manifest -> new DriverBundles.Installed(manifest, bundle.getBundleId(), state(bundle))))
                .toList();
    }

    @Override
    public Set<String> locations() {
        return Arrays.stream(container.getBundles()).map(Bundle::getLocation).collect(Collectors.toSet());
    }

    @Override
    public Set<String> names() {
        return bundles().stream().map(bundle -> bundle.manifest().name()).collect(Collectors.toSet());
    }

    @Override
    public List<BundleManifest> unpacked() {
        return unpacked.get();
    }

    /** All of them with version and state, for people, a line each. */
    List<String> lines() {
        return Arrays.stream(container.getBundles())
                .map(bundle -> bundle.getBundleId() + " " + bundle.getSymbolicName() + " " + bundle.getVersion() + " "
                        + STATES.getOrDefault(bundle.getState(), "state " + bundle.getState()))
                .toList();
    }

    private static @Nullable BundleManifest manifest(Bundle bundle) {
        return BundleManifest.of("", header -> bundle.getHeaders("").get(header));
    }

    private static DriverBundles.State state(Bundle bundle) {
        if (bundle.getState() == Bundle.INSTALLED) {
            return DriverBundles.State.UNRESOLVED;
        }
        boolean lazy =
                bundle.getHeaders("").get(Constants.BUNDLE_ACTIVATIONPOLICY) != null; // it may wait for its first class
        if (bundle.getState() == Bundle.STARTING && !lazy) {
            return DriverBundles.State.STARTING;
        }
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        boolean fragment = revision != null && (revision.getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
        return bundle.getState() == Bundle.RESOLVED
                        && !fragment
                        && bundle.adapt(BundleStartLevel.class).isPersistentlyStarted()
                ? DriverBundles.State.NOT_STARTED
                : DriverBundles.State.AS_WANTED;
    }

    private static List<BundleCapability> exports(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null || !wiring.isInUse()) {
            return List.of(); // not resolved, or uninstalled meanwhile
        }
        return wiring.getCapabilities(PackageNamespace.PACKAGE_NAMESPACE);
    }

    private static String name(BundleCapability exported) {
        return String.valueOf(exported.getAttributes().get(PackageNamespace.PACKAGE_NAMESPACE));
    }

    private static Version version(BundleCapability exported) {
        return Version.parseVersion(
                String.valueOf(exported.getAttributes().get(PackageNamespace.CAPABILITY_VERSION_ATTRIBUTE)));
    }
}
