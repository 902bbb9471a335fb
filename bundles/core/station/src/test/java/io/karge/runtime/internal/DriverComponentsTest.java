package io.karge.runtime.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.runtime.internal.UnfitDrivers.Unfit;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

class DriverComponentsTest {
    private static final String FAILURE = """
            java.lang.reflect.InvocationTargetException
            \tat java.base/Constructor.newInstance(Constructor.java:480)
            \tat org.apache.felix.scr.impl.inject.ComponentConstructor.newInstance(ComponentConstructor.java:326)
            Caused by: java.lang.IllegalArgumentException: /com/example/model.json: evses[0].maxPowerW is -1,
             and must be above 0
            \tat io.karge.driver.DriverData.wrong(DriverData.java:110)
            \t... 12 more
            """;

    private final OneDriverComponent components = new OneDriverComponent();
    private final ComponentDescriptionDTO component = components.description;
    private final ComponentConfigurationDTO configuration = components.configuration;

    @Test
    void saysWhatIsWrongWhereActivationFailed() {
        configuration.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        configuration.failure = FAILURE;
        assertThat(look()).singleElement().satisfies(found -> {
            assertThat(found.name()).isEqualTo("com.example.acme 1.0.0 [91] with the driver acme-dc-50");
            assertThat(found.why())
                    .isEqualTo("its component com.example.AcmeFactory cannot be made:"
                            + " /com/example/model.json: evses[0].maxPowerW is -1, and must be above 0");
            assertThat(found.remedy()).contains("model.json", "docs/write-a-driver.md");
        });
    }

    /** Below it are the words of the library that read the file. */
    @Test
    void saysWhatTheProjectItselfSaysOfAFileAndNotWhatIsBelow() {
        assertThat(DriverComponents.cause("""
                        java.lang.ExceptionInInitializerError
                        \tat com.example.AcmeFactory.<init>(AcmeFactory.java:20)
                        Caused by: java.lang.IllegalArgumentException: /com/acme/model.json: reader.types: it is missing
                        \tat io.karge.driver.DriverData.wrong(DriverData.java:110)
                        Caused by: com.example.MismatchedInputException: Missing creator property 'types' (index 2)
                         at [Source: UNKNOWN; byte offset: #UNKNOWN] (through reference chain: StationModel["reader"])
                        \t... 12 more
                        """)).isEqualTo("/com/acme/model.json: reader.types: it is missing");
        assertThat(DriverComponents.cause("""
                        java.lang.IllegalArgumentException: it is wrong
                        \tat a.B.c(B.java:1)
                        Caused by: java.lang.IllegalStateException: the port is closed
                        \t... 12 more
                        """))
                .as("no file is named")
                .isEqualTo("java.lang.IllegalStateException: the port is closed");
    }

    @Test
    void namesWhatWasThrownUnlessItIsAnArgument() {
        assertThat(DriverComponents.cause("java.lang.NoClassDefFoundError: com/example/Client\n\tat a.B.c(B.java:1)"))
                .isEqualTo("java.lang.NoClassDefFoundError: com/example/Client");
        assertThat(DriverComponents.cause(null)).isEqualTo("the container does not say why");
    }

    @Test
    void saysWhichServiceIsMissing() {
        configuration.state = ComponentConfigurationDTO.UNSATISFIED_REFERENCE;
        UnsatisfiedReferenceDTO unsatisfied = new UnsatisfiedReferenceDTO();
        unsatisfied.name = "client";
        configuration.unsatisfiedReferences = new UnsatisfiedReferenceDTO[] {unsatisfied};
        assertThat(look())
                .extracting(Unfit::why)
                .containsExactly("its component com.example.AcmeFactory waits for the service com.example.Client");
    }

    @Test
    void saysNothingOfAComponentThatRunsOrMakesNoDrivers() {
        configuration.state = ComponentConfigurationDTO.ACTIVE;
        assertThat(look()).isEmpty();
        configuration.state = ComponentConfigurationDTO.SATISFIED;
        assertThat(look()).isEmpty();

        configuration.state = ComponentConfigurationDTO.FAILED_ACTIVATION;
        component.serviceInterfaces = new String[] {"com.example.Other"};
        assertThat(look()).isEmpty();
    }

    @Test
    void saysWhyAClassCannotBeLoaded() throws IOException {
        DriverArrivals.NotMade newer = notMade(ofNewerJava());
        assertThat(newer)
                .hasMessageContaining("its component " + Acme.class.getName() + " cannot be made: "
                        + "java.lang.UnsupportedClassVersionError: ")
                .hasMessageContaining("class file version");
        assertThat(newer.remedy()).contains("Java " + Runtime.version().feature(), "maven.compiler.release");

        assertThat(notMade(ClassLoader.getPlatformClassLoader()))
                .hasMessageEndingWith("cannot be made: java.lang.ClassNotFoundException: " + Acme.class.getName());
        assertThat(notMade(Acme.class.getClassLoader())).hasMessageContaining("its fields are wrong");
        assertThat(DriverComponents.notMade(Optional.empty(), null))
                .hasMessage("its service cannot be made: the container does not say why");
    }

    private static DriverArrivals.NotMade notMade(ClassLoader loader) {
        return DriverComponents.notMade(Optional.of(Acme.class.getName()), loader);
    }

    private static ClassLoader ofNewerJava() throws IOException {
        byte[] bytes;
        String file = Acme.class.getName().replace('.', '/') + ".class";
        try (InputStream in = Acme.class.getClassLoader().getResourceAsStream(file)) {
            bytes = Objects.requireNonNull(in).readAllBytes();
        }
        bytes[7] = (byte) 200; // the major version of the class file
        return new ClassLoader(null) {
            @Override
            protected Class<?> findClass(String name) {
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
    }

    /** Its initializer fails. */
    static final class Acme {
        static final int WRONG = wrong();

        private static int wrong() {
            throw new IllegalStateException("its fields are wrong");
        }
    }

    private List<Unfit> look() {
        return new DriverComponents(components).get();
    }
}
