package io.karge.configuration;

import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;

/** What the {@code ${...}} of a cfg file stand for, besides the file's own keys. Thread-safe. */
@FunctionalInterface
public interface Variables {
    /** What the name of an environment variable begins with. */
    String ENVIRONMENT = "env:";

    /** The value of {@code NAME} or {@code env:NAME}; empty when it is not set. */
    Optional<String> value(String name);

    /** Those that File Install knows: the environment and the properties of the process. */
    static Variables ofProcess() {
        return of(System.getenv());
    }

    /** The given environment, and the properties of the process. */
    static Variables of(Map<String, String> environment) {
        return name -> name.startsWith(ENVIRONMENT)
                ? Optional.ofNullable(environment.get(name.substring(ENVIRONMENT.length())))
                : property(name);
    }

    private static Optional<String> property(String name) {
        Bundle bundle = FrameworkUtil.getBundle(Variables.class);
        BundleContext container = bundle == null ? null : bundle.getBundleContext();
        return Optional.ofNullable(container == null ? System.getProperty(name) : container.getProperty(name));
    }
}
