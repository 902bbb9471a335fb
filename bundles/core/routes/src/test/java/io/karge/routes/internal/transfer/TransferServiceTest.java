package io.karge.routes.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.karge.driver.testkit.VirtualTime;
import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationView;
import io.karge.station.FileTransfers;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;

class TransferServiceTest {
    private final List<Object> registered = new ArrayList<>();
    private final VirtualTime time = new VirtualTime();
    private final CamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() {
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void saysInAProblemWhichKeyOfWhichFileIsWrong() {
        TransferService service = activate(Map.of("service.pid", "io.karge.transfers", "parallel", "many"));

        assertThat(problems()).singleElement().satisfies(problem -> {
            assertThat(problem.since()).isEqualTo(time.wallClock());
            assertThat(problem.what()).isEqualTo("etc/io.karge.transfers.cfg is refused");
            assertThat(problem.why()).isEqualTo("parallel is 'many': write a whole number from 1 to 8");
            assertThat(problem.remedy()).contains("Correct the file");
        });
        assertThat(of(FileTransfers.class)).as("files are moved all the same").hasSize(1);

        service.stop();
        assertThat(registered).isEmpty();
    }

    @Test
    void namesAKeyThatNobodyReads() {
        TransferService service = activate(Map.of("paralel", "4"));

        assertThat(problems()).singleElement().satisfies(problem -> assertThat(problem.why())
                .startsWith("paralel is no key of this file"));
        service.stop();
    }

    @Test
    void hasNoProblemWithAFileThatIsRight() {
        TransferService service = activate(Map.of("parallel", "2"));

        assertThat(problems()).isEmpty();
        assertThat(of(FileTransfers.class)).hasSize(1);
        service.stop();
    }

    private TransferService activate(Map<String, Object> properties) {
        return new TransferService(context(), properties, camel, time, new Threads());
    }

    private List<StationView.Problem> problems() {
        return of(ProblemSource.class)
                .flatMap(source -> source.problems().stream())
                .toList();
    }

    private <T> Stream<T> of(Class<T> service) {
        return registered.stream().filter(service::isInstance).map(service::cast);
    }

    private BundleContext context() {
        return fake(BundleContext.class, (proxy, method, arguments) -> {
            assertThat(method.getName()).isEqualTo("registerService");
            registered.add(arguments[1]);
            return fake(ServiceRegistration.class, (registration, called, none) -> registered.remove(arguments[1]));
        });
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
