package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.karge.driver.StationDriverFactory;
import io.karge.driver.testkit.InMemoryDriverFactory;
import io.karge.driver.testkit.TestModels;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

class DriverServiceTest {
    private final StationDriverFactory factory = new InMemoryDriverFactory(TestModels.dc(1), "{}");
    private final List<String> calls = new ArrayList<>();
    private final ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
    private final Bundle bundle = fake(
            Bundle.class,
            Map.of(
                    "getSymbolicName", () -> "com.example.acme",
                    "getVersion", () -> new Version("1.2.0"),
                    "getBundleId", () -> 91L,
                    "adapt", () -> null));
    private @Nullable StationDriverFactory made = factory;
    private @Nullable Bundle owner = bundle;
    private @Nullable String component = "com.example.AcmeFactory";

    @Test
    void namesBundleKarAndConstructor() {
        DriverService service = service();
        assertThat(service.origin()).isEqualTo("bundle com.example.acme 1.2.0 [91] of acme.kar");
        assertThat(service.making()).isEqualTo("the constructor of com.example.AcmeFactory");
        component = null;
        assertThat(service.making()).contains("StationDriverFactory");
        assertThat(calls).as("it is not made for that").isEmpty();
    }

    @Test
    void getsAndReleasesTheServiceWhenAsked() {
        DriverService service = service();
        assertThat(service.get()).isSameAs(factory);
        service.release();
        assertThat(calls).containsExactly("get", "unget");
    }

    @Test
    void saysWhyThereIsNoServiceUnlessThatIsToldElsewhere() {
        DriverService service = service();
        made = null;
        configuration.state = ComponentConfigurationDTO.SATISFIED;
        assertThatThrownBy(service::get)
                .isInstanceOf(DriverArrivals.NotMade.class)
                .hasMessageContaining("its component com.example.AcmeFactory cannot be made");

        configuration.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        assertThat(service.get()).isNull();
        configuration.state = ComponentConfigurationDTO.SATISFIED;
        owner = null;
        assertThat(service.get()).as("its bundle has gone").isNull();
    }

    @SuppressWarnings("unchecked")
    private DriverService service() {
        ServiceReference<StationDriverFactory> reference = fake(
                ServiceReference.class,
                Map.of("getBundle", () -> owner, "getProperty", () -> component == null ? null : "acme"));
        BundleContext container =
                fake(BundleContext.class, Map.of("getService", () -> called("get", made), "ungetService", () -> {
                    calls.add("unget");
                    return true;
                }));
        ComponentDescriptionDTO description = new ComponentDescriptionDTO();
        description.implementationClass = "com.example.AcmeFactory";
        ServiceComponentRuntime components = fake(
                ServiceComponentRuntime.class,
                Map.of(
                        "getComponentDescriptionDTO",
                        () -> description,
                        "getComponentConfigurationDTOs",
                        () -> List.of(configuration)));
        return new DriverService(
                reference,
                container,
                components,
                () -> List.of(
                        new BundleManifest("com.example.other 1.2.0", "other", "", "", ""),
                        new BundleManifest("com.example.acme 1.2.0", "acme", "", "", "")));
    }

    private @Nullable Object called(String what, @Nullable Object answer) {
        calls.add(what);
        return answer;
    }

    /** Answers methods by their name, and throws at others: the container's types are too wide to be written out. */
    private static <T> T fake(Class<T> type, Map<String, Supplier<@Nullable Object>> answers) {
        InvocationHandler handler = (proxy, method, arguments) -> {
            Supplier<@Nullable Object> answer = answers.get(method.getName());
            if (answer == null) {
                throw new AssertionError(method + " is not expected");
            }
            return answer.get();
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
