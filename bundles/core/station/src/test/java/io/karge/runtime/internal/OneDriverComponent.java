package io.karge.runtime.internal;

import io.karge.driver.StationDriverFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.util.promise.Promise;

/** A container with one component, of a driver, which is as a test says. */
final class OneDriverComponent implements ServiceComponentRuntime {
    final ComponentDescriptionDTO description = new ComponentDescriptionDTO();
    final ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();

    OneDriverComponent() {
        description.bundle = new BundleDTO();
        description.bundle.id = 91;
        description.bundle.symbolicName = "com.example.acme";
        description.bundle.version = "1.0.0";
        description.implementationClass = "com.example.AcmeFactory";
        description.serviceInterfaces = new String[] {StationDriverFactory.class.getName()};
        description.properties = Map.of("driver", "acme-dc-50");
        ReferenceDTO reference = new ReferenceDTO();
        reference.name = "client";
        reference.interfaceName = "com.example.Client";
        description.references = new ReferenceDTO[] {reference};
    }

    @Override
    public Collection<ComponentDescriptionDTO> getComponentDescriptionDTOs(Bundle... bundles) {
        return List.of(description);
    }

    @Override
    public ComponentDescriptionDTO getComponentDescriptionDTO(Bundle bundle, String name) {
        return description;
    }

    @Override
    public Collection<ComponentConfigurationDTO> getComponentConfigurationDTOs(ComponentDescriptionDTO of) {
        return List.of(configuration);
    }

    @Override
    public boolean isComponentEnabled(ComponentDescriptionDTO of) {
        return true;
    }

    @Override
    public Promise<Void> enableComponent(ComponentDescriptionDTO of) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Promise<Void> disableComponent(ComponentDescriptionDTO of) {
        throw new UnsupportedOperationException();
    }
}
