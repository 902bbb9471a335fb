package io.karge.runtime.internal;

import io.karge.driver.StationDriverFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/**
 * A driver that a bundle offers as a service: getting it runs the constructor of its component on the thread that gets it
 * (OSGi Compendium, 112.5.4), so that this is left to the driver's own thread.
 */
final class DriverService implements DriverArrivals.Offer {
    private final ServiceReference<StationDriverFactory> reference;
    private final @Nullable Bundle bundle;
    private final BundleContext container;
    private final ServiceComponentRuntime components;
    private final Supplier<List<BundleManifest>> unpacked;

    /**
     * @param container gets the service
     * @param unpacked the bundles in .kar files that are there; may read files
     */
    DriverService(
            ServiceReference<StationDriverFactory> reference,
            BundleContext container,
            ServiceComponentRuntime components,
            Supplier<List<BundleManifest>> unpacked) {
        this.reference = reference;
        this.bundle = reference.getBundle();
        this.container = container;
        this.components = components;
        this.unpacked = unpacked;
    }

    @Override
    public String origin() {
        if (bundle == null) {
            return "a bundle that is gone";
        }
        String name = bundle.getSymbolicName() + " " + bundle.getVersion();
        String kar = unpacked.get().stream()
                .filter(jar -> jar.name().equals(name))
                .map(jar -> " of " + jar.kar() + ".kar")
                .findFirst()
                .orElse("");
        return "bundle " + name + " [" + bundle.getBundleId() + "]" + kar;
    }

    @Override
    public String making() {
        return component()
                .map(component -> "the constructor of " + component.implementationClass)
                .orElse("the making of the service StationDriverFactory");
    }

    @Override
    public @Nullable StationDriverFactory get() {
        StationDriverFactory made = container.getService(reference);
        if (made == null && reference.getBundle() != null) {
            Optional<ComponentDescriptionDTO> component = component();
            if (component.isEmpty() || !DriverComponents.hasFailed(components, component.get())) {
                throw DriverComponents.notMade(component.map(of -> of.implementationClass), loader());
            }
        }
        return made;
    }

    @Override
    public void release() {
        container.ungetService(reference);
    }

    private @Nullable ClassLoader loader() {
        BundleWiring wiring = bundle == null ? null : bundle.adapt(BundleWiring.class);
        return wiring == null ? null : wiring.getClassLoader();
    }

    private Optional<ComponentDescriptionDTO> component() {
        return bundle != null && reference.getProperty(ComponentConstants.COMPONENT_NAME) instanceof String name
                ? Optional.ofNullable(components.getComponentDescriptionDTO(bundle, name))
                : Optional.empty();
    }
}
