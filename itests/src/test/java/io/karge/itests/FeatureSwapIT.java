package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.routes.RouteTable;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.karaf.features.Feature;
import org.apache.karaf.features.FeaturesService.Option;
import org.apache.karaf.features.Repository;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/** What can be swapped while cars charge: drivers, blocks and applications, and nobody else notices. */
public class FeatureSwapIT extends DistributionTestSupport {
    private static final Duration WAIT = Duration.ofSeconds(40);

    /** The infrastructure, the HTTP server and what drivers share change by a restart. */
    private static final Set<String> STAY = Set.of("karge-core", "karge-http", "karge-modbus");

    @Test
    public void everyFeatureIsOneOfTheDistribution() throws Exception {
        Set<String> repository =
                Arrays.stream(repository().getFeatures()).map(Feature::getName).collect(Collectors.toSet());

        assertThat(bootFeatures().stream().filter(name -> name.startsWith("karge-")))
                .containsExactlyInAnyOrderElementsOf(repository);
    }

    @Test
    public void installingAndRemovingAFeatureRefreshesNoOtherBundle() throws Exception {
        Map<String, Set<String>> touched = new TreeMap<>();
        for (String name : swappable()) {
            Set<String> others = swap(name);
            if (!others.isEmpty()) {
                touched.put(name, others);
            }
        }

        assertThat(touched).isEmpty();
    }

    @Test
    public void allCanLeaveAndComeBack() throws Exception {
        Set<String> swappable = swappable();

        try (BundleWatch watch = new BundleWatch(context)) {
            features.uninstallFeatures(swappable, EnumSet.noneOf(Option.class));
            features.installFeatures(swappable, EnumSet.noneOf(Option.class));

            assertThat(watch.touched()).isEmpty();
        }
    }

    @Test
    public void eachInstallsAloneOnTheCore() throws Exception {
        Set<String> swappable = swappable();
        features.uninstallFeatures(swappable, EnumSet.noneOf(Option.class));
        Set<String> core = states();

        try (BundleWatch watch = new BundleWatch(context)) {
            for (String name : swappable) {
                features.installFeatures(Set.of(name), EnumSet.noneOf(Option.class));
                assertThat(states()).as("with " + name).containsAll(core).hasSizeGreaterThan(core.size());
                assertThat(states()).as("with " + name).noneMatch(state -> state.endsWith(" starts not"));
                features.uninstallFeatures(Set.of(name), EnumSet.noneOf(Option.class));
                assertThat(states()).as("without " + name).isEqualTo(core);
            }
            assertThat(watch.touched()).isEmpty();
        } finally {
            features.installFeatures(swappable, EnumSet.noneOf(Option.class));
        }
    }

    @Test
    public void nothingIsLeftOfAFeatureThatWent() throws Exception {
        for (String name : swappable()) { // what is made once, such as a pool's threads, is there after the first time
            swap(name);
        }
        Set<String> threads = threads();
        List<String> routes = routes();

        Map<String, WeakReference<ClassLoader>> loaders = new HashMap<>();
        for (String name : swappable()) {
            ownBundles(name).forEach(bundle -> loaders.put(name + ' ' + bundle.getSymbolicName(), loader(bundle)));
            swap(name);
        }

        assertThat(loaders).hasSizeGreaterThanOrEqualTo(swappable().size());
        await("the threads are those of before", WAIT, () -> threads.containsAll(threads()));
        assertThat(routes()).isEqualTo(routes);
        await("the classes of what went are gone", WAIT, () -> {
            System.gc();
            return loaders.values().stream().allMatch(loader -> loader.refersTo(null));
        });
    }

    private Repository repository() throws Exception {
        return Arrays.stream(features.listRepositories())
                .filter(repository -> repository.getName().startsWith("karge-"))
                .findFirst()
                .orElseThrow();
    }

    private Set<String> swappable() throws Exception {
        Set<String> names = Arrays.stream(repository().getFeatures())
                .map(Feature::getName)
                .filter(name -> !STAY.contains(name))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).hasSizeGreaterThan(10);
        return names;
    }

    /** The bundles that this feature alone brings. */
    private List<Bundle> ownBundles(String feature) throws Exception {
        Set<String> own = features.getFeature(feature).getBundles().stream()
                .map(bundle -> bundle.getLocation())
                .filter(location -> location.startsWith("mvn:io.karge/"))
                .collect(Collectors.toSet());
        return Arrays.stream(context.getBundles())
                .filter(bundle -> own.contains(bundle.getLocation()))
                .toList();
    }

    private static WeakReference<ClassLoader> loader(Bundle bundle) {
        return new WeakReference<>(bundle.adapt(BundleWiring.class).getClassLoader());
    }

    private List<String> routes() {
        return service(RouteTable.class).routes().stream()
                .map(RouteTable.RouteView::routeId)
                .toList();
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(thread -> thread.getName().replaceAll("\\d+", "#"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> states() {
        return Arrays.stream(context.getBundles())
                .map(bundle -> bundle.getSymbolicName() + (isUp(bundle) ? "" : " starts not"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean isUp(Bundle bundle) {
        boolean fragment = bundle.getHeaders().get("Fragment-Host") != null;
        return bundle.getState() == (fragment ? Bundle.RESOLVED : Bundle.ACTIVE);
    }
}
