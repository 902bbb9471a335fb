package io.karge.itests;

import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;

import io.karge.site.Distribution;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.karaf.features.FeatureState;
import org.junit.Test;
import org.ops4j.pax.exam.Option;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** The distribution comes up whole. */
public class BootIT extends DistributionTestSupport {
    /** A simulator registers its control interface only when one is configured. */
    @Override
    protected Option[] more() throws IOException {
        String file = "etc/io.karge.simulator-boot.cfg";
        return new Option[] {
            editConfigurationFilePut(file, "name", "boot"),
            editConfigurationFilePut(file, "model", "hyc-400-eu"),
            editConfigurationFilePut(file, "port", Integer.toString(Distribution.freePort(0)))
        };
    }

    @Test
    public void startsEveryBootFeature() throws Exception {
        assertThat(bootFeatures()).contains("karge-core", "karge-transactions", "karge-driver-hyc-400-us");
        for (String name : bootFeatures()) {
            String id = features.getFeature(name).getId();
            assertThat(features.getState(id)).as(name).isEqualTo(FeatureState.Started);
        }
    }

    @Test
    public void activatesEveryBundle() {
        List<String> inactive = Stream.of(context.getBundles())
                .filter(bundle -> bundle.getHeaders().get(Constants.FRAGMENT_HOST) == null)
                .filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .map(Bundle::getSymbolicName)
                .collect(toList());

        assertThat(inactive).isEmpty();
    }

    /** The commands of the test system, which is there when somebody configures it. */
    private static final String COMES_WITH_ITS_CFG = "io.karge.testsystem.CsmsCommands";

    @Test
    public void leavesNoComponentWaitingForAService() {
        ServiceComponentRuntime components = service(ServiceComponentRuntime.class);

        List<String> waiting = components.getComponentDescriptionDTOs().stream()
                .filter(component -> component.bundle.symbolicName.startsWith("io.karge."))
                .filter(component -> !component.name.equals(COMES_WITH_ITS_CFG))
                .flatMap(component -> components.getComponentConfigurationDTOs(component).stream())
                .filter(configuration -> configuration.state == ComponentConfigurationDTO.UNSATISFIED_REFERENCE)
                .map(configuration -> describe(configuration.description, configuration))
                .collect(toList());

        assertThat(waiting).isEmpty();
    }

    private static String describe(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        return component.name + " waits for "
                + Arrays.stream(configuration.unsatisfiedReferences)
                        .map(reference -> reference.name + " " + reference.target)
                        .collect(toList());
    }
}
