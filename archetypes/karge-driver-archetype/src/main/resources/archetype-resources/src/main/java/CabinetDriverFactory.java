package ${package};

import io.karge.driver.DriverContext;
import io.karge.driver.DriverData;
import io.karge.driver.StationDriver;
import io.karge.driver.StationDriverFactory;
import io.karge.driver.StationModel;
import io.karge.driver.polling.PollingDriver;
import java.net.URI;
import java.time.Duration;
import org.osgi.service.component.annotations.Component;

/** Makes drivers of the ${vendor} ${model}; {@code model.json} and {@code product.json} say what it is. */
@Component(property = StationDriverFactory.DRIVER_PROPERTY + "=${artifactId}")
public final class CabinetDriverFactory implements StationDriverFactory {
    private static final Duration BETWEEN_TWO_LOOKS = Duration.ofMillis(500);

    private final StationModel model = DriverData.model(CabinetDriverFactory.class, "model.json");
    private final String product = DriverData.json(CabinetDriverFactory.class, "product.json");

    @Override
    public StationModel model() {
        return model;
    }

    @Override
    public String product() {
        return product;
    }

    @Override
    public String hardware(URI uri) {
        return TcpWire.to(uri).hardware();
    }

    @Override
    public StationDriver create(DriverContext context) {
        return create(context, TcpWire.to(context.uri()));
    }

    StationDriver create(DriverContext context, Wire wire) {
        return new PollingDriver<>(model, context, new Cabinet(model, wire, context.time()), BETWEEN_TWO_LOOKS);
    }
}
