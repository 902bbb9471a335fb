package io.karge.runtime.internal;

import io.karge.runtime.internal.UnfitDrivers.Unfit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Version;

/**
 * Finds the bundles of drivers that do not run: those that do not resolve, are not started, or were unpacked of a .kar and
 * never installed. On the thread of {@link UnfitDrivers}.
 */
final class DriverBundles implements Supplier<List<Unfit>> {
    /** In how many looks a .kar may be unpacked and its bundles not be there: the container may be fetching something. */
    static final int LOOKS_TO_INSTALL = 15;

    /** How far a bundle is. */
    enum State {
        UNRESOLVED,
        /** Its activator runs. */
        STARTING,
        /** It is to run and does not. */
        NOT_STARTED,
        /** It runs, or somebody has stopped it. */
        AS_WANTED
    }

    /**
     * A bundle that is installed.
     *
     * @param id what the container calls it
     */
    record Installed(BundleManifest manifest, long id, State state) {}

    /** What the container has now. */
    interface Container {
        List<Installed> bundles();

        /** The packages that are exported by bundles that resolve, with each version. */
        Map<String, List<Version>> packages();
    }

    private final DriverApi api;
    private final Container container;
    private final Supplier<List<BundleManifest>> unpacked;
    private final int java;
    private final Map<BundleManifest, Integer> missing = new HashMap<>();
    private final Set<BundleManifest> ran = new HashSet<>();

    /**
     * @param unpacked the bundles in .kar files that are there
     * @param java the version of Java on which this runs
     */
    DriverBundles(DriverApi api, Container container, Supplier<List<BundleManifest>> unpacked, int java) {
        this.api = api;
        this.container = container;
        this.unpacked = unpacked;
        this.java = java;
    }

    @Override
    public List<Unfit> get() {
        List<Installed> installed = container.bundles();
        Set<String> names =
                installed.stream().map(bundle -> bundle.manifest().name()).collect(Collectors.toSet());
        List<BundleManifest> inKars = unpacked.get();
        List<BundleManifest> absent =
                inKars.stream().filter(jar -> !names.contains(jar.name())).toList();
        missing.keySet().retainAll(absent);
        installed.stream().filter(bundle -> bundle.state() != State.UNRESOLVED).forEach(this::ran);
        Finds finds = new Finds(installed, absent, inKars);
        installed.forEach(finds::installed);
        // One that ran and is not there any more was taken away on purpose, and its .kar left.
        absent.stream().filter(jar -> !ran.contains(jar.in(""))).forEach(finds::absent);
        return finds.found;
    }

    private void ran(Installed bundle) {
        if (api.isUsedBy(bundle.manifest().imports())) {
            ran.add(bundle.manifest());
        }
    }

    /** One look. */
    private final class Finds {
        private final List<Unfit> found = new ArrayList<>();
        private final BundleNeeds needs;
        private final Map<String, String> kars;
        private final Set<String> karsOfDrivers;

        Finds(List<Installed> installed, List<BundleManifest> absent, List<BundleManifest> inKars) {
            List<BundleManifest> waiting = Stream.concat(
                            installed.stream()
                                    .filter(bundle -> bundle.state() == State.UNRESOLVED)
                                    .map(Installed::manifest),
                            absent.stream())
                    .toList();
            needs = new BundleNeeds(api, container.packages(), java, waiting);
            kars = inKars.stream()
                    .collect(Collectors.toMap(BundleManifest::name, BundleManifest::kar, (first, second) -> first));
            karsOfDrivers = inKars.stream()
                    .filter(jar -> api.isUsedBy(jar.imports()))
                    .map(BundleManifest::kar)
                    .collect(Collectors.toSet());
        }

        void installed(Installed bundle) {
            BundleManifest manifest = bundle.manifest();
            String kar = kars.getOrDefault(manifest.name(), "");
            if (!api.isUsedBy(manifest.imports()) && !karsOfDrivers.contains(kar)) {
                return;
            }
            String name = manifest.in(kar).text();
            if (bundle.state() == State.UNRESOLVED) {
                needs.refusal(manifest)
                        .ifPresentOrElse(
                                refusal -> add(name, bundle.id(), refusal),
                                () -> found.add(new Unfit(
                                        name,
                                        bundle.id(),
                                        "it is installed and does not resolve",
                                        "Look at bundle:diag " + bundle.id() + ", which names what it lacks")));
            } else if (bundle.state() == State.NOT_STARTED) {
                found.add(new Unfit(
                        name,
                        bundle.id(),
                        "it is installed and its start has failed, or what it lacked has come since",
                        "Try bundle:start " + bundle.id() + ", which says why; data/log/karaf.log says it too"));
            }
        }

        void absent(BundleManifest jar) {
            if (!karsOfDrivers.contains(jar.kar())) {
                return;
            }
            needs.refusal(jar).ifPresentOrElse(refusal -> add(jar.text(), Unfit.NO_BUNDLE, refusal), () -> {
                if (api.isUsedBy(jar.imports()) && missing.merge(jar, 1, Integer::sum) > LOOKS_TO_INSTALL) {
                    found.add(new Unfit(
                            jar.text(),
                            Unfit.NO_BUNDLE,
                            "the file was unpacked, and the container has not installed what its features.xml names",
                            "See data/log/karaf.log for what its feature lacks (a feature or a file that cannot be had), or"
                                    + " remove the .kar if the driver is not wanted"));
                }
            });
        }

        private void add(String name, long bundle, BundleNeeds.Refusal refusal) {
            found.add(new Unfit(name, bundle, refusal.why(), refusal.remedy()));
        }
    }
}
