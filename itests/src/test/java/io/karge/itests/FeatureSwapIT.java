package io.karge.itests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.karaf.features.FeaturesService.Option;
import org.junit.Test;

/** What can be swapped while cars charge: drivers, blocks and applications, and nobody else notices. */
public class FeatureSwapIT extends DistributionTestSupport {
    private static final Set<String> STAY = Set.of("karge-core", "karge-http");

    @Test
    public void installingAndRemovingAFeatureRefreshesNoOtherBundle() throws Exception {
        List<String> swappable = swappable();
        assertThat(swappable).hasSizeGreaterThan(10);

        Map<String, Set<String>> touched = new TreeMap<>();
        for (String name : swappable) {
            Set<String> others = swap(name);
            if (!others.isEmpty()) {
                touched.put(name, others);
            }
        }

        assertThat(touched).isEmpty();
    }

    @Test
    public void allCanLeaveAndComeBack() throws Exception {
        Set<String> swappable = Set.copyOf(swappable());

        try (BundleWatch watch = new BundleWatch(context)) {
            features.uninstallFeatures(swappable, EnumSet.noneOf(Option.class));
            features.installFeatures(swappable, EnumSet.noneOf(Option.class));

            assertThat(watch.touched()).isEmpty();
        }
    }

    private List<String> swappable() throws Exception {
        return bootFeatures().stream()
                .filter(name -> name.startsWith("karge-") && !STAY.contains(name))
                .sorted()
                .toList();
    }
}
