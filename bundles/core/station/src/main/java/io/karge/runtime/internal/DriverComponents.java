package io.karge.runtime.internal;

import io.karge.driver.StationDriverFactory;
import io.karge.runtime.internal.UnfitDrivers.Unfit;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the components of drivers that do not run although their bundles do: their activation failed, as with an error in
 * {@code model.json}, or a service that they need is not there (OSGi Compendium, 112.6). Any thread.
 */
final class DriverComponents implements Supplier<List<Unfit>> {
    private static final Logger LOG = LoggerFactory.getLogger(DriverComponents.class);
    private static final Pattern FRAME = Pattern.compile("\\s*(at .*|\\.\\.\\. \\d+ more.*)");
    private static final Pattern CAUSE = Pattern.compile("^Caused by: ");
    private static final Pattern ARGUMENT = Pattern.compile("^java\\.lang\\.IllegalArgumentException: ");

    /** How {@link io.karge.driver.DriverData} refuses one. */
    private static final Pattern FILE = Pattern.compile(ARGUMENT.pattern() + ".*\\.json\\b");

    private final ServiceComponentRuntime components;

    DriverComponents(ServiceComponentRuntime components) {
        this.components = components;
    }

    @Override
    public List<Unfit> get() {
        return components.getComponentDescriptionDTOs().stream()
                .filter(DriverComponents::makesDrivers)
                .flatMap(component -> components.getComponentConfigurationDTOs(component).stream()
                        .flatMap(configuration -> unfit(component, configuration).stream()))
                .toList();
    }

    /** Whether the component could not be made, which this tells. */
    static boolean hasFailed(ServiceComponentRuntime components, ComponentDescriptionDTO component) {
        return components.getComponentConfigurationDTOs(component).stream()
                .anyMatch(configuration -> configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION);
    }

    /**
     * Why a component was not made of which the container says nothing: its class cannot be loaded, as one of a newer Java.
     *
     * @param implementation its class, where that is known
     */
    static DriverArrivals.NotMade notMade(Optional<String> implementation, @Nullable ClassLoader loader) {
        Throwable failure = implementation.isPresent() ? loadingFailure(implementation.get(), loader) : null;
        StringWriter stack = new StringWriter();
        if (failure != null) {
            failure.printStackTrace(new PrintWriter(stack));
        }
        String build = failure instanceof UnsupportedClassVersionError
                ? "Build it for Java " + Runtime.version().feature() + " (maven.compiler.release in its pom.xml)"
                : "Correct that in the driver's project, build it";
        return new DriverArrivals.NotMade(
                implementation.map(name -> "its component " + name).orElse("its service") + " cannot be made: "
                        + cause(stack.toString()),
                build + ", and replace the file; data/log/karaf.log has the stack");
    }

    private static @Nullable Throwable loadingFailure(String name, @Nullable ClassLoader loader) {
        try {
            Class<?> implementation = Class.forName(name, true, loader);
            LOG.warn( // counting them loads the classes that they name
                    "{} with its {} constructors and {} methods can be loaded, and the container has made none of it",
                    name,
                    implementation.getDeclaredConstructors().length,
                    implementation.getDeclaredMethods().length);
            return null;
        } catch (ClassNotFoundException | RuntimeException | Error e) { // whatever the driver does
            return e;
        }
    }

    static boolean makesDrivers(ComponentDescriptionDTO component) {
        return Arrays.asList(component.serviceInterfaces).contains(StationDriverFactory.class.getName());
    }

    /** For people. */
    static String name(BundleDTO bundle) {
        return bundle.symbolicName + " " + bundle.version + " [" + bundle.id + "]";
    }

    private static Optional<Unfit> unfit(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        BundleDTO bundle = component.bundle;
        Object driver = component.properties.get(StationDriverFactory.DRIVER_PROPERTY);
        String name = name(bundle) + (driver == null ? "" : " with the driver " + driver);
        return switch (configuration.state) {
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                Optional.of(
                        new Unfit(
                                name,
                                bundle.id,
                                "its component " + component.implementationClass + " cannot be made: "
                                        + cause(configuration.failure),
                                "Correct that in the driver's project (model.json and product.json are described in"
                                        + " docs/write-a-driver.md), build it, and replace the file; data/log/karaf.log has the stack"));
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                Optional.of(new Unfit(
                        name,
                        bundle.id,
                        "its component " + component.implementationClass + " waits for "
                                + missing(component, configuration),
                        "Install what offers it, or let the driver do without it"));
            default -> Optional.empty();
        };
    }

    private static String missing(ComponentDescriptionDTO component, ComponentConfigurationDTO configuration) {
        List<String> unsatisfied = Arrays.stream(configuration.unsatisfiedReferences)
                .map(reference -> reference.name)
                .toList();
        return Arrays.stream(component.references)
                .filter(reference -> unsatisfied.contains(reference.name))
                .map(reference -> "the service " + reference.interfaceName)
                .collect(Collectors.joining(" and "));
    }

    /**
     * What a stack trace says of the driver: the outermost message that refuses a file of the driver, because below are the
     * words of the library that read it; else the message at the bottom, with what was thrown unless that is only "illegal
     * argument".
     *
     * @param failure a stack trace, as the container keeps it
     */
    static String cause(@Nullable String failure) {
        List<String> messages = messages(failure);
        String said = messages.stream()
                .filter(message -> FILE.matcher(message).find())
                .findFirst()
                .orElse(messages.get(messages.size() - 1));
        String text = ARGUMENT.matcher(said).replaceFirst("");
        return text.isEmpty() ? "the container does not say why" : text;
    }

    /** What was thrown with its message, the outermost first; at least one, which may be empty. */
    private static List<String> messages(@Nullable String failure) {
        List<String> messages = new ArrayList<>();
        List<String> last = new ArrayList<>();
        for (String line : failure == null ? new String[0] : failure.split("\\R")) {
            if (CAUSE.matcher(line).find()) {
                messages.add(String.join(" ", last));
                last.clear();
            }
            if (!line.isBlank() && !FRAME.matcher(line).matches()) {
                last.add(CAUSE.matcher(line).replaceFirst("").trim());
            }
        }
        messages.add(String.join(" ", last));
        return messages;
    }
}
