package io.karge.routes.internal.transfer;

import io.karge.runtime.ProblemSource;
import io.karge.runtime.StationView;
import io.karge.station.FileTransfers;
import io.karge.time.TimeSource;
import io.karge.time.WorkerPool;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.camel.CamelContext;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offers the transfers in the container, as {@code etc/io.karge.transfers.cfg} has them. A change of the file begins them
 * anew: what runs is called off, and the blocks try again.
 */
@Component(
        service = {},
        configurationPid = TransfersFile.PID,
        configurationPolicy = ConfigurationPolicy.OPTIONAL)
public final class TransferService {
    private static final Logger LOG = LoggerFactory.getLogger(TransferService.class);

    private final CamelFileTransfers transfers;
    private final List<ServiceRegistration<?>> services = new ArrayList<>();

    @Activate
    public TransferService(
            BundleContext bundle,
            Map<String, Object> properties,
            @Reference(target = "(camel.context.name=gateway)") CamelContext context,
            @Reference TimeSource time,
            @Reference WorkerPool workers) {
        Path base = Path.of(System.getProperty("karaf.base", "."));
        TransferSettings settings = settings(properties, why -> refuse(bundle, time, why));
        transfers = new CamelFileTransfers(context, time, workers, base.resolve("store/known_hosts"), settings);
        LOG.info("{} transfers of files run at once, allowLocal={}", settings.parallel(), settings.allowLocal());
        services.add(bundle.registerService(FileTransfers.class, transfers, null));
    }

    private static TransferSettings settings(Map<String, Object> properties, Consumer<String> refused) {
        try {
            return TransfersFile.read(properties);
        } catch (IllegalArgumentException e) {
            refused.accept(e.getMessage());
            return TransferSettings.DEFAULT;
        }
    }

    private void refuse(BundleContext bundle, TimeSource time, String why) {
        StationView.Problem problem = new StationView.Problem(
                time.wallClock(),
                "etc/" + TransfersFile.PID + ".cfg is refused",
                why,
                "Correct the file: it is read again by itself. Until then files are moved as if it were empty");
        LOG.error("{}: {}. {}", problem.what(), why, problem.remedy());
        services.add(bundle.registerService(ProblemSource.class, () -> List.of(problem), null));
    }

    @Deactivate
    public void stop() {
        services.forEach(ServiceRegistration::unregister);
        transfers.close();
    }
}
